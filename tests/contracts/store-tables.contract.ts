import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { errorOf, newStoreTable, storeClients } from './store-table';

/** Tables and their time-to-live setting. */
export function describeTables(endpoint: () => string): void {
  describe('tables', () => {
    const setup = async () => {
      const clients = storeClients(endpoint());
      return { ...clients, TableName: await newStoreTable(clients.client) };
    };
    const ttl = (TableName: string, Enabled: boolean, AttributeName = 'expiresAt') =>
      new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled, AttributeName } });

    test('a created table is described, active, with its index', async () => {
      const { client, TableName } = await setup();
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      expect(Table).toMatchObject({ TableName, TableStatus: 'ACTIVE' });
      expect(Table?.GlobalSecondaryIndexes).toMatchObject([{ IndexName: 'by-owner', IndexStatus: 'ACTIVE' }]);
    });

    test('a table cannot be created twice', async () => {
      const { client, TableName } = await setup();
      const again = new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      });
      expect((await errorOf(client.send(again))).name).toBe('ResourceInUseException');
    });

    test('tables are listed page by page', async () => {
      const { client } = await setup();
      const first = await newStoreTable(client, 'list-a');
      const second = await newStoreTable(client, 'list-b');
      const page = await client.send(new ListTablesCommand({ ExclusiveStartTableName: 'list-', Limit: 1 }));
      expect(page).toMatchObject({ TableNames: [first], LastEvaluatedTableName: first });
      const next = await client.send(new ListTablesCommand({ ExclusiveStartTableName: first, Limit: 1 }));
      expect(next.TableNames).toEqual([second]);
    });

    test('a deleted table takes its items with it, and its neighbours keep theirs', async () => {
      const { client, documents, TableName } = await setup();
      const neighbour = await newStoreTable(client, `${TableName}-neighbour`);
      const Item = { pk: 'a', sk: '1', owner: 'o' };
      await documents.send(new PutCommand({ TableName, Item }));
      await documents.send(new PutCommand({ TableName: neighbour, Item }));
      await client.send(new DeleteTableCommand({ TableName }));
      const read = new GetCommand({ TableName, Key: { pk: 'a', sk: '1' } });
      expect((await errorOf(documents.send(read))).name).toBe('ResourceNotFoundException');
      await newStoreTable(client, TableName);
      expect((await documents.send(new ScanCommand({ TableName }))).Items).toEqual([]);
      expect((await documents.send(new ScanCommand({ TableName, IndexName: 'by-owner' }))).Items).toEqual([]);
      expect((await documents.send(new ScanCommand({ TableName: neighbour }))).Items).toEqual([Item]);
    });

    test('an unknown table and a malformed key are refused by name', async () => {
      const { client, TableName } = await setup();
      const unknown = new GetItemCommand({ TableName: 'no-such-table', Key: { pk: { S: 'a' } } });
      expect((await errorOf(client.send(unknown))).name).toBe('ResourceNotFoundException');
      const malformed = new GetItemCommand({ TableName, Key: { pk: { N: '1' }, sk: { S: '1' } } });
      expect((await errorOf(client.send(malformed))).name).toBe('ValidationException');
    });

    test('time to live is off, can be set, and is described', async () => {
      const { client, TableName } = await setup();
      const describe = async () =>
        (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
      expect(await describe()).toEqual({ TimeToLiveStatus: 'DISABLED' });
      const set = await client.send(ttl(TableName, true));
      expect(set.TimeToLiveSpecification).toEqual({ Enabled: true, AttributeName: 'expiresAt' });
      expect(await describe()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
      await client.send(ttl(TableName, false));
      expect(await describe()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    });

    test.each([
      ['enabled twice', [true, true], ['expiresAt', 'expiresAt']],
      ['enabled on a second attribute', [true, true], ['expiresAt', 'endsAt']],
      ['disabled when it is off', [false], ['expiresAt']],
    ])('time to live cannot be %s', async (_case, switches, attributes) => {
      const { client, TableName } = await setup();
      const commands = switches.map((enabled, index) => ttl(TableName, enabled, attributes[index]));
      const last = commands.pop()!;
      for (const command of commands) await client.send(command);
      expect((await errorOf(client.send(last))).name).toBe('ValidationException');
    });

    test('time to live of an unknown table is not found', async () => {
      const { client } = await setup();
      expect((await errorOf(client.send(ttl('no-such-table', true)))).name).toBe('ResourceNotFoundException');
    });

    test('an operation that does not exist is refused as unknown', async () => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.Imagine',
        'x-amz-date': '20250101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20250101/cn-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      };
      const response = await fetch(endpoint(), { method: 'POST', headers, body: '{}' });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('#UnknownOperationException');
    });
  });
}
