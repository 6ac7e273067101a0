/** What one app may do: what is more is refused with a code that says what to do. Days are days in China. */

/** Misses of one app and day, by what was tried: a clerk mistypes a few, whoever counts through numbers has nothing else. */
export const MISSES_PER_DAY = {
  /** `identifyPatient` by a document, or by another hospital's number. */
  identify: 200,
} as const;
export type Missed = keyof typeof MISSES_PER_DAY;

/** Numbers one app may exchange for card ids on a day of its migration. */
export const RENAMED_PER_DAY = 20_000;
