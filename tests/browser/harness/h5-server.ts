/** Serves the BUILT H5 (miniprogram/dist/h5) by the product's own pages app, headers included, with an API that is played. */
import { Hono, type Context } from 'hono';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listenOn } from '../../../functions/local/listen';
import { filesFrom, mountPages } from '../../../functions/platform/pages/pages';

export type Asked = { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: unknown };
export type Answered = { readonly status: number; readonly body?: unknown };
/** Plays the platform, request by request. */
export type Api = (asked: Asked) => Answered | Promise<Answered>;

export type H5Server = { readonly origin: string; readonly answerWith: (api: Api) => void; readonly close: () => Promise<void> };

const DIST = path.resolve(__dirname, '../../../miniprogram/dist/h5');

async function answerApi(api: Api, c: Context): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  const text = await c.req.text();
  const answer = await api({ method: c.req.method, path: `${pathname}${search}`, headers: c.req.header(), body: text === '' ? undefined : (JSON.parse(text) as unknown) });
  return c.body(JSON.stringify(answer.body ?? {}), answer.status as 200, { 'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json' });
}

export async function serveH5(): Promise<H5Server> {
  let api: Api = () => ({ status: 404, body: { type: 'about:blank', status: 404, code: 'request/not-found', requestId: 'req_none' } });
  const app = new Hono();
  app.all('/v1/*', (c) => answerApi(api, c));
  mountPages(app, filesFrom((file) => readFile(path.join(DIST, file)).catch(() => undefined)));
  const { url, close } = await listenOn(app, 0);
  return { origin: url, answerWith(next) { api = next; }, close };
}
