/** The H5 pages from the folder they were built into, by the same app as on AWS. */
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { relative } from 'node:path';
import { mountPages } from '../platform/pages/pages';

export function servePages(app: Hono, webRoot: string): void {
  mountPages(app, serveStatic({ root: relative(process.cwd(), webRoot) || '.' }));
}
