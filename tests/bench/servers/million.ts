/** `node build/bench/million.cjs ROWS`: an upgrade of so many rows whose worker is killed again and again; figures for docs/operations/batch-upgrade.md. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeStore } from '../../../functions/platform/store/store';
import { openDocumentClient } from '../../../functions/platform/store/client';
import { openTestStore } from '../../rig/open-store';
import type { Upgraded, Upgrading } from './upgrader';

/** Once the list is there. A worker that goes on reads first what was checked before it: that must fit between two kills. */
const KILL_AFTER_MS = 45_000;
const LOOK_EVERY_MS = 1_000;
const UNPACED = 1_000_000;

type Found = ReturnType<typeof makeStore>;

const after = (ms: number) => new Promise<undefined>((resolve) => { setTimeout(resolve, ms, undefined); });

/** The upgrade in work, as soon as all of its pieces are there. */
async function inWork(store: Found, table: string): Promise<string> {
  for (;;) {
    const { items } = await store.query(table, { pk: 'upgrade-work', index: true });
    if (items[0]) return String(items[0]['upgradeId']);
    await after(LOOK_EVERY_MS);
  }
}

/** One worker's life: to the end of the upgrade, or until it is killed. */
async function live(asked: Upgrading, upgradeId: () => Promise<string>): Promise<Upgraded | string> {
  const child = fork('build/bench/upgrader.cjs', { execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  child.send(asked);
  const ended = once(child, 'message').then(([done]) => done as Upgraded);
  const done = await Promise.race([ended, upgradeId().then(async (id) => { await after(KILL_AFTER_MS); return id; })]);
  child.kill('SIGKILL');
  return done;
}

async function main(rows: number): Promise<void> {
  const [testStore, folder] = [await openTestStore(), mkdtempSync(join(tmpdir(), 'million-'))];
  const table = `${testStore.prefix}open-platform`;
  const asked: Upgrading = { endpoint: testStore.endpoint, table, folder, rows, perSecond: UNPACED, bare: true };
  const store = makeStore(openDocumentClient({ region: 'local', endpoint: testStore.endpoint }));
  const from = performance.now();
  let ended = await live(asked, () => inWork(store, table));
  let kills = 0;
  while (typeof ended === 'string' || ended.state !== 'finished') {
    kills += 1;
    // The lease of the killed worker is as good as over here.
    await store.remove(table, { pk: 'lease#upgrades', sk: 'lease' });
    const goOn = typeof ended === 'string' ? ended : ended.upgradeId;
    process.stderr.write(`killed ${String(kills)}, ${String(Math.round((performance.now() - from) / 1000))} s\n`);
    ended = await live({ ...asked, goOn }, () => Promise.resolve(goOn));
  }
  console.log(JSON.stringify({ rows, kills, seconds: Math.round((performance.now() - from) / 1000), lastWorkerMb: Math.round(ended.peakMb), counts: ended.counts }));
  await testStore.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

void main(Number(process.argv[2] ?? 1_000_000));
