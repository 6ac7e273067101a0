import type { Disk } from './disk';

export type Ticket = { first: number; done(): void };
export type FeedNumbers = {
  /** Takes numbers for `count` changes of the tables; the ticket is handed back when they are on disk, or never will be. */
  take: (tableNames: string[], count: number) => Ticket;
  /** All records of the table below this number are on disk: no unfinished write can still precede them. */
  settledBelow: (tableName: string) => string;
};

const EPOCH = 'feed-epoch';
/** Each opening of the engine counts from a new multiple of this, so no number is ever given twice. */
const NUMBERS_PER_EPOCH = 2 ** 32;

/** Sequence numbers as AWS writes them: decimal, of equal length, so that text order is their order. */
export function sequenceText(number: number): string {
  return String(number).padStart(21, '0');
}

/** Numbers the changes in the order in which they take effect. */
export async function openFeedNumbers(disk: Disk): Promise<FeedNumbers> {
  const epoch = ((disk.get(EPOCH) as number | undefined) ?? 0) + 1;
  await disk.write([{ type: 'put', key: EPOCH, value: epoch }]);
  let next = epoch * NUMBERS_PER_EPOCH;
  const unfinished = new Map<string, Set<number>>();

  function take(tableNames: string[], count: number): Ticket {
    const first = next;
    next += count;
    const open = tableNames.map((name) => unfinishedOf(name).add(first));
    return {
      first,
      done: () => {
        for (const numbers of open) numbers.delete(first);
      },
    };
  }

  function unfinishedOf(tableName: string): Set<number> {
    const numbers = unfinished.get(tableName) ?? new Set<number>();
    unfinished.set(tableName, numbers);
    return numbers;
  }

  function settledBelow(tableName: string): string {
    // Numbers are taken in rising order, so the first one in the set is the lowest.
    const [lowest = next] = unfinishedOf(tableName);
    return sequenceText(lowest);
  }

  return { take, settledBelow };
}
