import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { errorOf, newKey, newStoreTable, sharedTable } from './store-table';

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** Transactional writes and reads. */
export function describeTransactions(endpoint: () => string): void {
  describe('transactions', () => {
    const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };
    const present = { ConditionExpression: 'attribute_exists(pk)' };

    const table = sharedTable(endpoint);

    const setup = () => {
      const { client, documents, TableName } = table();
      const own = newKey('tx');
      const key = (pk: string) => ({ pk: `${own}-${pk}`, sk: '1' });
      const write = (TransactItems: Items, more: object = {}) =>
        documents.send(new TransactWriteCommand({ TransactItems, ...more }));
      const Put = (pk: string, more: object = {}) => ({ Put: { TableName, Item: { ...key(pk), by: 'tx' }, ...more } });
      const put = (pk: string, more: object = {}) =>
        documents.send(new PutCommand({ TableName, Item: { ...key(pk), ...more } }));
      const get = async (pk: string) =>
        (await documents.send(new GetCommand({ TableName, Key: key(pk), ConsistentRead: true }))).Item;
      return { client, documents, TableName, key, write, Put, put, get };
    };

    test('put, update, delete and check take effect together, in several tables and in the index', async () => {
      const { client, documents, TableName, key, write, put, get } = setup();
      const other = await newStoreTable(client);
      await put('counted', { n: 1 });
      await put('gone');
      await put('checked');
      await write([
        { Put: { TableName: other, Item: { ...key('new'), owner: 'o' }, ...onlyNew } },
        { Update: { TableName, Key: key('counted'), UpdateExpression: 'ADD n :two', ExpressionAttributeValues: { ':two': 2 } } },
        { Delete: { TableName, Key: key('gone') } },
        { ConditionCheck: { TableName, Key: key('checked'), ...present } },
      ]);
      const owned = new QueryCommand({
        TableName: other, IndexName: 'by-owner', KeyConditionExpression: '#o = :o',
        ExpressionAttributeNames: { '#o': 'owner' }, ExpressionAttributeValues: { ':o': 'o' },
      });
      expect((await documents.send(owned)).Items).toEqual([{ ...key('new'), owner: 'o' }]);
      expect(await get('counted')).toMatchObject({ n: 3 });
      expect(await get('gone')).toBeUndefined();
      expect(await get('checked')).toEqual(key('checked'));
    });

    test('one failed condition undoes all, names the reason of each, and shows old items where asked', async () => {
      const { TableName, key, write, Put, put, get } = setup();
      await put('taken', { by: 'someone' });
      const error = await errorOf<TransactionCanceledException>(
        write([
          Put('free', onlyNew),
          Put('taken', { ...onlyNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
          { ConditionCheck: { TableName, Key: key('absent'), ...present, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
          { Delete: { TableName, Key: key('taken2'), ...present } },
        ]),
      );
      expect(error).toBeInstanceOf(TransactionCanceledException);
      expect(error.message).toContain('[None, ConditionalCheckFailed, ConditionalCheckFailed, ConditionalCheckFailed]');
      expect(error.CancellationReasons?.map(({ Code }) => Code)).toEqual([
        'None', 'ConditionalCheckFailed', 'ConditionalCheckFailed', 'ConditionalCheckFailed',
      ]);
      expect(error.CancellationReasons?.map(({ Item }) => Item)).toEqual([
        undefined, { pk: { S: key('taken').pk }, sk: { S: '1' }, by: { S: 'someone' } }, undefined, undefined,
      ]);
      expect(error.CancellationReasons?.[1]?.Message).toContain('The conditional request failed');
      expect(await get('free')).toBeUndefined();
    });

    test('an operation that its table cannot take is a reason of its own', async () => {
      const { TableName, key, write, Put, get } = setup();
      const keyChange = { UpdateExpression: 'SET owner_ = :v, sk = :v', ExpressionAttributeValues: { ':v': 'x' } };
      const wrongIndexKey = { Put: { TableName, Item: { ...key('b'), owner: 7 } } };
      const wrongKey = { Put: { TableName, Item: { pk: 1, sk: '1' } } };
      for (const faulty of [{ Update: { TableName, Key: key('a'), ...keyChange } }, wrongIndexKey, wrongKey]) {
        const error = await errorOf<TransactionCanceledException>(write([Put('c'), faulty]));
        expect(error.name).toBe('TransactionCanceledException');
        // DynamoDB Local leaves out the blameless places of some of these; AWS names all.
        expect(error.CancellationReasons?.map(({ Code }) => Code)).toContain('ValidationError');
      }
      expect(await get('c')).toBeUndefined();
    });

    test.each<[string, (setting: { TableName: string }) => Items]>([
      ['is empty', () => []],
      ['has 101 operations', ({ TableName }) => {
        const put = (n: number) => ({ Put: { TableName, Item: { pk: String(n), sk: '1' } } });
        return Array.from({ length: 101 }, (_, n) => put(n));
      }],
      ['meets one item twice', ({ TableName }) => [
        { Put: { TableName, Item: { pk: 'a', sk: '1' } } },
        { Delete: { TableName, Key: { pk: 'a', sk: '1' } } },
      ]],
      ['has two operations in one place', ({ TableName }) => [
        { Put: { TableName, Item: { pk: 'a', sk: '1' } }, Delete: { TableName, Key: { pk: 'b', sk: '1' } } },
      ]],
      ['has an expression that does not parse', ({ TableName }) => [
        { Delete: { TableName, Key: { pk: 'a', sk: '1' }, ConditionExpression: 'is fine' } },
      ]],
      ['has an item over 400 KB', ({ TableName }) => [
        { Put: { TableName, Item: { pk: 'a', sk: '1', text: 'x'.repeat(410 * 1024) } } },
      ]],
    ])('a transaction that %s is invalid as a whole', async (_case, items) => {
      const { TableName, write } = setup();
      expect((await errorOf(write(items({ TableName })))).name).toBe('ValidationException');
    });

    test('a hundred operations are not too many', async () => {
      const { write, Put, get } = setup();
      await write(Array.from({ length: 100 }, (_, n) => Put(`p${String(n)}`)));
      expect(await get('p99')).toMatchObject({ by: 'tx' });
    });

    test('a transaction on an unknown table finds nothing', async () => {
      const { write, Put } = setup();
      const error = await errorOf(write([Put('a'), { Put: { TableName: 'no-such-table', Item: { pk: 'a', sk: '1' } } }]));
      expect(error.name).toBe('ResourceNotFoundException');
    });

    test('the same token answers again without doing again, and refuses another request', async () => {
      const { TableName, key, write, get, put } = setup();
      const ClientRequestToken = `token-${String(process.hrtime.bigint())}`;
      const add = (n: number): Items => [
        { Update: { TableName, Key: key('a'), UpdateExpression: 'ADD n :n', ExpressionAttributeValues: { ':n': n } } },
      ];
      await put('a', { n: 0 });
      await write(add(1), { ClientRequestToken });
      await write(add(1), { ClientRequestToken });
      expect(await get('a')).toMatchObject({ n: 1 });
      const error = await errorOf(write(add(2), { ClientRequestToken }));
      expect(error.name).toBe('IdempotentParameterMismatchException');
      expect(await get('a')).toMatchObject({ n: 1 });
    });

    test('a cancelled transaction does not use its token up', async () => {
      const { write, Put, get, put } = setup();
      const ClientRequestToken = `retry-${String(process.hrtime.bigint())}`;
      expect((await errorOf(write([Put('a', present)], { ClientRequestToken }))).name).toBe('TransactionCanceledException');
      await put('a');
      await write([Put('a', present)], { ClientRequestToken });
      expect(await get('a')).toMatchObject({ by: 'tx' });
    });

    test('a token longer than 36 characters is invalid', async () => {
      const { write, Put } = setup();
      const error = await errorOf(write([Put('a')], { ClientRequestToken: 't'.repeat(37) }));
      expect(error.name).toBe('ValidationException');
    });

    test('a transactional get sees all of a transaction or nothing of it', async () => {
      const { documents, TableName, key, write, put } = setup();
      await Promise.all([put('a', { n: 0 }), put('b', { n: 0 })]);
      const set = (pk: string, n: number) => ({ Put: { TableName, Item: { ...key(pk), n } } });
      const TransactItems = ['a', 'b', 'absent'].map((pk) => ({ Get: { TableName, Key: key(pk) } }));
      const writing = (async () => {
        for (let n = 1; n <= 10; n += 1) await untilUncontended(() => write([set('a', n), set('b', n)]));
      })();
      for (let n = 0; n < 10; n += 1) {
        const read = new TransactGetCommand({ TransactItems });
        const { Responses } = await untilUncontended(() => documents.send(read));
        const [a, b, absent] = Responses!.map(({ Item }) => Item?.n as number | undefined);
        expect(a).toBe(b);
        expect(absent).toBeUndefined();
      }
      await writing;
    });

    test('a transactional get projects, and refuses one item twice', async () => {
      const { documents, TableName, key, put } = setup();
      await put('a', { n: 1, m: 2 });
      const Get = { TableName, Key: key('a'), ProjectionExpression: 'm' };
      const { Responses } = await documents.send(new TransactGetCommand({ TransactItems: [{ Get }] }));
      expect(Responses).toEqual([{ Item: { m: 2 } }]);
      const twice = new TransactGetCommand({ TransactItems: [{ Get }, { Get }] });
      expect((await errorOf(documents.send(twice))).name).toBe('ValidationException');
    });

    test('a transaction consumes twice the units', async () => {
      const { write, Put } = setup();
      const { ConsumedCapacity } = await write([Put('a')], { ReturnConsumedCapacity: 'TOTAL' });
      expect(ConsumedCapacity).toMatchObject([{ CapacityUnits: 2 }]);
    });
  });
}

/** AWS refuses what meets a transaction under way; then one asks again. */
async function untilUncontended<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return untilUncontended(work);
  }
}
