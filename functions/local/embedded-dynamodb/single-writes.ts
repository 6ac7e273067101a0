import type { Request } from './dynalite-actions';
import type { ItemWrites } from './item-writes';
import type { Journal } from './journal';
import type { KeyLocks } from './key-locks';
import type { MoodSwitch } from './moods';
import { refusal } from './refusals';
import type { Collected, StoreViews } from './store-views';
import { partitionOf, type Throttle } from './throttle';

/** What every kind of write stands on. */
export type WriteParts = {
  writes: ItemWrites;
  views: StoreViews;
  locks: KeyLocks;
  journal: Journal;
  throttle: Throttle;
  moods: MoodSwitch;
};

export type SingleWriteName = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** PutItem, UpdateItem and DeleteItem: read, decided and written under the lock of the item. */
export function makeSingleWrite(parts: WriteParts): (name: SingleWriteName, request: Request) => Promise<unknown> {
  const { writes, views, locks, journal, throttle, moods } = parts;

  return async function singleWrite(name, request) {
    const write = writes.prepare(name, request);
    throttle.admit(() => partitionOf(write.tableName, write.key ?? ''));
    if (moods.now.refuseBusyItems && locks.holderOf(write.lock) === 'transaction') throw transactionConflict();
    return locks.hold([write.lock], 'single', async () => {
      const collected: Collected = { operations: [], changes: [] };
      const result = await writes.attempt(write, views.collect(collected));
      await journal.commit(collected);
      return result;
    });
  };
}

function transactionConflict(): Error {
  return refusal('TransactionConflictException', 'Transaction is ongoing for the item');
}
