/** One token for all: what the outside open platform is asked for when many callers in several processes want one at the same time. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { newKeyRing } from '../../functions/platform/crypto/key-ring';
import { startOpenPlatform } from '../../functions/sandbox/open-platform';
import { openTestStore } from '../rig/open-store';
import { absolute, type Row } from './measure';
import type { Calling } from './servers/callers';

const ROUNDS = 3;
const PROCESSES = 4;
const CALLERS = 200;
const ACCOUNT = { appId: 'demo-app-0001', appSecret: 'demo-secret-0123456789abcdef0000', hospitalId: '99901' };

export async function tokenRows(): Promise<readonly Row[]> {
  const fetches: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) fetches.push(await stampede());
  const told = { id: 'token.stampede', what: `fetches of the outside open platform's token by ${String(CALLERS)} concurrent callers in ${String(PROCESSES)} processes`, unit: 'fetches', budget: '≤ 1' };
  return [absolute(told, [Math.max(...fetches)])];
}

/** Nobody has a token when all ask. Throws when a caller was not answered. */
async function stampede(): Promise<number> {
  const [store, platform] = [await openTestStore(), await startOpenPlatform(ACCOUNT)];
  const calling: Calling = { endpoint: store.endpoint, table: `${store.prefix}sessions`, ring: newKeyRing(), url: platform.url, callers: CALLERS / PROCESSES, account: ACCOUNT };
  const processes = Array.from({ length: PROCESSES }, () => fork('build/bench/callers.cjs', { execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  await Promise.all(processes.map((child) => once(child, 'message')));
  const answered = await Promise.all(processes.map((child) => answeredBy(child, calling)));
  for (const child of processes) child.kill();
  const fetched = platform.count('getAppToken');
  await Promise.all([platform.close(), store.close()]);
  if (answered.reduce((sum, count) => sum + count, 0) !== CALLERS) throw new Error(`of ${String(CALLERS)} callers only ${answered.join(' + ')} were answered`);
  return fetched;
}

async function answeredBy(child: ChildProcess, calling: Calling): Promise<number> {
  child.send(calling);
  const [said] = (await once(child, 'message')) as [{ readonly answered: number }];
  return said.answered;
}
