/** What institutions tell without asking (3.7), and how often somebody booked on a day. */

export type Notices = { keep(notice: { readonly kind: string; readonly hospitalId: string; readonly told: unknown }): Promise<void> };

/** What is counted: a card, a user, an address, by hash. */
export type Counted = 'card' | 'user' | 'address';

export type Bookings = {
  /** Adds, or takes back; gives how many there are today. */
  count(what: Counted, whose: string, by: 1 | -1): Promise<number>;
};
