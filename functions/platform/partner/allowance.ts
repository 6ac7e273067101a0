/** How often each of many may do something: so many a second in the long run, more at once. Of this process alone, so that it costs no write. */

export type AllowanceOptions = { readonly perSecond: number; readonly atOnce: number; readonly now: () => number };

/** More names than apps there are; whoever is forgotten begins anew. */
const NAMES_MAX = 10_000;

/** Takes one of what `name` has left; false when nothing is. */
export function makeAllowance({ perSecond, atOnce, now }: AllowanceOptions): (name: string) => boolean {
  const left = new Map<string, { readonly count: number; readonly atMs: number }>();
  return function take(name) {
    const nowMs = now();
    const { count, atMs } = left.get(name) ?? { count: atOnce, atMs: nowMs };
    const there = Math.min(atOnce, count + (Math.max(0, nowMs - atMs) * perSecond) / 1000);
    const isThere = there >= 1;
    if (left.size >= NAMES_MAX && !left.has(name)) left.clear();
    left.set(name, { count: isThere ? there - 1 : there, atMs: nowMs });
    return isThere;
  };
}
