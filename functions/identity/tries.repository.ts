/**
 * Failed tries of 24 hours, under the account and under the document. Keys hold the fingerprint under the current key: a key
 * rotation forgets a day's failures, once.
 */
import * as z from 'zod/mini';
import { TRY_WINDOW_SECONDS } from '../../shared/identity/tries.rules';
import type { Item, Key } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { Tries, Try } from './identity.ports';

export type TriesDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

const Mark = z.object({ expiresAt: z.number() });

const countKey = ({ accountId, documentMark }: Try): Key => ({ pk: `tries#${accountId}#${documentMark}`, sk: 'count' });
const onDocument = ({ accountId, documentMark }: Try): Key => ({ pk: `tried-document#${documentMark}`, sk: accountId });
const onAccount = ({ accountId, documentMark }: Try): Key => ({ pk: `tried-by#${accountId}`, sk: documentMark });

export function makeTries({ store, table, now }: TriesDeps): Tries {
  const nowSeconds = () => Math.floor(now() / 1000);
  const endOfWindow = () => nowSeconds() + TRY_WINDOW_SECONDS;
  const count = (tried: Try, by: number) => store.count(table, countKey(tried), { by, expiresAt: endOfWindow(), nowSeconds: nowSeconds() });

  async function mark(key: Key): Promise<boolean> {
    return (await store.putNewOrExpired(table, { ...key, version: 1, expiresAt: endOfWindow() }, nowSeconds())).done;
  }

  /** When the marks of a partition that still count end, this try's own left out if it was made new. */
  async function endsAt(own: Key, isNew: boolean): Promise<readonly number[]> {
    return (await queryAll(store, table, own.pk))
      .filter((item) => !(isNew && item.sk === own.sk))
      .map((item) => z.parse(Mark, item).expiresAt * 1000)
      .filter((end) => end > now());
  }

  return {
    async begin(tried) {
      const tries = await count(tried, 1);
      const [newOnDocument, newOnAccount] = await Promise.all([mark(onDocument(tried)), mark(onAccount(tried))]);
      const [counter, accounts, documents] = await Promise.all([
        store.get(table, countKey(tried)), endsAt(onDocument(tried), newOnDocument), endsAt(onAccount(tried), newOnAccount),
      ]);
      const triesEndAt = (counter?.expiresAt ?? endOfWindow()) * 1000;
      return { ...tried, newOnDocument, newOnAccount, facts: { tries, triesEndAt, accountsOnDocument: accounts.length, documentsEndAt: documents } };
    },
    async undo({ newOnDocument, newOnAccount, ...tried }) {
      await Promise.all([
        count(tried, -1),
        newOnDocument ? store.remove(table, onDocument(tried)) : undefined,
        newOnAccount ? store.remove(table, onAccount(tried)) : undefined,
      ]);
    },
    async forget(tried) {
      await Promise.all([countKey(tried), onDocument(tried), onAccount(tried)].map((key) => store.remove(table, key)));
    },
  };
}

async function queryAll(store: Store, table: string, pk: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let page = await store.query(table, { pk });
  items.push(...page.items);
  while (page.next) {
    page = await store.query(table, { pk, after: page.next });
    items.push(...page.items);
  }
  return items;
}
