/** What one app may do: what is more is refused with a code that says what to do. Days are days in China. */

/** Calls of one app that one process of the gateway answers: a second in the long run, and at once. */
export const CALLS_PER_SECOND = 100;
export const CALLS_AT_ONCE = 500;
/** Of calls that nobody proved to have sent, or that came too often, so many a minute, app and process are written down: enough to debug by. */
export const SAMPLED_PER_MINUTE = 10;

/** Misses of one app and day, by what was tried: a clerk mistypes a few, whoever counts through numbers has nothing else. */
export const MISSES_PER_DAY = {
  /** `identifyPatient` by a document, or by another hospital's number. */
  identify: 200,
  /** `verifyRealNamePatient`, which tells whether a name is that of a number. */
  'real-name': 500,
} as const;
export type Missed = keyof typeof MISSES_PER_DAY;

/** Pictures of ID cards one app may have read on a day: each is paid for. */
export const PICTURES_PER_DAY = 500;

/** Numbers one app may exchange for card ids on a day of its migration. */
export const RENAMED_PER_DAY = 20_000;

/** Links for posters of one app: a list shows them all. */
export const POSTERS_MAX = 500;
/** Windows, kiosks and scanners of one app that are remembered; more are served all the same, and not listed. */
export const TERMINALS_MAX = 2_000;
/** Ended secrets of one app that still open the links that were sent under them: they are kept on the app itself. No further secret is made beyond. */
export const LINK_SECRETS_MAX = 50;
/** Apps one institution asked for, whatever was decided. */
export const APP_REQUESTS_MAX = 100;
