/** Turns that come no faster than so many a second. */

export type PaceOptions = { readonly perSecond: number; readonly now: () => number; readonly pause: (ms: number) => Promise<void> };

/** Turns missed in so long are made up for: what was done is written down in between, and timers are late more often than early. */
const MADE_UP_MS = 100;

export function makePace({ perSecond, now, pause }: PaceOptions): () => Promise<void> {
  const gapMs = 1000 / perSecond;
  let nextAt = 0;
  return async function turn() {
    const at = Math.max(nextAt, now() - MADE_UP_MS);
    nextAt = at + gapMs;
    if (at > now()) await pause(at - now());
  };
}
