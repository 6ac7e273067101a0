import { createHash } from 'node:crypto';
import type { LevelOperation } from 'dynalite/db/index.js';
import type { Disk } from './disk';
import { refusal } from './refusals';

export type RequestTokens = {
  /** The answer given to this token before, if there was one. @throws IdempotentParameterMismatchException */
  answerTo(token: string, content: unknown): unknown;
  /** What to write beside the items, so that token and effect become durable together. */
  remember(token: string, content: unknown, answer: unknown): LevelOperation[];
  /** Drops the tokens that have run out. */
  prune(): Promise<void>;
};

/** The name under which a token is locked while its request is under way. */
export function tokenPlace(token: string): string {
  return `token~${token}`;
}

type Remembered = { digest: string; at: number; answer: unknown };

const BY_AGE = 'token-age~';
const LIFE_MS = 10 * 60 * 1000;

/** ClientRequestToken: for ten minutes a repeated transaction is answered, not done again; a restart changes nothing. */
export function makeRequestTokens(disk: Disk, clock: () => number): RequestTokens {
  function answerTo(token: string, content: unknown): unknown {
    const known = disk.get(tokenPlace(token)) as Remembered | undefined;
    if (!known || known.at + LIFE_MS <= clock()) return undefined;
    if (known.digest === digestOf(content)) return known.answer;
    throw refusal(
      'IdempotentParameterMismatchException',
      'Request uses the same client token as a previous, but non-identical request.',
    );
  }

  function remember(token: string, content: unknown, answer: unknown): LevelOperation[] {
    const at = clock();
    const remembered: Remembered = { digest: digestOf(content), at, answer };
    return [
      { type: 'put', key: tokenPlace(token), value: remembered },
      { type: 'put', key: `${BY_AGE}${timeText(at)}~${token}`, value: 1 },
    ];
  }

  async function prune(): Promise<void> {
    const range = { gt: BY_AGE, lt: BY_AGE + timeText(Math.max(0, clock() - LIFE_MS)) };
    for await (const [place] of disk.entries(range)) {
      const token = place.slice(range.lt.length + 1);
      const drops: LevelOperation[] = [{ type: 'del', key: place }];
      const known = disk.get(tokenPlace(token)) as Remembered | undefined;
      if (known && known.at + LIFE_MS <= clock()) drops.push({ type: 'del', key: tokenPlace(token) });
      await disk.write(drops);
    }
  }

  return { answerTo, remember, prune };
}

function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64');
}

function timeText(milliseconds: number): string {
  return String(milliseconds).padStart(16, '0');
}
