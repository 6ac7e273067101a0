/** Serves the BUILT H5 (miniprogram/dist/h5) as production does, under a strict CSP, with an API that is played or real. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

export type Asked = { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: unknown };
export type Answered = { readonly status: number; readonly body?: unknown };
/** Plays the platform, request by request. */
export type Api = (asked: Asked) => Answered | Promise<Answered>;

export type H5Server = { readonly origin: string; readonly answerWith: (api: Api) => void; readonly close: () => Promise<void> };

const DIST = path.resolve(__dirname, '../../../miniprogram/dist/h5');
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.png': 'image/png', '.svg': 'image/svg+xml' };
/** No inline script. Taro's web components bring their styles as style elements, and an icon font inside them. */
export const CSP = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

async function answerApi(api: Api, request: IncomingMessage, response: ServerResponse) {
  const answer = await api({ method: request.method ?? 'GET', path: request.url ?? '/', headers: request.headers, body: await bodyOf(request) });
  const type = answer.status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(answer.status, { 'content-type': type }).end(JSON.stringify(answer.body ?? {}));
}

async function answerFile(url: string, response: ServerResponse) {
  const asked = decodeURIComponent(url.split('?')[0] ?? '/');
  const file = path.join(DIST, path.normalize(asked === '/' ? '/index.html' : asked));
  try {
    const bytes = await readFile(file);
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', 'content-security-policy': CSP }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

export async function serveH5(): Promise<H5Server> {
  let api: Api = () => ({ status: 404, body: { type: 'about:blank', status: 404, code: 'request/not-found', requestId: 'req_none' } });
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    void (url.startsWith('/v1/') ? answerApi(api, request, response) : answerFile(url, response));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    answerWith(next) { api = next; },
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => { resolve(); });
    }),
  };
}
