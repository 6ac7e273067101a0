/**
 * Failed tries of 24 hours, under the account and under the document, and the check that is under way for either. Keys hold the fingerprint under the current key: a key
 * rotation forgets a day's failures, once.
 */
import * as z from 'zod/mini';
import { TRY_WINDOW_SECONDS } from '../../shared/identity/tries.rules';
import type { Key } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { Tries, Try } from './identity.ports';

export type TriesDeps = { readonly store: Store; readonly table: string; readonly now: () => number; readonly pause: (ms: number) => Promise<unknown> };

const Mark = z.object({ expiresAt: z.number() });
const Counter = z.object({ count: z.number(), expiresAt: z.number() });

/** Longer than a request lives. */
const LEASE_SECONDS = 20;
/** Looks for its turn, together some four seconds: below the ten after which people tap again. */
const LOOKS = 50;
const PAUSE_MS = 80;

const countKey = ({ accountId, documentMark }: Try): Key => ({ pk: `tries#${accountId}#${documentMark}`, sk: 'count' });
const onDocument = ({ accountId, documentMark }: Try): Key => ({ pk: `tried-document#${documentMark}`, sk: accountId });
const onAccount = ({ accountId, documentMark }: Try): Key => ({ pk: `tried-by#${accountId}`, sk: documentMark });
const checking = ({ documentMark }: Try): Key => ({ pk: `checking#${documentMark}`, sk: 'lease' });
const checkingBy = ({ accountId }: Try): Key => ({ pk: `checking-by#${accountId}`, sk: 'lease' });

export function makeTries(deps: TriesDeps): Tries {
  const { store, table, now } = deps;
  const nowSeconds = () => Math.floor(now() / 1000);
  const endOfWindow = () => nowSeconds() + TRY_WINDOW_SECONDS;

  async function mark(key: Key): Promise<void> {
    await store.putNewOrExpired(table, { ...key, version: 1, expiresAt: endOfWindow() }, nowSeconds());
  }

  /** When the marks of a partition that still count end. */
  async function endsAt({ pk }: Key): Promise<readonly number[]> {
    return (await store.queryAll(table, { pk }))
      .map((item) => z.parse(Mark, item).expiresAt * 1000)
      .filter((end) => end > now());
  }

  return {
    oneAtATime: (tried, work) => holding(deps, [checkingBy(tried), checking(tried)], work),
    async facts(tried) {
      const [counter, accounts, documents] = await Promise.all([
        store.get(table, countKey(tried)), endsAt(onDocument(tried)), endsAt(onAccount(tried)),
      ]);
      const { count: failed = 0, expiresAt = endOfWindow() } = counter ? z.parse(Counter, counter) : {};
      const triesEndAt = expiresAt * 1000;
      return { tries: (triesEndAt > now() ? failed : 0) + 1, triesEndAt, accountsOnDocument: accounts.length, documentsEndAt: documents };
    },
    async failed(tried) {
      await Promise.all([
        store.count(table, countKey(tried), { by: 1, expiresAt: endOfWindow(), nowSeconds: nowSeconds() }), mark(onDocument(tried)), mark(onAccount(tried)),
      ]);
    },
    async forget(tried) {
      await Promise.all([countKey(tried), onDocument(tried), onAccount(tried)].map((key) => store.remove(table, key)));
    },
  };
}

/** Takes the leases in their order, works, and gives them back; undefined when one of them was not to be had. */
async function holding<Value>(deps: TriesDeps, [lease, ...others]: readonly Key[], work: () => Promise<Value>): Promise<Value | undefined> {
  if (!lease) return work();
  if (!(await taken(deps, lease))) return undefined;
  try {
    return await holding(deps, others, work);
  } finally {
    await deps.store.remove(deps.table, lease);
  }
}

/** One holder at a time; a holder that is gone is forgotten after a while. */
async function taken({ store, table, now, pause }: TriesDeps, lease: Key): Promise<boolean> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const nowSeconds = Math.floor(now() / 1000);
    const held = await store.putNewOrExpired(table, { ...lease, version: 1, expiresAt: nowSeconds + LEASE_SECONDS }, nowSeconds);
    if (held.done) return true;
    await pause(PAUSE_MS);
  }
  return false;
}

