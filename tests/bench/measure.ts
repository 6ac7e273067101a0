/** Figures as ratios: value and reference in turn, in the same run, so that a machine that slows down slows both. */

export type Row = {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The figure of the reference; absent for sizes and absolutes. */
  readonly reference?: number;
  readonly ratio?: number;
  /** `≥ 0.8`, `≤ 1000`: what the ratio (or the value, without reference) must keep; absent for a figure that is only told. */
  readonly budget?: string;
  readonly holds: boolean;
  /** Smallest and largest of what the budget speaks of. */
  readonly spread?: readonly [number, number];
};

export const PAIRS = 7;

type Pair = { readonly value: number; readonly reference: number };
type Told = { readonly id: string; readonly what: string; readonly unit: string; readonly budget: string; /** More where one value is short, and the machine's moods weigh more. */ readonly pairs?: number };

/** Measures value and reference in turn and judges the median of their ratios. */
export async function compare({ pairs: count = PAIRS, ...told }: Told, value: () => Promise<number>, reference: () => Promise<number>): Promise<Row> {
  await value();
  await reference();
  const pairs: Pair[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    // Who goes first changes from pair to pair: neither gains by warm caches.
    if (turn % 2 === 0) pairs.push({ value: await value(), reference: await reference() });
    else {
      const first = await reference();
      pairs.push({ reference: first, value: await value() });
    }
  }
  const ratios = pairs.map((pair) => pair.value / pair.reference);
  const ratio = median(ratios);
  return {
    ...told, value: round(median(pairs.map((pair) => pair.value))), reference: round(median(pairs.map((pair) => pair.reference))),
    ratio: round(ratio), holds: keeps(told.budget, ratio), spread: [round(Math.min(...ratios)), round(Math.max(...ratios))],
  };
}

/** A figure with a budget of its own. */
export function absolute(told: Told, values: readonly number[]): Row {
  const value = median(values);
  const spread = values.length > 1 ? { spread: [round(Math.min(...values)), round(Math.max(...values))] as const } : {};
  return { ...told, value: round(value), holds: keeps(told.budget, value), ...spread };
}

/** A figure that is told and not judged. */
export function plain(told: Omit<Told, 'budget'>, value: number): Row {
  return { ...told, value: round(value), holds: true };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function keeps(budget: string, figure: number): boolean {
  const [sign, limit] = budget.split(' ');
  return sign === '≥' ? figure >= Number(limit) : figure <= Number(limit);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Operations per second of `work` done `times` times, so many at once. */
export async function rate(times: number, atOnce: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const from = performance.now();
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < times; n = next++) await work(n);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return times / ((performance.now() - from) / 1000);
}
