/** 每日计数: what an app did on a day of what it may do so often only. */
import { chinaDayOf } from '../../shared/kernel/china-day';
import type { Store } from '../platform/store/store';
import type { Tallies } from './tallies.ports';

export type TalliesDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

/** The day itself is in the key: only so long that nobody asks any more. */
const KEPT_SECONDS = 2 * 86_400;

export function makeTallies({ store, table, now }: TalliesDeps): Tallies {
  const place = (appId: string, what: string) => ({ pk: `tally#${appId}#${chinaDayOf(now())}`, sk: what });
  return {
    async of(appId, what) {
      const count = (await store.get(table, place(appId, what)))?.['count'];
      return typeof count === 'number' ? count : 0;
    },
    async add(appId, what, by = 1) {
      const nowSeconds = Math.floor(now() / 1000);
      return store.count(table, place(appId, what), { by, expiresAt: nowSeconds + KEPT_SECONDS, nowSeconds });
    },
  };
}
