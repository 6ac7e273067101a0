/** How often somebody booked on a day. */
import type { Result } from '../../shared/kernel/result';

/** What one face of an ID card says; what stands on the other is empty. `nation` as printed, without 族. */
export type IdCardFace = { readonly name: string; readonly id: string; readonly gender: string; readonly nation: string; readonly address: string; readonly validDate: string };
export type ReadIdCard = (picture: Uint8Array) => Promise<Result<IdCardFace, 'wechat/nothing-read' | 'wechat/unavailable'>>;

/** What is counted, by hash: a card, a user, an address, and what one app booked for a card. */
export type Counted = 'card' | 'user' | 'address' | 'own';

export type Bookings = {
  /** Adds, or takes back; gives how many there are today. */
  count(what: Counted, whose: string, by: 1 | -1): Promise<number>;
};
