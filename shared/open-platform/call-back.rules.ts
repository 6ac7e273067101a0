/** Calls to institutions (open platform 3.6): how long an institution may be away. */

const MINUTE_MS = 60_000;
/** A kiosk's patient is long gone after that. */
export const CALL_BACK_GIVEN_UP_MS = 24 * 60 * MINUTE_MS;
const PAUSE_MAX_MS = 15 * MINUTE_MS;

/** Until the next try: twice as long each time, a quarter of an hour at most. */
export function pauseAfter(tries: number): number {
  return Math.min(MINUTE_MS * 2 ** tries, PAUSE_MAX_MS);
}
