/** A real HTTP server that only this machine can reach. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';

export type Handle = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

export type Loopback = { readonly url: string; close(): Promise<void> };

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function listenOnLoopback(handle: Handle, port: number): Promise<Loopback> {
  const listener = getRequestListener((request, env) => handle(request, env as HttpBindings));
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => { resolve(); });
        server.closeAllConnections();
      }),
  };
}
