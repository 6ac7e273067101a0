import type { StreamRecord } from '../../../functions/local/embedded-dynamodb';
import { closeCardStores, handClock, newFolder, openCardStore, raw } from './card-store';

afterEach(closeCardStores);

const keysOf = (records: StreamRecord[]) => records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S);
const numbersOf = (records: StreamRecord[]) => records.map(({ dynamodb }) => Number(dynamodb?.NewImage?.n?.N));

describe('what the feed tells', () => {
  test('an insertion, a change and a removal come as AWS stream records', async () => {
    const { clock } = handClock();
    const { engine, listen, put, remove, key, item } = await openCardStore({ clock });
    const { records } = listen();
    await put('a', { n: 1 });
    await put('a', { n: 2 });
    await remove('a');
    await engine.feedIdle();
    const common = { eventSource: 'aws:dynamodb', eventVersion: '1.1' };
    const at = { ApproximateCreationDateTime: clock() / 1000, Keys: key('a'), StreamViewType: 'NEW_AND_OLD_IMAGES' };
    const [one, two] = [item('a', { n: 1 }), item('a', { n: 2 })];
    expect(records).toMatchObject([
      { ...common, eventName: 'INSERT', dynamodb: { ...at, NewImage: one } },
      { ...common, eventName: 'MODIFY', dynamodb: { ...at, OldImage: one, NewImage: two } },
      { ...common, eventName: 'REMOVE', dynamodb: { ...at, OldImage: two } },
    ]);
    expect(records[0]?.dynamodb).not.toHaveProperty('OldImage');
    expect(records[2]?.dynamodb).not.toHaveProperty('NewImage');
    expect(records[0]?.eventSourceARN).toContain(':table/cards/stream/');
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(3);
    expect(records.every(({ userIdentity }) => userIdentity === undefined)).toBe(true);
  });

  test('a write that changes nothing, and one that is refused, leave no record', async () => {
    const { engine, listen, put, remove, key } = await openCardStore();
    const { records } = listen();
    await put('a', { n: 1 });
    await put('a', { n: 1 });
    await remove('absent');
    const refused = { TableName: 'cards', Item: key('a'), ConditionExpression: 'attribute_not_exists(pk)' };
    await expect(engine.call('PutItem', refused)).rejects.toThrow();
    await engine.feedIdle();
    expect(keysOf(records)).toEqual(['a']);
  });

  test('transactions and batches are told item by item, each table by itself', async () => {
    const { engine, listen, transact, putOf, createTable, item } = await openCardStore();
    await createTable('messages');
    const cards = listen();
    const messages = listen('listener', 'messages');
    await transact([putOf('a'), putOf('b'), { Put: { TableName: 'messages', Item: item('m') } }]);
    await engine.call('BatchWriteItem', { RequestItems: { cards: [{ PutRequest: { Item: item('c') } }] } });
    await engine.feedIdle();
    expect(keysOf(cards.records)).toEqual(['a', 'b', 'c']);
    expect(keysOf(messages.records)).toEqual(['m']);
  });

  test('many writers leave one record each, in rising order, and each item in its own order', async () => {
    const { engine, listen, transact, add } = await openCardStore();
    const { records } = listen();
    const pks = ['a', 'b', 'c'];
    await Promise.all(Array.from({ length: 150 }, (_, index) => transact([add(pks[index % 3]!, 1)])));
    await engine.feedIdle();
    expect(records).toHaveLength(150);
    const sequence = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
    expect(sequence).toEqual([...sequence].sort());
    for (const pk of pks) {
      const own = records.filter(({ dynamodb }) => dynamodb?.Keys?.pk?.S === pk);
      expect(numbersOf(own)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    }
  });
});

describe('how the feed is delivered', () => {
  test('a batch that failed comes again, and later changes wait behind it', async () => {
    const { engine, put } = await openCardStore();
    const deliveries: (string | undefined)[][] = [];
    engine.onChanges('cards', 'unlucky', async (records) => {
      deliveries.push(keysOf(records));
      if (deliveries.length < 3) throw new Error('not now');
    });
    await put('a');
    await put('b');
    await engine.feedIdle();
    expect(deliveries.slice(0, 2).every(([first]) => first === 'a')).toBe(true);
    expect(deliveries.slice(2).flat()).toEqual(['a', 'b']);
  });

  test('what was not finished before a restart is delivered after it, what was is not', async () => {
    const path = newFolder();
    const first = await openCardStore({ path });
    const hadIt = new Promise<void>((resolve) => {
      first.engine.onChanges('cards', 'steady', async () => {
        resolve();
      });
    });
    first.engine.onChanges('cards', 'broken', () => Promise.reject(new Error('never')));
    await first.put('a');
    await hadIt;
    await first.engine.close();

    const second = await openCardStore({ path });
    const steady = second.listen('steady');
    const broken = second.listen('broken');
    await second.put('b');
    await second.engine.feedIdle();
    expect(keysOf(steady.records)).toEqual(['b']);
    expect(keysOf(broken.records)).toEqual(['a', 'b']);
  });

  test('numbers rise over restarts, so that no position is ever ahead of a new record', async () => {
    const path = newFolder();
    const sequences: string[] = [];
    for (const pk of ['a', 'b', 'c']) {
      const { engine, listen, put } = await openCardStore({ path });
      const { records } = listen();
      await put(pk);
      await engine.feedIdle();
      sequences.push(...records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? ''));
      await engine.close();
    }
    expect(new Set(sequences).size).toBe(3);
    expect(sequences).toEqual([...sequences].sort());
  });

  test('a listener that hangs in a delivery does not keep the engine open, and gets it again', async () => {
    const path = newFolder();
    const first = await openCardStore({ path });
    const reached = new Promise<void>((resolve) => {
      first.engine.onChanges('cards', 'slow', () => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    await first.put('a');
    await reached;
    await first.engine.close();
    const second = await openCardStore({ path });
    const { records } = second.listen('slow');
    await second.engine.feedIdle();
    expect(keysOf(records)).toEqual(['a']);
  });

  test('the end of listening keeps the position', async () => {
    const { engine, listen, put } = await openCardStore();
    const before = listen();
    await put('a');
    await engine.feedIdle();
    before.stop();
    await put('b');
    const after = listen();
    await engine.feedIdle();
    expect([keysOf(before.records), keysOf(after.records)]).toEqual([['a'], ['b']]);
  });

  test('two listeners of one name on one table are a mistake', async () => {
    const { listen } = await openCardStore();
    listen('twice');
    expect(() => listen('twice')).toThrow('already has a listener named twice');
  });

  test('idle means that the writes of listeners have been delivered too', async () => {
    const { engine, listen, put, createTable } = await openCardStore();
    await createTable('messages');
    engine.onChanges('cards', 'notify', async (records) => {
      for (const { dynamodb } of records) await put(`for-${String(dynamodb?.Keys?.pk?.S)}`, {}, 'messages');
    });
    const { records } = listen('inbox', 'messages');
    await put('a');
    await engine.feedIdle();
    expect(keysOf(records)).toEqual(['for-a']);
  });
});

describe('how long the feed keeps records', () => {
  const DAY_MS = 24 * 60 * 60 * 1000;

  test('a table nobody listens to keeps them for a day, for whoever comes', async () => {
    const { clock, pass } = handClock();
    const { engine, listen, put } = await openCardStore({ clock });
    await put('old');
    pass(DAY_MS / 2);
    await put('new');
    await engine.sweepExpired();
    pass(DAY_MS / 2 + 1000);
    await engine.sweepExpired();
    const { records } = listen();
    await engine.feedIdle();
    expect(keysOf(records)).toEqual(['new']);
  });

  test('once every listener has had a record it goes', async () => {
    const { engine, listen, put } = await openCardStore();
    listen('one');
    listen('two');
    await put('a');
    await engine.feedIdle();
    const { records } = listen('latecomer');
    await engine.feedIdle();
    expect(records).toEqual([]);
  });

  test('a listener of this process is waited for longer than a day', async () => {
    const { clock, pass } = handClock();
    const { engine, put } = await openCardStore({ clock });
    let isReady = false;
    const seen: StreamRecord[] = [];
    engine.onChanges('cards', 'late', async (records) => {
      if (!isReady) throw new Error('not yet');
      seen.push(...records);
    });
    await put('a');
    pass(2 * DAY_MS);
    await engine.sweepExpired();
    isReady = true;
    await engine.feedIdle();
    expect(keysOf(seen)).toEqual(['a']);
  });

  test('a deleted table takes its feed with it', async () => {
    const { engine, listen, createTable, put } = await openCardStore();
    await put('a');
    await engine.call('DeleteTable', { TableName: 'cards' });
    await createTable('cards');
    await engine.call('PutItem', { TableName: 'cards', Item: raw({ pk: 'b', sk: '1' }) });
    const { records } = listen();
    await engine.feedIdle();
    expect(keysOf(records)).toEqual(['b']);
  });
});
