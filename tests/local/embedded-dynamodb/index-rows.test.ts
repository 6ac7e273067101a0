import { createHash } from 'node:crypto';
import { closeCardStores, openCardStore, raw } from './card-store';

afterEach(closeCardStores);

/** Partition keys of which dynalite's hash of the item's key says the same. */
function collidingKeys(): [string, string] {
  const seen = new Map<string, string>();
  for (let n = 0; ; n += 1) {
    const pk = `card#${String(n)}`;
    const hash = createHash('md5').update('Outliers').update(pk).update('1').digest('hex').slice(0, 6);
    const other = seen.get(hash);
    if (other !== undefined) return [other, pk];
    seen.set(hash, pk);
  }
}

async function setup() {
  const store = await openCardStore();
  const pks = collidingKeys();
  for (const pk of pks) await store.put(pk, { owner: 'o' });
  const owned = async (more: object = {}) => (await store.owned('o', more)).map(({ pk }) => Object.values(pk ?? {}).join());
  return { ...store, pks, owned };
}

test('two items with the same index key both have their row, even when their hashes collide', async () => {
  const { pks, owned } = await setup();
  expect((await owned()).sort()).toEqual([...pks].sort());
});

test('taking one of them out of the index leaves the other', async () => {
  const { pks, owned, remove, put } = await setup();
  await remove(pks[0]);
  expect(await owned()).toEqual([pks[1]]);
  await put(pks[1], { owner: 'someone-else' });
  expect(await owned()).toEqual([]);
});

test.each([true, false])('a page that ends between them goes on with the other (forward: %s)', async (ScanIndexForward) => {
  const { owned } = await setup();
  const all = await owned({ ScanIndexForward });
  const ExclusiveStartKey = raw({ pk: all[0] ?? '', sk: '1', owner: 'o' });
  expect(await owned({ ScanIndexForward, ExclusiveStartKey })).toEqual([all[1]]);
});
