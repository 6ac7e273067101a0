/** What institutions tell without asking (3.7), and how often somebody booked on a day. */
import type { Result } from '../../shared/kernel/result';

export type Notices = { keep(notice: { readonly kind: string; readonly hospitalId: string; readonly told: unknown }): Promise<void> };

/** What one face of an ID card says; what stands on the other is empty. `nation` as printed, without 族. */
export type IdCardFace = { readonly name: string; readonly id: string; readonly gender: string; readonly nation: string; readonly address: string; readonly validDate: string };
export type ReadIdCard = (picture: Uint8Array) => Promise<Result<IdCardFace, 'wechat/nothing-read' | 'wechat/unavailable'>>;

/** What is counted: a card, a user, an address, by hash. */
export type Counted = 'card' | 'user' | 'address';

export type Bookings = {
  /** Adds, or takes back; gives how many there are today. */
  count(what: Counted, whose: string, by: 1 | -1): Promise<number>;
};
