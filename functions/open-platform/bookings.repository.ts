/** How often a card, a user or an address booked on a day, by hash. */
import { addDays, chinaDayOf, epochMsOf } from '../../shared/kernel/china-day';
import type { Store } from '../platform/store/store';
import type { Bookings } from './open-platform.ports';

export type BookingsDeps = { readonly store: Store; readonly table: string; readonly hash: (text: string) => string; readonly now: () => number };

export function makeBookings({ store, table, hash, now }: BookingsDeps): Bookings {
  return {
    async count(what, whose, by) {
      const today = chinaDayOf(now());
      const endsAt = Math.ceil(epochMsOf(`${addDays(today, 1)}T00:00:00.000+08:00`) / 1000);
      return store.count(table, { pk: `booked#${what}#${hash(whose)}`, sk: today }, { by, expiresAt: endsAt, nowSeconds: Math.floor(now() / 1000) });
    },
  };
}
