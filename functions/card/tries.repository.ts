/** What was wrong at counters in the last 24 hours, under the clerk and the document's fingerprint together: nobody stops anybody else. */
import { TRY_WINDOW_SECONDS } from '../../shared/identity/tries.rules';
import type { Store } from '../platform/store/store';
import type { StaffTries, StaffTry } from './card.ports';

export type StaffTriesDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

const keyOf = ({ accountId, owner }: StaffTry) => ({ pk: `tries#${accountId}#${owner}`, sk: 'count' });

export function makeStaffTries({ store, table, now }: StaffTriesDeps): StaffTries {
  const count = (tried: StaffTry, by: number) => {
    const nowSeconds = Math.floor(now() / 1000);
    return store.count(table, keyOf(tried), { by, expiresAt: nowSeconds + TRY_WINDOW_SECONDS, nowSeconds });
  };
  return {
    async take(tried) {
      const taken = await count(tried, 1);
      const item = await store.get(table, keyOf(tried));
      return { count: taken, endsAt: item?.expiresAt === undefined ? now() + TRY_WINDOW_SECONDS * 1000 : item.expiresAt * 1000 };
    },
    async giveBack(tried) {
      await count(tried, -1);
    },
    async forget(tried) {
      await store.remove(table, keyOf(tried));
    },
  };
}
