import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { errorOf, newKey, newStoreTable, sharedTable } from './store-table';

/** Writes on single items and in batches. */
export function describeWriting(endpoint: () => string): void {
  describe('writing', () => {
    const table = sharedTable(endpoint);

    const setup = () => {
      const { client, documents, TableName } = table();
      const Key = { pk: newKey('card'), sk: 'head' };
      const get = async (key: object = Key) =>
        (await documents.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }))).Item;
      const put = (item: object, more: object = {}) =>
        documents.send(new PutCommand({ TableName, Item: { ...Key, ...item }, ...more }));
      const update = (input: Omit<UpdateCommandInput, 'TableName' | 'Key'>, key: object = Key) =>
        documents.send(new UpdateCommand({ TableName, Key: key, ...input }));
      return { client, documents, TableName, Key, get, put, update };
    };

    test('every attribute type comes back as it was put', async () => {
      const { Key, put, get } = setup();
      const item = {
        text: '郑州 𬱖',
        empty: '',
        whole: 42,
        fraction: -0.125,
        truth: true,
        nothing: null,
        bytes: new Uint8Array([0, 255, 128]),
        list: ['a', 1, { deep: [true] }],
        map: { a: { b: { c: 'd' } }, none: {} },
        texts: new Set(['x', 'y']),
        numbers: new Set([1, 2.5]),
        binaries: new Set([new Uint8Array([1]), new Uint8Array([2])]),
      };
      await put(item);
      expect(await get()).toEqual({ ...Key, ...item });
    });

    test('numbers are kept exactly and in their plain form', async () => {
      const { client, TableName } = setup();
      const N = '12345678901234567890123456789012345678';
      const key = { pk: { S: 'n' }, sk: { S: '1' } };
      await client.send(new PutItemCommand({ TableName, Item: { ...key, big: { N }, padded: { N: '1.50' } } }));
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: key }));
      expect(Item).toEqual({ ...key, big: { N }, padded: { N: '1.5' } });
    });

    test('a key of an index is absent or holds something: empty it is refused, however it is written', async () => {
      const { documents, TableName, Key, put, update, get } = setup();
      const empty = /The AttributeValue for a key attribute cannot contain an empty string value/;
      const Item = { ...Key, owner: '' };
      const refusals = await Promise.all([
        errorOf(put({ owner: '' })),
        errorOf(update({ UpdateExpression: 'SET #owner = :none', ExpressionAttributeNames: { '#owner': 'owner' }, ExpressionAttributeValues: { ':none': '' } })),
        errorOf(documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item } }] } }))),
      ]);
      for (const { name, message } of refusals) expect([name, message]).toEqual(['ValidationException', expect.stringMatching(empty)]);
      expect(await get()).toBeUndefined();
      await put({ other: '' });
      expect(await get()).toEqual({ ...Key, other: '' });
    });

    test('only the first of two conditional puts succeeds', async () => {
      const { put, get } = setup();
      const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };
      await put({ by: 'first' }, onlyNew);
      const error = await errorOf<ConditionalCheckFailedException>(put({ by: 'second' }, onlyNew));
      expect(error).toBeInstanceOf(ConditionalCheckFailedException);
      expect(error.Item).toBeUndefined();
      expect(await get()).toMatchObject({ by: 'first' });
    });

    test('of 24 concurrent conditional puts exactly one succeeds', async () => {
      const { put } = setup();
      const tries = Array.from({ length: 24 }, (_, by) => put({ by }, { ConditionExpression: 'attribute_not_exists(pk)' }));
      const outcomes = await Promise.allSettled(tries);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    test.each(['put', 'update', 'delete'])('a failed condition of a single %s shows the old item when asked', async (kind) => {
      const { Key, put, update, documents, TableName } = setup();
      await put({ version: 1 });
      const failing = {
        ConditionExpression: 'version = :v',
        ExpressionAttributeValues: { ':v': 7 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      };
      const attempts = {
        put: () => put({ version: 2 }, failing),
        update: () => update({ ...failing, UpdateExpression: 'REMOVE gone' }),
        delete: () => documents.send(new DeleteCommand({ TableName, Key, ...failing })),
      };
      const error = await errorOf<ConditionalCheckFailedException>(attempts[kind as keyof typeof attempts]());
      expect(error.name).toBe('ConditionalCheckFailedException');
      expect(error.Item).toEqual({ pk: { S: Key.pk }, sk: { S: Key.sk }, version: { N: '1' } });
    });

    test('an unknown value for what to return on failure is refused', async () => {
      const { put } = setup();
      const error = await errorOf(put({}, { ReturnValuesOnConditionCheckFailure: 'EVERYTHING' }));
      expect(error.name).toBe('ValidationException');
    });

    test('concurrent counters lose no increment', async () => {
      const { update, get } = setup();
      const add = { UpdateExpression: 'ADD hits :one', ExpressionAttributeValues: { ':one': 1 } };
      await Promise.all(Array.from({ length: 24 }, () => update(add)));
      expect(await get()).toMatchObject({ hits: 24 });
    });

    test('updates set, remove, add to and delete from what is there', async () => {
      const { Key, put, update } = setup();
      await put({ state: 'held', tags: new Set(['a', 'b']), trail: ['x'], nested: { n: 1 }, gone: 1 });
      const { Attributes } = await update({
        UpdateExpression:
          'SET #s = :paid, trail = list_append(trail, :y), nested.n = nested.n + :two, fresh = if_not_exists(fresh, :paid) ' +
          'REMOVE gone DELETE tags :a',
        ExpressionAttributeNames: { '#s': 'state' },
        ExpressionAttributeValues: { ':paid': 'paid', ':y': ['y'], ':two': 2, ':a': new Set(['a']) },
        ReturnValues: 'ALL_NEW',
      });
      expect(Attributes).toEqual({
        ...Key, state: 'paid', trail: ['x', 'y'], nested: { n: 3 }, fresh: 'paid', tags: new Set(['b']),
      });
    });

    test('an update returns what was asked for: old, changed old, changed new', async () => {
      const { Key, put, update } = setup();
      await put({ a: 1, b: 1 });
      const set = (n: number) => ({ UpdateExpression: 'SET a = :n', ExpressionAttributeValues: { ':n': n } });
      expect((await update({ ...set(2), ReturnValues: 'ALL_OLD' })).Attributes).toEqual({ ...Key, a: 1, b: 1 });
      expect((await update({ ...set(3), ReturnValues: 'UPDATED_OLD' })).Attributes).toEqual({ a: 2 });
      expect((await update({ ...set(4), ReturnValues: 'UPDATED_NEW' })).Attributes).toEqual({ a: 4 });
      expect((await update(set(5))).Attributes).toBeUndefined();
    });

    test.each([
      ['changes the key', { UpdateExpression: 'SET sk = :v', ExpressionAttributeValues: { ':v': 'other' } }],
      ['does not parse', { UpdateExpression: 'SET = nothing' }],
      ['leaves a value unused', { UpdateExpression: 'REMOVE a', ExpressionAttributeValues: { ':v': 1 } }],
      ['reads an attribute that is not there', { UpdateExpression: 'SET a = b' }],
    ])('an update that %s is invalid', async (_case, input) => {
      const { put, update } = setup();
      await put({ a: 1 });
      expect((await errorOf(update(input))).name).toBe('ValidationException');
    });

    test('a deletion returns the old item, and one of nothing is no error', async () => {
      const { Key, put, get, documents, TableName } = setup();
      await put({ a: 1 });
      const remove = new DeleteCommand({ TableName, Key, ReturnValues: 'ALL_OLD' });
      expect((await documents.send(remove)).Attributes).toEqual({ ...Key, a: 1 });
      expect((await documents.send(remove)).Attributes).toBeUndefined();
      expect(await get()).toBeUndefined();
    });

    test('an item over 400 KB is refused', async () => {
      const { put } = setup();
      expect((await errorOf(put({ text: 'x'.repeat(410 * 1024) }))).name).toBe('ValidationException');
    });

    test('consumed capacity is told when asked', async () => {
      const { put } = setup();
      const { ConsumedCapacity } = await put({ text: 'x'.repeat(1500) }, { ReturnConsumedCapacity: 'TOTAL' });
      expect(ConsumedCapacity).toMatchObject({ CapacityUnits: 2 });
    });

    test('a batch writes, deletes and reads over several tables', async () => {
      const { client, documents, TableName, Key, put, get } = setup();
      const other = await newStoreTable(client);
      await put({ a: 1 });
      const items = Array.from({ length: 10 }, (_, n) => ({ pk: `${Key.pk}-batch`, sk: String(n), n }));
      const written = await documents.send(
        new BatchWriteCommand({
          RequestItems: {
            [TableName]: [{ DeleteRequest: { Key } }, ...items.map((Item) => ({ PutRequest: { Item } }))],
            [other]: [{ PutRequest: { Item: Key } }],
          },
        }),
      );
      expect(written.UnprocessedItems).toEqual({});
      expect(await get()).toBeUndefined();
      const Keys = [...items.map(({ pk, sk }) => ({ pk, sk })), { pk: `${Key.pk}-batch`, sk: 'absent' }];
      const read = await documents.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true }, [other]: { Keys: [Key] } } }),
      );
      expect(read.UnprocessedKeys).toEqual({});
      expect(read.Responses?.[TableName]?.sort((a, b) => Number(a.n) - Number(b.n))).toEqual(items);
      expect(read.Responses?.[other]).toEqual([Key]);
    });

    test.each([
      ['twice on one item', [{ PutRequest: { Item: { pk: 'b', sk: '1' } } }, { DeleteRequest: { Key: { pk: 'b', sk: '1' } } }]],
      ['of 26 items', Array.from({ length: 26 }, (_, n) => ({ PutRequest: { Item: { pk: 'b', sk: String(n) } } }))],
    ])('a batch %s is refused', async (_case, requests) => {
      const { documents, TableName } = setup();
      const error = await errorOf(documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } })));
      expect(error.name).toBe('ValidationException');
    });
  });
}
