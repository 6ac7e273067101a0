/**
 * Wrong names at a counter: a clerk tries a document as often as a resident does, and rests as long; nobody else does. A try is taken
 * before anything is asked, so that many at once are no more guesses.
 */
import { TRIES_PER_ACCOUNT_AND_DOCUMENT } from '../../../shared/identity/tries.rules';
import { instantOf } from '../../../shared/kernel/china-day';
import { refuse } from '../../../shared/kernel/result';
import type { StaffTries, StaffTry, TryAtCounter } from '../card.ports';

export type TryAtCounterDeps = {
  readonly tries: StaffTries;
  /** For those on duty: staff mistyped, or guess at people. `tries-over`: it was the last one. */
  readonly tell: (what: 'try-failed' | 'tries-over', of: { readonly code: string; readonly requestId: string }) => void;
};

/** What somebody who guesses learns from. */
const WRONG: ReadonlySet<string> = new Set(['identity/name-does-not-match', 'identity/document-not-found', 'family/guardian-not-registered', 'assisted/birthday-differs']);

export function makeTryAtCounter({ tries, tell }: TryAtCounterDeps): TryAtCounter {
  return async function tryAtCounter({ accountId, requestId }, owner, ask) {
    const tried = { accountId, owner };
    const { count, endsAt } = await tries.take(tried);
    const triesLeft = Math.max(0, TRIES_PER_ACCOUNT_AND_DOCUMENT - count);
    const facts = { triesLeft, ...(triesLeft === 0 ? { retryAt: instantOf(endsAt) } : {}) };
    if (count > TRIES_PER_ACCOUNT_AND_DOCUMENT) return refuse('identity/too-many-tries', facts);
    const answer = await asked(tries, tried, ask);
    if (answer.ok) await tries.forget(tried);
    else if (!WRONG.has(answer.refusal.code)) await tries.giveBack(tried);
    if (answer.ok || !WRONG.has(answer.refusal.code)) return answer;
    tell(triesLeft === 0 ? 'tries-over' : 'try-failed', { code: answer.refusal.code, requestId });
    return refuse(answer.refusal.code, { ...answer.refusal.facts, ...facts });
  };
}

/** A surprise is nobody's guess. */
async function asked<Answer>(tries: StaffTries, tried: StaffTry, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (surprise) {
    await tries.giveBack(tried);
    throw surprise;
  }
}
