/** What institutions told (3.7), sealed; how often a card, a user or an address booked on a day, by hash. */
import { addDays, chinaDayOf, epochMsOf } from '../../shared/kernel/china-day';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Store } from '../platform/store/store';
import type { Bookings, Notices } from './open-platform.ports';

export type NoticesDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

const KEPT_SECONDS = 30 * 86_400;

export function makeNotices({ store, table, ringSeal, newId, now }: NoticesDeps): Notices {
  return {
    async keep({ kind, hospitalId, told }) {
      const key = { pk: `notice#${hospitalId}#${chinaDayOf(now())}`, sk: newId('notice') };
      await store.putAnyway(table, { ...key, version: 1, kind, expiresAt: Math.ceil(now() / 1000) + KEPT_SECONDS, sealed: ringSeal.seal(JSON.stringify(told), key.sk) });
    },
  };
}

export function makeBookings({ store, table, hash, now }: NoticesDeps): Bookings {
  return {
    async count(what, whose, by) {
      const today = chinaDayOf(now());
      const endsAt = Math.ceil(epochMsOf(`${addDays(today, 1)}T00:00:00.000+08:00`) / 1000);
      return store.count(table, { pk: `booked#${what}#${hash(whose)}`, sk: today }, { by, expiresAt: endsAt, nowSeconds: Math.floor(now() / 1000) });
    },
  };
}
