import { closeCardStores, handClock, openCardStore, refusalOf } from './card-store';

afterEach(closeCardStores);

describe('conflicts by chance', () => {
  async function refusedOf40(seed: number) {
    const { transact, putOf } = await openCardStore({ moods: { seed, conflictProbability: 0.3 } });
    const refused: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const outcome = transact([putOf(`a${String(n)}`), putOf(`b${String(n)}`)]);
      if (await outcome.then(() => false, () => true)) refused.push(n);
    }
    return refused;
  }

  test('some transactions are refused; the seed decides which', async () => {
    const refused = await refusedOf40(7);
    expect(refused.length).toBeGreaterThan(3);
    expect(refused.length).toBeLessThan(30);
    expect(await refusedOf40(7)).toEqual(refused);
    expect(await refusedOf40(8)).not.toEqual(refused);
  });

  test('a refused transaction names one item in conflict and writes nothing', async () => {
    const { engine, transact, putOf, get } = await openCardStore();
    engine.setMoods({ conflictProbability: 1 });
    const { name, codes } = await refusalOf(transact([putOf('a'), putOf('b')]));
    expect(name).toBe('TransactionCanceledException');
    expect(codes.sort()).toEqual(['None', 'TransactionConflict']);
    expect(await get('a')).toBeUndefined();
    engine.setMoods({ conflictProbability: 0 });
    await transact([putOf('a'), putOf('b')]);
    expect(await get('a')).toBeDefined();
  });

  test('a transactional read can meet a conflict too', async () => {
    const { engine, key } = await openCardStore({ moods: { conflictProbability: 1 } });
    const TransactItems = [{ Get: { TableName: 'cards', Key: key('a') } }];
    expect((await refusalOf(engine.call('TransactGetItems', { TransactItems }))).codes).toEqual(['TransactionConflict']);
  });
});

