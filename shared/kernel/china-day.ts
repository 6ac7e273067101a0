/**
 * Days and instants of the platform: everything happens in China Standard Time, UTC+8 without summer time
 * (the years 1986-1991 had one; only birthdays reach that far back, and a birthday is a day, not an instant).
 * Calendar arithmetic goes through UTC, so the time zone of the phone or of the server plays no part.
 */
import * as z from 'zod/mini';

const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const DAY_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT_SHAPE = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}\+08:00$/;

/** Midnight UTC of a written day; NaN when the text is no day. */
function utcMidnight(day: string): number {
  return DAY_SHAPE.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
}

/** True when the text is `yyyy-MM-dd` and the calendar has that day. */
export function isChinaDay(text: string): boolean {
  const midnight = utcMidnight(text);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}

/** A day in Asia/Shanghai, `yyyy-MM-dd`; days compare as text. */
export const ChinaDay = z.string().check(z.refine(isChinaDay, 'a day yyyy-MM-dd'));
export type ChinaDay = z.infer<typeof ChinaDay>;

/** An instant, `yyyy-MM-ddTHH:mm:ss.SSS+08:00`: always this one form, so instants compare as text. */
export const Instant = z.string().check(
  z.refine((text) => isChinaDay(INSTANT_SHAPE.exec(text)?.[1] ?? ''), 'an instant yyyy-MM-ddTHH:mm:ss.SSS+08:00'),
);
export type Instant = z.infer<typeof Instant>;

/** The day it is in China at an instant given in milliseconds since 1970. */
export function chinaDayOf(epochMs: number): ChinaDay {
  return instantOf(epochMs).slice(0, 10);
}

/** An instant in its written form. Throws a RangeError outside the years 0000-9999. */
export function instantOf(epochMs: number): Instant {
  const text = new Date(epochMs + CHINA_OFFSET_MS).toISOString();
  if (text.length !== 24) throw new RangeError('instant outside the four-digit years');
  return `${text.slice(0, -1)}+08:00`;
}

/** Milliseconds since 1970 of a written instant. */
export function epochMsOf(instant: Instant): number {
  return Date.parse(`${instant.slice(0, -6)}Z`) - CHINA_OFFSET_MS;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: ChinaDay, count: number): ChinaDay {
  return new Date(utcMidnight(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one day to another: 1 from today to tomorrow, negative backwards. */
export function daysBetween(from: ChinaDay, to: ChinaDay): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/**
 * Completed years of life (周岁) on a day; negative before birth. A person born on 29 February completes a year on
 * 1 March of a common year: never early, since rights begin and end with an age.
 */
export function ageOn(birthday: ChinaDay, day: ChinaDay): number {
  const years = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4));
  return day.slice(5) < birthday.slice(5) ? years - 1 : years;
}
