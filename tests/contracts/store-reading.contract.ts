import { BatchWriteCommand, GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { errorOf, sharedTable } from './store-table';

/** Gets, queries and scans. */
export function describeReading(endpoint: () => string): void {
  describe('reading', () => {
    const row = (n: number) => ({ pk: 'log', sk: `day#${String(n).padStart(2, '0')}`, owner: 'p#1', n });
    const rows = Array.from({ length: 12 }, (_, n) => row(n));
    const neighbour = { pk: 'log2', sk: 'day#00', owner: 'p#2' };
    const inLog = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'log' } };
    const ofOwner = {
      IndexName: 'by-owner',
      KeyConditionExpression: '#o = :o',
      ExpressionAttributeNames: { '#o': 'owner' },
      ExpressionAttributeValues: { ':o': 'p#1' },
    };

    const table = sharedTable(endpoint);
    beforeAll(async () => {
      const { documents, TableName } = table();
      const requests = [...rows, neighbour].map((Item) => ({ PutRequest: { Item } }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
    });

    const setup = () => {
      const { documents, TableName } = table();
      const query = (input: Omit<QueryCommandInput, 'TableName'>) =>
        documents.send(new QueryCommand({ TableName, ...input }));
      const put = (Item: object) => documents.send(new PutCommand({ TableName, Item }));
      return { documents, TableName, query, put };
    };

    test('a get projects what is asked for', async () => {
      const { documents, TableName, put } = setup();
      await put({ pk: 'a', sk: '1', name: 'x', nested: { one: 1, two: 2 } });
      const command = new GetCommand({
        TableName,
        Key: { pk: 'a', sk: '1' },
        ProjectionExpression: '#n, nested.one',
        ExpressionAttributeNames: { '#n': 'name' },
      });
      expect((await documents.send(command)).Item).toEqual({ name: 'x', nested: { one: 1 } });
    });

    test('a query returns its partition in the order of the sort key, and backwards when told', async () => {
      const { query } = setup();
      expect((await query(inLog)).Items).toEqual(rows);
      expect((await query({ ...inLog, ScanIndexForward: false })).Items).toEqual(rows.toReversed());
    });

    test.each([
      ['begins with', 'begins_with(sk, :s)', { ':s': 'day#1' }, [10, 11]],
      ['between', 'sk BETWEEN :s AND :t', { ':s': 'day#03', ':t': 'day#05' }, [3, 4, 5]],
      ['below', 'sk < :s', { ':s': 'day#02' }, [0, 1]],
      ['up to', 'sk <= :s', { ':s': 'day#02' }, [0, 1, 2]],
      ['above', 'sk > :s', { ':s': 'day#09' }, [10, 11]],
      ['from', 'sk >= :s', { ':s': 'day#10' }, [10, 11]],
      ['equal', 'sk = :s', { ':s': 'day#07' }, [7]],
    ])('a query takes a sort key %s', async (_case, condition, values, expected) => {
      const { query } = setup();
      const { Items } = await query({
        KeyConditionExpression: `pk = :pk AND ${condition}`,
        ExpressionAttributeValues: { ':pk': 'log', ...values },
      });
      expect(Items?.map(({ n }) => n as number)).toEqual(expected);
    });

    test.each([
      ['of a table', inLog, ['pk', 'sk'], true],
      ['of a table, backwards', inLog, ['pk', 'sk'], false],
      ['of an index', ofOwner, ['owner', 'pk', 'sk'], true],
      ['of an index, backwards', ofOwner, ['owner', 'pk', 'sk'], false],
    ])('pages %s meet end to end', async (_case, input, keyNames, ScanIndexForward) => {
      const { query } = setup();
      const seen: unknown[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await query({ ...input, ScanIndexForward, Limit: 5, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
        expect(page.Items?.length).toBeLessThanOrEqual(5);
        seen.push(...(page.Items ?? []));
        ExclusiveStartKey = page.LastEvaluatedKey;
        if (ExclusiveStartKey) expect(Object.keys(ExclusiveStartKey).sort()).toEqual(keyNames);
      } while (ExclusiveStartKey);
      expect(seen).toEqual(ScanIndexForward ? rows : rows.toReversed());
    });

    test('the limit counts what is read, not what passes the filter', async () => {
      const { query } = setup();
      const page = await query({
        ...inLog,
        Limit: 4,
        FilterExpression: 'n >= :three',
        ExpressionAttributeValues: { ':pk': 'log', ':three': 3 },
      });
      expect(page).toMatchObject({ Count: 1, ScannedCount: 4, Items: [row(3)] });
      expect(page.LastEvaluatedKey).toEqual({ pk: 'log', sk: 'day#03' });
    });

    test('a query that only counts sends no items', async () => {
      const { query } = setup();
      const page = await query({ ...inLog, Select: 'COUNT' });
      expect(page).toMatchObject({ Count: 12, ScannedCount: 12 });
      expect(page.Items).toBeUndefined();
    });

    test('a partition over one megabyte comes in pages', async () => {
      const { query, put } = setup();
      const text = 'x'.repeat(300 * 1024);
      for (const n of [1, 2, 3, 4, 5]) await put({ pk: 'big', sk: String(n), text });
      const input = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'big' } };
      const first = await query(input);
      expect(first.Items).toHaveLength(4);
      const rest = await query({ ...input, ExclusiveStartKey: first.LastEvaluatedKey });
      expect(rest.Items?.map(({ sk }) => sk as string)).toEqual(['5']);
      expect(rest.LastEvaluatedKey).toBeUndefined();
    });

    test('an index holds only items that have its key, and follows them when it changes', async () => {
      const { query, put } = setup();
      await put({ pk: 'x', sk: '1', owner: 'p#9' });
      await put({ pk: 'x', sk: '2' });
      const owned = async (owner: string) =>
        (await query({ ...ofOwner, ExpressionAttributeValues: { ':o': owner } })).Items?.map(({ sk }) => sk as string);
      expect(await owned('p#9')).toEqual(['1']);
      await put({ pk: 'x', sk: '1', owner: 'p#8' });
      expect(await owned('p#9')).toEqual([]);
      expect(await owned('p#8')).toEqual(['1']);
    });

    test('an index does not promise consistent reads', async () => {
      const { query } = setup();
      const error = await errorOf(query({ ...ofOwner, ConsistentRead: true }));
      expect(error.name).toBe('ValidationException');
      expect(error.message).toContain('Consistent reads are not supported on global secondary indexes');
    });

    test.each([
      ['without the partition key', { KeyConditionExpression: 'sk = :s', ExpressionAttributeValues: { ':s': 'x' } }],
      ['of an unknown index', { ...inLog, IndexName: 'by-nobody' }],
      ['with a key of the wrong type', { ...inLog, ExpressionAttributeValues: { ':pk': 1 } }],
    ])('a query %s is invalid', async (_case, input) => {
      const { query } = setup();
      expect((await errorOf(query(input))).name).toBe('ValidationException');
    });

    test('a scan walks through everything, page by page', async () => {
      const { documents, TableName } = setup();
      const seen: unknown[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await documents.send(new ScanCommand({ TableName, Limit: 5, ExclusiveStartKey }));
        seen.push(...(page.Items ?? []));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      expect(seen).toEqual(expect.arrayContaining([...rows, neighbour]));
      expect(new Set(seen.map((item) => JSON.stringify(item))).size).toBe(seen.length);
    });
  });
}
