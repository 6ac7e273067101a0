/** An outside system of the test's own: a real HTTP server on loopback that remembers what it was sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string; readonly socket: number };
/** Answers one request; `nth` counts from 1. */
export type Answering = (asked: Asked, answer: ServerResponse, nth: number) => void;

export type Outside = { readonly url: string; readonly asked: Asked[]; answering: Answering; close(): Promise<void> };

/** Answers with JSON. */
export function json(content: unknown, status = 200): Answering {
  return (_, answer) => { answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content)); };
}
/** Answers with bytes as they are. */
export function raw(bytes: string | Uint8Array, status = 200): Answering {
  return (_, answer) => { answer.writeHead(status).end(bytes); };
}
/** Breaks the connection. */
export const broken: Answering = (_, answer) => answer.destroy();
/** Never answers. */
export const silent: Answering = () => undefined;
/** The first answers in this way, all later ones in that. */
export const first = (count: number, before: Answering, after: Answering): Answering => (asked, answer, nth) => { (nth <= count ? before : after)(asked, answer, nth); };

export async function startOutside(answering: Answering = json({})): Promise<Outside> {
  const sockets = new Map<unknown, number>();
  const outside: { asked: Asked[]; answering: Answering } = { asked: [], answering };
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (!sockets.has(request.socket)) sockets.set(request.socket, sockets.size + 1);
      const asked = {
        method: request.method ?? '', path: request.url ?? '', headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'), socket: sockets.get(request.socket) ?? 0,
      };
      outside.asked.push(asked);
      outside.answering(asked, answer, outside.asked.length);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return Object.assign(outside, {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () => new Promise<void>((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  });
}
