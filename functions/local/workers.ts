/** Several isolated processes that serve: what one remembers the others do not, as between Lambda's instances. */
import cluster, { type Worker } from 'node:cluster';
import { readConfig } from '../platform/config/config';
import { makeFoundations } from '../platform/make-foundations';
import { listenOn } from './listen';
import { localParts } from './local-parts';
import { StartFault } from './plain-words';
import type { Province } from './province';
import { appOf, openSlices } from './slices';
import { servePages } from './web-pages';

/** Starts so many workers on one port; gives the function that ends them. */
export async function startWorkers(count: number, province: Province, port: number): Promise<() => Promise<void>> {
  // A taken port is told once, here, and not by every worker.
  await (await listenOn({ fetch: () => new Response() }, port)).close();
  // The program itself, not the script that set it up: a worker installs, builds and resets nothing.
  cluster.setupPrimary({ exec: __filename, args: [] });
  const environment = { ...province.config, PORT: String(port), WORKER_DATA_DIR: province.dataDir } as Record<string, string>;
  const workers = Array.from({ length: count }, () => cluster.fork(environment));
  await Promise.all(workers.map(listening));
  return async () => {
    await Promise.all(workers.map(ended));
  };
}

/** The part of a worker: the same slices on the same store, serving the shared port. */
export async function serveAsWorker(): Promise<void> {
  const config = readConfig();
  const dataDir = process.env['WORKER_DATA_DIR'] ?? '.data';
  const f = makeFoundations(config, localParts(config, dataDir));
  const app = appOf(f, openSlices(f));
  const webRoot = process.env['WEB_ROOT'];
  if (webRoot) servePages(app, webRoot);
  const server = await listenOn(app, Number(process.env['PORT']));
  process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
  process.once('disconnect', () => process.exit(0));
}

function listening(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('listening', () => resolve());
    worker.once('exit', (code) => reject(new StartFault(`A worker ended with ${code} before it served.`)));
  });
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
    worker.kill('SIGTERM');
  });
}
