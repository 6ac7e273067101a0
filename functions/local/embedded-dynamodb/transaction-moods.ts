import type { KeyLocks } from './key-locks';
import type { MoodSwitch } from './moods';
import { partitionOf, type Throttle } from './throttle';
import { cancelled, reasonsAt, type CancellationReason } from './transact-requests';

export type TransactedItem = { tableName: string; key: string | undefined; lock: string };
export type TransactionMoods = {
  /** @throws TransactionCanceledException when a mood has it so */
  refuse(items: TransactedItem[]): void;
};

const CONFLICT: CancellationReason = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
const THROTTLED: CancellationReason = {
  Code: 'ThrottlingError',
  Message: 'Throughput exceeds the current capacity for one or more global secondary indexes or the table.',
};

/** The misfortunes that befall whole transactions: throttled partitions, busy items, conflicts by chance. */
export function makeTransactionMoods(moods: MoodSwitch, locks: KeyLocks, throttle: Throttle): TransactionMoods {
  function refuse(items: TransactedItem[]): void {
    const throttled = items.map(({ tableName, key }) => !throttle.admits(() => partitionOf(tableName, key ?? '')));
    if (throttled.includes(true)) throw blame(throttled, THROTTLED);
    const { refuseBusyItems, conflictProbability } = moods.now;
    const busy = items.map(({ lock }) => refuseBusyItems === 1 && locks.holderOf(lock) !== undefined);
    if (busy.includes(true)) throw blame(busy, CONFLICT);
    if (!moods.chance(conflictProbability)) return;
    const unlucky = moods.pick(items.length);
    throw blame(items.map((_, index) => index === unlucky), CONFLICT);
  }

  return { refuse };
}

function blame(blamed: boolean[], reason: CancellationReason): Error {
  return cancelled(reasonsAt(blamed.length, (index) => (blamed[index] ? reason : undefined)));
}
