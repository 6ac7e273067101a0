import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';

export type Listening = { readonly url: string; readonly close: () => Promise<void> };

/** Listens on loopback; port 0 takes a free one. Rejects with the system's error (EADDRINUSE, EACCES). */
export function listenOn(app: { fetch(request: Request): Response | Promise<Response> }, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: (request: Request) => app.fetch(request), port, hostname: '127.0.0.1' }, (address: AddressInfo) => {
      resolve({ url: `http://127.0.0.1:${address.port}`, close: () => closed(server) });
    });
    server.once('error', reject);
  });
}

/** Requests under way are answered; who has not sent theirs by then is not waited for. */
const CLOSE_WITHIN_MS = 2_000;

function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if (!('closeIdleConnections' in server)) return;
    server.closeIdleConnections();
    setTimeout(() => { server.closeAllConnections(); }, CLOSE_WITHIN_MS).unref();
  });
}