describe('busy items', () => {
  test('by default they queue: no increment is refused or lost', async () => {
    const { transact, add, get } = await openCardStore();
    await Promise.all(Array.from({ length: 30 }, () => transact([add('a', 1), add('b', 1)])));
    expect(await get('b')).toMatchObject({ n: { N: '30' } });
  });

  test('in the mood, a transaction that meets another is refused, and a single write that meets one', async () => {
    const { put, transact, add, putOf, get } = await openCardStore({ moods: { refuseBusyItems: 1 } });
    const [first, second, single, elsewhere] = await Promise.allSettled([
      transact([putOf('free'), add('a', 1)]),
      transact([add('a', 1), putOf('other')]),
      put('a'),
      put('elsewhere'),
    ]);
    expect([first?.status, elsewhere?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(await refusalOf(Promise.reject((second as PromiseRejectedResult).reason as Error))).toEqual({
      name: 'TransactionCanceledException',
      codes: ['TransactionConflict', 'None'],
    });
    const { name } = await refusalOf(Promise.reject((single as PromiseRejectedResult).reason as Error));
    expect(name).toBe('TransactionConflictException');
    expect(await get('a')).toMatchObject({ n: { N: '1' } });
  });
});

describe('throttled partitions', () => {
  const setup = async () => {
    const hand = handClock();
    return { ...(await openCardStore({ clock: hand.clock, moods: { requestsPerPartition: 2 } })), ...hand };
  };
  const EXCEEDED = 'ProvisionedThroughputExceededException';

  test('a partition answers so many requests a second, others are not touched', async () => {
    const { put, get, pass } = await setup();
    await put('a');
    await get('a');
    expect((await refusalOf(get('a'))).name).toBe(EXCEEDED);
    expect((await refusalOf(put('a', { n: 1 }))).name).toBe(EXCEEDED);
    await put('b');
    pass(1000);
    expect(await get('a')).not.toHaveProperty('n');
  });

  test('queries count on the partition of the index they read', async () => {
    const { owned, pass } = await setup();
    await owned('o');
    await owned('o');
    expect((await refusalOf(owned('o'))).name).toBe(EXCEEDED);
    await owned('p');
    pass(1000);
    await owned('o');
  });

  test('a transaction is cancelled with a throttling reason', async () => {
    const { put, transact, putOf, get, pass } = await setup();
    await put('a');
    await put('a');
    expect(await refusalOf(transact([putOf('b'), putOf('a')]))).toEqual({
      name: 'TransactionCanceledException',
      codes: ['None', 'ThrottlingError'],
    });
    pass(1000);
    expect(await get('b')).toBeUndefined();
  });

  test('batches hand back what was throttled, ready to be sent again', async () => {
    const { engine, item, key, get, pass } = await setup();
    const request = (pk: string, sk: string) => ({ PutRequest: { Item: { ...item(pk), sk: { S: sk } } } });
    const written = (await engine.call('BatchWriteItem', {
      RequestItems: { cards: [request('a', '1'), request('a', '2'), request('a', '3'), request('b', '1')] },
    })) as { UnprocessedItems: Record<string, unknown[]> };
    expect(written.UnprocessedItems).toEqual({ cards: [request('a', '3')] });
    pass(1000);
    await engine.call('BatchWriteItem', { RequestItems: written.UnprocessedItems });
    await get('a');
    const cards = { Keys: [key('a'), key('b')], ProjectionExpression: 'pk' };
    const read = (await engine.call('BatchGetItem', { RequestItems: { cards } })) as Record<string, unknown>;
    expect(read).toMatchObject({
      Responses: { cards: [{ pk: { S: 'b' } }] },
      UnprocessedKeys: { cards: { Keys: [key('a')], ProjectionExpression: 'pk' } },
    });
  });

  test('a batch of which nothing is admitted is refused as a whole', async () => {
    const { engine, get, item, key } = await setup();
    await get('a');
    await get('a');
    const write = { RequestItems: { cards: [{ PutRequest: { Item: item('a') } }] } };
    expect((await refusalOf(engine.call('BatchWriteItem', write))).name).toBe(EXCEEDED);
    const read = { RequestItems: { cards: { Keys: [key('a')] } } };
    expect((await refusalOf(engine.call('BatchGetItem', read))).name).toBe(EXCEEDED);
  });
});

describe('a lagging index', () => {
  test('shows the past, in order and in pages, while the table shows the present', async () => {
    const { clock, pass } = handClock();
    const { put, remove, get, owned } = await openCardStore({ clock, moods: { indexLagMs: 2000 } });
    const pks = async (more: object = {}) => (await owned('o', more)).map(({ pk }) => Object.values(pk ?? {}).join());
    for (const pk of ['a', 'b', 'c']) await put(pk, { owner: 'o' });
    expect(await pks()).toEqual([]);
    expect(await get('a')).toBeDefined();
    pass(2000);
    expect((await pks()).sort()).toEqual(['a', 'b', 'c']);
    await remove('a');
    await put('b', { owner: 'someone-else' });
    expect((await pks()).sort()).toEqual(['a', 'b', 'c']);
    const backwards = await pks({ ScanIndexForward: false });
    expect(backwards).toEqual((await pks()).toReversed());
    expect(await pks({ Limit: 2 })).toEqual((await pks()).slice(0, 2));
    pass(2000);
    expect(await pks()).toEqual(['c']);
  });
});

describe('other moods', () => {
  test('expired items stay readable as long as told', async () => {
    const { clock, pass } = handClock();
    const { engine, put, get, expireBy } = await openCardStore({ clock, moods: { expiredStayMs: 60_000 } });
    await expireBy('expiresAt');
    await put('a', { expiresAt: clock() / 1000 });
    pass(60_000);
    expect(await engine.sweepExpired()).toBe(0);
    expect(await get('a')).toBeDefined();
    pass(1000);
    expect(await engine.sweepExpired()).toBe(1);
  });

  test('the feed delivers twice', async () => {
    const { engine, put, listen } = await openCardStore({ moods: { feedTwiceProbability: 1 } });
    const { records } = listen();
    await put('a');
    await engine.feedIdle();
    expect(records.map(({ eventID }) => eventID)).toEqual([records[0]?.eventID, records[0]?.eventID]);
  });

  test('the feed delivers late', async () => {
    const { engine, put, listen } = await openCardStore({ moods: { feedLateMs: 60 } });
    const { records } = listen();
    const before = performance.now();
    await put('a');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(records).toEqual([]);
    await engine.feedIdle();
    expect(records).toHaveLength(1);
    expect(performance.now() - before).toBeGreaterThanOrEqual(59);
  });

  test('an engine in a late mood still closes at once', async () => {
    const { engine, put, listen } = await openCardStore({ moods: { feedLateMs: 60_000 } });
    const { records } = listen();
    await put('a');
    const before = performance.now();
    await engine.close();
    expect(performance.now() - before).toBeLessThan(1500);
    expect(records).toEqual([]);
  });
});
