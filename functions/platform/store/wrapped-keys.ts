/** The wrapped data keys of a slice rest in its own table, apart from what they seal. */
import type { WrappedKeys } from '../crypto/seal';
import type { Item } from './item';
import type { Store } from './store';

const place = (owner: string) => ({ pk: `data-key#${owner}`, sk: 'wrapped' });

export function makeWrappedKeys(store: Store, table: string): WrappedKeys {
  return {
    async find(owner) {
      const item = await store.get(table, place(owner));
      return item && stateOf(item);
    },
    async keepFirst(owner, wrapped) {
      const kept = await store.putNew(table, { ...place(owner), version: 1, wrapped: Buffer.from(wrapped).toString('base64') });
      if (kept.done) return wrapped;
      const there = kept.item ?? (await store.get(table, place(owner)));
      if (!there) throw new Error('a data key that was there is gone');
      return stateOf(there);
    },
    async erase(owner) {
      await store.putAnyway(table, erasedKey(owner));
    },
  };
}

/** The mark of an erasure, for a transaction that erases more than the key. */
export function erasedKey(owner: string): Item {
  return { ...place(owner), version: 1, erased: true };
}

/** The wrapped key, or the mark of an erasure; anything else is damage. */
function stateOf({ wrapped, erased }: Item): Uint8Array | 'erased' {
  if (erased === true) return 'erased';
  if (typeof wrapped !== 'string') throw new Error('a stored data key is damaged');
  return Buffer.from(wrapped, 'base64');
}
