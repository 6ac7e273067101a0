/** What the counts of an app come to: by day, days without a call included, and by method. Pure. */
import { addDays } from '@shared/kernel/china-day';
import type { OutputOf } from '@shared/kernel/route';
import type { readUsageRoute } from '@shared/open-platform/console.routes';
import { RESULT_CODES, type ResultName } from '@shared/open-platform/result-codes';
import { CONSOLE } from './console.copy';

export type Counts = OutputOf<typeof readUsageRoute>['items'];
export type Figures = { readonly name: string; readonly good: number; readonly bad: number };

const sumOf = (counts: Counts) => counts.reduce((total, { count }) => total + count, 0);

function figuresOf(name: string, counts: Counts): Figures {
  const good = sumOf(counts.filter(({ result }) => result === 'success'));
  return { name, good, bad: sumOf(counts) - good };
}

/** Oldest first, up to `today`; a phone's calendar may be behind, so the last day counted stays in sight. */
export function byDay(counts: Counts, today: string, days: number): readonly Figures[] {
  const last = counts.reduce((latest, { day }) => (day > latest ? day : latest), today);
  return Array.from({ length: days }, (_, place) => addDays(last, place + 1 - days)).map((day) => figuresOf(day, counts.filter((one) => one.day === day)));
}

/** The most called first. */
export function byMethod(counts: Counts): readonly Figures[] {
  const methods = [...new Set(counts.map(({ method }) => method))];
  return methods.map((name) => figuresOf(name, counts.filter(({ method }) => method === name))).sort((one, other) => other.good + other.bad - one.good - one.bad);
}

/** How often each refusal was met, the most frequent first; what the catalogue does not know is left out. */
export function byRefusal(counts: Counts): readonly { readonly result: ResultName; readonly count: number }[] {
  const results = [...new Set(counts.map(({ result }) => result))].filter((result): result is ResultName => result in RESULT_CODES);
  return results.map((result) => ({ result, count: sumOf(counts.filter((one) => one.result === result)) })).sort((one, other) => other.count - one.count);
}

export function inAll(counts: Counts): Figures {
  return figuresOf('', counts);
}

/** `2.5%`; a dash where there was no call. */
export function rateText({ good, bad }: Pick<Figures, 'good' | 'bad'>): string {
  return good + bad === 0 ? CONSOLE.noRate : `${((100 * bad) / (good + bad)).toFixed(1)}%`;
}
