/** The province of another process, and foundations here that watch what is asked of its store. */
import { fork, type ChildProcess } from 'node:child_process';
import { localParts } from '../../functions/local/local-parts';
import { samplePeople } from '../../functions/local/seed/sample-people';
import type { Config } from '../../functions/platform/config/config';
import type { Foundations } from '../../functions/platform/foundations';
import { makeFoundations } from '../../functions/platform/make-foundations';
import { verifiedPhone, type Phone } from '../rig/phone';
import { watchedClient, type Watched } from './watching';

type Said = { config: Config; dataDir: string; url: string; wechatUrl: string; today: string; people: readonly { name: string; idNumber: string; birthday: string }[] };

export type BenchTown = Said & {
  readonly f: Foundations;
  readonly watched: Watched;
  /** The phone of a sample person, verified. */
  phoneOf(personKey: string): Promise<Phone>;
  /** Bytes the town's process holds. */
  rss(): Promise<number>;
  end(): void;
};

function ready(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve as (said: unknown) => void);
    child.once('exit', (code) => { reject(new Error(`the town ended with ${String(code)}`)); });
  });
}

export async function openBenchTown({ people = 0, onDisk = false }: { people?: number; onDisk?: boolean } = {}): Promise<BenchTown> {
  const child = fork('build/bench/town.cjs', { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, LOG_LEVEL: 'silent', BENCH_PEOPLE: String(people), ...(onDisk ? { BENCH_ON_DISK: '1' } : {}) } });
  const said = await ready(child);
  const watched = watchedClient({ region: said.config.AWS_REGION, ...(said.config.STORE_ENDPOINT ? { endpoint: said.config.STORE_ENDPOINT } : {}) });
  const f = makeFoundations(said.config, { ...localParts(said.config, said.dataDir), client: watched.client });
  return {
    ...said, f, watched,
    phoneOf(personKey) {
      const person = samplePeople(said.today).find((one) => one.personKey === personKey);
      if (!person) throw new Error(`no sample person ${personKey}`);
      return verifiedPhone({ url: said.url, wechat: { url: said.wechatUrl } }, person);
    },
    rss: () => new Promise((resolve) => {
      child.once('message', (told: { rss: number }) => { resolve(told.rss); });
      child.send('rss');
    }),
    end: () => {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    },
  };
}
