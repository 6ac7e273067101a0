/** A partner's request is done once: the same bytes get the stored answer, and what could not be answered now may be sent again. */
import type { Log, LogFields } from '../observe/log';
import type { ReplayClaim } from './replays';

/** While the same bytes are being worked on their answer is looked for again after each pause; two seconds in all. */
const IN_FLIGHT_PAUSES_MS = [100, 300, 600, 1_000] as const;

export type Once<Answer> = {
  readonly claim: () => Promise<ReplayClaim>;
  readonly perform: () => Promise<Answer>;
  readonly textOf: (answer: Answer) => string;
  readonly fromText: (text: string) => Answer;
  /** True when the same request may succeed later: its answer is not kept. */
  readonly mayComeAgain: (answer: Answer) => boolean;
};
type OnceDeps = { readonly log: Log; readonly pause: (ms: number) => Promise<void> };

/** `about` goes into the log, if an answer cannot be kept. */
export async function answeredOnce<Answer>(deps: OnceDeps, once: Once<Answer>, about: LogFields): Promise<Answer | 'altered' | 'in-progress'> {
  const claim = await claimPatiently(deps.pause, once.claim);
  if (claim.state === 'answered') return once.fromText(claim.answer);
  if (claim.state !== 'first') return claim.state;
  const answer = await once.perform().catch(async (error: unknown) => {
    await claim.release();
    throw error;
  });
  await (once.mayComeAgain(answer) ? claim.release() : kept(deps.log, about, () => claim.keep(once.textOf(answer))));
  return answer;
}

/** What was done is told, also when its answer cannot be kept: freeing the request would let it be done twice. */
async function kept(log: Log, about: LogFields, keep: () => Promise<void>): Promise<void> {
  await keep().catch((error: unknown) => { log.error('http.answer-not-kept', error, about); });
}

async function claimPatiently(pause: OnceDeps['pause'], claim: () => Promise<ReplayClaim>): Promise<ReplayClaim> {
  for (const ms of IN_FLIGHT_PAUSES_MS) {
    const found = await claim();
    if (found.state !== 'in-progress') return found;
    await pause(ms);
  }
  return claim();
}
