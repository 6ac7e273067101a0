import type { Item } from '../../../functions/platform/store/item';
import { StoreBusy } from '../../../functions/platform/busy';
import { openTestStore, type TestStore } from '../../rig/open-store';

const TABLE = 'test-card';
const item = (sk: string, rest: Record<string, unknown> = {}): Item => ({ pk: 'p', sk, version: 1, ...rest });

describe('the store', () => {
  let rig: TestStore;
  beforeAll(async () => {
    rig = await openTestStore();
  });
  afterAll(() => rig.close());

  it('puts a new item once and gives back what stood in the way the second time', async () => {
    expect(await rig.store.putNew(TABLE, item('new', { word: 'first' }))).toEqual({ done: true });
    const second = await rig.store.putNew(TABLE, item('new', { word: 'second' }));
    expect(second).toMatchObject({ done: false, item: { word: 'first' } });
  });

  it('replaces an item only in the version that was read, and raises the version', async () => {
    await rig.store.putNew(TABLE, item('replace'));
    const read = await rig.store.get(TABLE, item('replace'));
    expect(await rig.store.replace(TABLE, { ...read!, word: 'changed' })).toEqual({ done: true });
    expect(await rig.store.get(TABLE, item('replace'))).toMatchObject({ version: 2, word: 'changed' });
    expect(await rig.store.replace(TABLE, { ...read!, word: 'late' })).toMatchObject({ done: false });
  });

  it('takes an expired item for absent although it can still be read', async () => {
    await rig.store.putNew(TABLE, item('expiring', { expiresAt: 1_000 }));
    expect((await rig.store.putNewOrExpired(TABLE, item('expiring', { word: 'too early' }), 999)).done).toBe(false);
    expect((await rig.store.putNewOrExpired(TABLE, item('expiring', { word: 'over it' }), 1_000)).done).toBe(true);
  });

  it('reads on where the store cut a partition into pages', async () => {
    const large = 'x'.repeat(390_000);
    for (const sk of ['1', '2', '3', '4']) await rig.store.putNew(TABLE, { pk: 'pages', sk, version: 1, large });
    expect((await rig.store.query(TABLE, { pk: 'pages' })).next).toBeDefined();
    expect((await rig.store.queryAll(TABLE, { pk: 'pages' })).map(({ sk }) => sk)).toEqual(['1', '2', '3', '4']);
  });

  it('removes only what is expected', async () => {
    await rig.store.putNew(TABLE, item('remove', { state: 'open' }));
    expect((await rig.store.remove(TABLE, item('remove'), { equals: { state: 'closed' } })).done).toBe(false);
    expect((await rig.store.remove(TABLE, item('remove'), { equals: { state: 'open' } })).done).toBe(true);
    expect((await rig.store.remove(TABLE, item('remove'), 'present')).done).toBe(false);
  });

  it('says which write of a transaction failed and writes nothing', async () => {
    await rig.store.putNew(TABLE, item('taken', { by: 'another' }));
    const outcome = await rig.store.together([
      { put: 'new', table: TABLE, item: item('free') },
      { put: 'new', table: TABLE, item: item('taken') },
    ]);
    expect(outcome).toMatchObject({ done: false, failed: 1, item: { by: 'another' } });
    expect(await rig.store.get(TABLE, item('free'))).toBeUndefined();
  });

  it('lets exactly one of fifty racing transactions win and tells the others', async () => {
    const race = await Promise.all(Array.from({ length: 50 }, (_, n) => rig.store.together([
      { put: 'new', table: TABLE, item: item('prize', { winner: n }) },
      { put: 'new', table: TABLE, item: item(`entry-${n}`) },
    ])));
    expect(race.filter(({ done }) => done)).toHaveLength(1);
  });

  it('counts without losing any of a hundred simultaneous additions', async () => {
    const add = () => rig.store.count(TABLE, { pk: 'p', sk: 'count' }, { by: 1, expiresAt: 2_000, nowSeconds: 1_000 });
    const counts = await Promise.all(Array.from({ length: 100 }, add));
    expect(Math.max(...counts)).toBe(100);
  });

  it('begins a counter anew when its time is over', async () => {
    const at = (nowSeconds: number) => rig.store.count(TABLE, { pk: 'p', sk: 'window' }, { by: 1, expiresAt: nowSeconds + 10, nowSeconds });
    expect([await at(100), await at(105), await at(110)]).toEqual([1, 2, 1]);
  });

  it('reads a range newest first, page by page, and finds items by the index', async () => {
    for (const n of [1, 2, 3, 4, 5]) await rig.store.putNew(TABLE, { pk: 'list', sk: `n${n}`, ipk: 'all', isk: `n${n}`, version: 1 });
    const first = await rig.store.query(TABLE, { pk: 'list', beginsWith: 'n', newestFirst: true, limit: 3 });
    const second = await rig.store.query(TABLE, { pk: 'list', beginsWith: 'n', newestFirst: true, limit: 3, after: first.next! });
    expect([...first.items, ...second.items].map(({ sk }) => sk)).toEqual(['n5', 'n4', 'n3', 'n2', 'n1']);
    const indexed = await rig.store.query(TABLE, { pk: 'all', index: true, from: 'n2', to: 'n4' });
    expect(indexed.items.map(({ sk }) => sk)).toEqual(['n2', 'n3', 'n4']);
  });

  it('gives many items in the order they were asked for, with gaps', async () => {
    await rig.store.putNew(TABLE, item('many-a'));
    await rig.store.putNew(TABLE, item('many-b'));
    const found = await rig.store.getMany(TABLE, [item('many-b'), item('many-none'), item('many-a')]);
    expect(found.map((one) => one?.sk)).toEqual(['many-b', undefined, 'many-a']);
  });
});

describe('the store in bad moods', () => {
  it('gets its transactions through although one in three is refused with a conflict', async () => {
    const rig = await openTestStore({ moods: { conflictProbability: 0.33, seed: 7 } });
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => rig.store.together([{ put: 'new', table: TABLE, item: item(`n${n}`) }, { put: 'new', table: TABLE, item: item(`m${n}`) }])));
    expect(outcomes.every(({ done }) => done)).toBe(true);
    await rig.close();
  });

  it('waits out a throttled partition', async () => {
    const rig = await openTestStore({ moods: { requestsPerPartition: 50 } });
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, n) => rig.store.putNew(TABLE, item(`n${n}`))));
    expect(outcomes.every(({ done }) => done)).toBe(true);
    await rig.close();
  });

  it('says that it is busy when every try met a conflict, and has written nothing', async () => {
    const rig = await openTestStore({ moods: { conflictProbability: 1 } });
    await expect(rig.store.together([{ put: 'new', table: TABLE, item: item('busy') }])).rejects.toBeInstanceOf(StoreBusy);
    expect(await rig.store.get(TABLE, item('busy'))).toBeUndefined();
    await rig.close();
  });
});
