/** The program behind `npm start`: one process with everything, or with WORKERS several that serve and one that keeps the store. */
import cluster from 'node:cluster';
import { join } from 'node:path';
import { openProvince } from './province';
import { removeData } from './remove-data';
import { firstDayOf, seedProvince } from './seed-province';
import { explain, StartFault } from './plain-words';
import { serveAsWorker, startWorkers } from './workers';

const DEFAULT_PORT = 8080;
const WORKERS_MAX = 64;
/** `npm start` promises to end within five seconds of SIGTERM. */
const END_WITHIN_MS = 4_500;

async function main(): Promise<void> {
  const port = wholeNumber('PORT', { otherwise: DEFAULT_PORT, max: 65_535 });
  const dataDir = process.env['DATA_DIR'] ?? '.data';
  const workers = wholeNumber('WORKERS', { otherwise: 0, max: WORKERS_MAX });
  if (process.argv.includes('--reset')) await removeData(dataDir, port);
  const today = firstDayOf(dataDir, new Date());
  const webRoot = process.env['WEB_ROOT'];
  const province = await openProvince({ port, dataDir, today, serve: workers === 0, ...(webRoot ? { webRoot } : {}) });
  const samples = await seedProvince(province, dataDir, today);
  const close = workers > 0 ? await startWorkers(workers, province, port) : undefined;
  endOnSignal(async () => {
    await close?.();
    await province.close();
  });
  process.stdout.write(`${samples}\nSamples: ${join(dataDir, 'samples.json')} · the WeChat sandbox: ${province.wechat.url}\n`);
  process.stdout.write(`ready ${province.url}\n`);
}

function wholeNumber(name: string, { otherwise, max }: { readonly otherwise: number; readonly max: number }): number {
  const text = process.env[name] ?? String(otherwise);
  if (/^\d{1,5}$/.test(text) && Number(text) <= max) return Number(text);
  throw new StartFault(`${name} is a number from 0 to ${max}, not ${text}.`);
}

function endOnSignal(close: () => Promise<void>): void {
  const end = () => {
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    void close().then(() => process.exit(0), () => process.exit(1));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

// The SDK is pinned and speaks to the embedded store alone: what its later versions will need is no news to who starts this.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
const program = cluster.isPrimary ? main() : serveAsWorker();
program.catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
