/** What a Lambda function builds before its first event. */
import type { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { runsOnLambda } from '../config/config';
import { once } from '../once';

export type HttpHandler = ReturnType<typeof handle>;

/** A Hono app behind the HTTP API (payload 2.0), built and warmed while the function starts. */
export function serveApp(build: () => Promise<Hono>): HttpHandler {
  const ready = atStart(async () => warmed(await build()));
  return async (event, context) => (await ready())(event, context);
}

/** Hono's first request costs about 20 ms: it is spent before the first resident comes. */
export async function warmed(app: Hono): Promise<HttpHandler> {
  await app.request('/warm');
  return handle(app);
}

/** On Lambda built while the function starts, elsewhere at the first use. */
export function atStart<T>(build: () => Promise<T>): () => Promise<T> {
  const ready = once(build);
  if (runsOnLambda()) ready().catch(() => undefined);
  return ready;
}
