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

const KILL_AFTER_MS = 12_000;
const UNPACED = 1_000_000;

async function main(rows: number): Promise<void> {
  const [store, folder] = [await openTestStore(), mkdtempSync(join(tmpdir(), 'million-'))];
  const table = `${store.prefix}open-platform`;
  const asked: Upgrading = { endpoint: store.endpoint, table, folder, rows, perSecond: UNPACED, bare: true };
  const [from, found] = [performance.now(), makeStore(openDocumentClient({ region: 'local', endpoint: store.endpoint }))];
  let [kills, goOn] = [0, undefined as string | undefined];
  for (;;) {
    const child = fork('build/bench/upgrader.cjs', { execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(child, 'message');
    child.send({ ...asked, ...(goOn ? { goOn } : {}) });
    const ended = once(child, 'message').then(([done]) => done as Upgraded);
    const done = await Promise.race([ended, new Promise<undefined>((resolve) => { setTimeout(resolve, KILL_AFTER_MS, undefined).unref(); })]);
    child.kill('SIGKILL');
    // The lease of the killed worker is as good as over here.
    await found.remove(table, { pk: 'lease#upgrades', sk: 'lease' });
    if (done?.state === 'finished') {
      console.log(JSON.stringify({ rows, kills, seconds: Math.round((performance.now() - from) / 1000), lastWorkerMb: Math.round(done.peakMb), counts: done.counts }));
      break;
    }
    kills += 1;
    const { items } = await found.query(table, { pk: 'upgrade-work', index: true });
    goOn = (items[0]?.['upgradeId'] as string | undefined) ?? goOn;
  }
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

void main(Number(process.argv[2] ?? 1_000_000));
