import type { ChangeFeed } from './change-feed';
import { act } from './dynalite-actions';
import type { ExpiredItem, ExpiryList } from './expiry-list';
import type { FeedDelivery } from './feed-delivery';
import type { RequestTokens } from './request-tokens';
import type { WriteParts } from './single-writes';
import type { Collected } from './store-views';
import { itemPlace, keyAttributes, type TableCatalogue } from './table-catalogue';

export type SweepParts = WriteParts & {
  tables: TableCatalogue;
  expiries: ExpiryList;
  tokens: RequestTokens;
  feed: ChangeFeed;
  delivery: FeedDelivery;
  clock: () => number;
  tableNames: () => Promise<string[]>;
};

/** Removes what has run out: expired items (their number is returned), old request tokens, old feed records. */
export function makeExpirySweep(parts: SweepParts): () => Promise<number> {
  const { expiries, tables, locks, views, journal, moods, clock } = parts;

  async function removeExpired({ tableName, key, item }: ExpiredItem, now: number): Promise<boolean> {
    return locks.hold([itemPlace(tableName, key)], 'single', async () => {
      const collected: Collected = { operations: [], changes: [] };
      const Key = keyAttributes(tables.get(tableName), item);
      await act('DeleteItem', views.collect(collected), { TableName: tableName, Key });
      const [change] = collected.changes;
      // Between finding and locking, a client may have deleted the item or prolonged its life.
      if (!change?.before || !expiries.isExpired(tableName, change.before, now)) return false;
      await journal.commit(collected, { expired: true });
      return true;
    });
  }

  return async function sweepExpired() {
    const now = clock() - moods.now.expiredStayMs;
    let removed = 0;
    for await (const expired of expiries.expired(now)) {
      if (await removeExpired(expired, now)) removed += 1;
    }
    await parts.tokens.prune();
    for (const name of await parts.tableNames()) await parts.feed.trim(name, parts.delivery.listenersOf(name));
    return removed;
  };
}
