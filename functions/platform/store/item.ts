/** The plain shape every table has: one key, one index, an expiry, a version. */

export type Key = { readonly pk: string; readonly sk: string };

export type Item = Key & {
  /** Index key, when the item is to be found another way. The index lags: never rest uniqueness on it. */
  readonly ipk?: string;
  readonly isk?: string;
  /** Unix seconds. Expired items stay readable for days: readers compare, TTL only tidies. */
  readonly expiresAt?: number;
  /** Counts the changes of this item; a change names the version it saw. */
  readonly version: number;
  readonly [member: string]: unknown;
};

export const INDEX_NAME = 'by-index';

/** What must be true of the item for a write to happen. */
export type Expectation = 'absent' | 'present' | { readonly version: number } | { readonly equals: Readonly<Record<string, string | number | boolean>> };

/** One write of a transaction. A replaced item must carry the version that was read; it is raised by one. */
export type Write =
  | { readonly put: 'new'; readonly table: string; readonly item: Item }
  /** New, or over one whose expiry has passed: a marker that TTL has not tidied yet does not block. */
  | { readonly put: 'new-or-expired'; readonly table: string; readonly item: Item; readonly nowSeconds: number }
  | { readonly put: 'replace'; readonly table: string; readonly item: Item }
  | { readonly put: 'anyway'; readonly table: string; readonly item: Item }
  | { readonly remove: Key; readonly table: string; readonly expect?: Expectation }
  /** Adds to a counter, creating it. Not for one that begins anew when its time is over. */
  | { readonly count: Key; readonly table: string; readonly by: number; readonly expiresAt: number }
  | { readonly check: Key; readonly table: string; readonly expect: Expectation };

/** How a conditional write ended. `item`: what stood in the way, when the store gave it back. */
export type WriteOutcome = { readonly done: true } | { readonly done: false; readonly item?: Item };

/** How a transaction ended: `failed` is the position of the first write whose condition did not hold. */
export type TogetherOutcome = { readonly done: true } | { readonly done: false; readonly failed: number; readonly item?: Item };

export type QueryRequest = {
  readonly pk: string;
  readonly index?: boolean;
  readonly beginsWith?: string;
  /** Inclusive bounds of the sort key. */
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly newestFirst?: boolean;
  readonly consistent?: boolean;
  /** Where the page before ended, as given back in `next`. */
  readonly after?: Readonly<Record<string, unknown>>;
};

export type QueryPage = { readonly items: readonly Item[]; readonly next?: Readonly<Record<string, unknown>> };
