/** The reference of a cold start: an empty Hono function. */
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.get('*', (c) => c.text('ok'));

export const http = handle(app);
