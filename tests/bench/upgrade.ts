/** Old visit cards of a whole hospital: as fast as the authority permits, and no more memory for ten times the rows. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestStore } from '../rig/open-store';
import { absolute, type Row } from './measure';
import type { Upgraded, Upgrading } from './servers/upgrader';

const PER_SECOND = 100;
const PACED_ROWS = 600;
const [FEW, MANY] = [10_000, 100_000];
const UNPACED = 1_000_000;

export async function upgradeRows(): Promise<readonly Row[]> {
  const paced = await upgraded({ rows: PACED_ROWS, perSecond: PER_SECOND, bare: false });
  // One call a row for the check, one for the run.
  const rate = (PACED_ROWS * 2) / paced.seconds / PER_SECOND;
  const few = await upgraded({ rows: FEW, perSecond: UNPACED, bare: true });
  const many = await upgraded({ rows: MANY, perSecond: UNPACED, bare: true });
  return [
    absolute({ id: 'batch.upgrade', what: `calls of an upgrade against the ${String(PER_SECOND)} a second that the authority permits`, unit: 'of permitted', budget: '≥ 0.8' }, [rate]),
    absolute({ id: 'batch.upgrade.memory', what: 'memory of the worker for 100,000 rows', unit: 'MB', budget: '≤ 250' }, [many.peakMb]),
    absolute({ id: 'batch.upgrade.growth', what: 'memory of the worker for 100,000 rows against for 10,000', unit: '×', budget: '≤ 1.5' }, [many.peakMb / few.peakMb]),
  ];
}

/** Throws when a row was lost. */
async function upgraded(asked: Pick<Upgrading, 'rows' | 'perSecond' | 'bare'>): Promise<Upgraded> {
  const [store, folder] = [await openTestStore(), mkdtempSync(join(tmpdir(), 'bench-upgrade-'))];
  const child = fork('build/bench/upgrader.cjs', { execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  child.send({ ...asked, endpoint: store.endpoint, table: `${store.prefix}open-platform`, folder } satisfies Upgrading);
  const [done] = (await once(child, 'message')) as [Upgraded];
  child.kill();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  if (done.counts.run['issued'] !== asked.rows) throw new Error(`of ${String(asked.rows)} rows ${JSON.stringify(done.counts)}`);
  return done;
}
