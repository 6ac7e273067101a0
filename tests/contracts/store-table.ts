import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export type StoreServer = { endpoint: string; close(): Promise<void> };
export type StoreClients = { client: DynamoDBClient; documents: DynamoDBDocumentClient };

/** Clients that try once, so that a test sees the first answer. */
export function storeClients(endpoint: string): StoreClients {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'cn-north-1', credentials, maxAttempts: 1 });
  return { client, documents: DynamoDBDocumentClient.from(client) };
}

let tableCount = 0;

/** Creates a table of the plain shape every slice uses (pk, sk, one index by `owner` and `sk`) and returns its name. */
export async function newStoreTable(client: DynamoDBClient, name = `contract-${String(++tableCount)}`): Promise<string> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'owner', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-owner',
          KeySchema: [
            { AttributeName: 'owner', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  return name;
}

export type StoreTable = StoreClients & { TableName: string };

/** One table for all tests of the surrounding `describe`, which keep apart by their keys: real engines create slowly. */
export function sharedTable(endpoint: () => string): () => StoreTable {
  let table: StoreTable | undefined;
  beforeAll(async () => {
    const clients = storeClients(endpoint());
    table = { ...clients, TableName: await newStoreTable(clients.client) };
  });
  afterAll(() => table?.client.destroy());
  return () => {
    if (!table) throw new Error('The table exists only while its tests run.');
    return table;
  };
}

let keyCount = 0;

/** A partition key that no other test has. */
export function newKey(prefix: string): string {
  keyCount += 1;
  return `${prefix}#${String(keyCount)}`;
}

/** The error that a promise ends with; a promise that succeeds is an error here. */
export async function errorOf<T extends Error>(promise: Promise<unknown>): Promise<T> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error as T;
  throw new Error(`Expected a refusal, but got ${JSON.stringify(outcome.value)}`);
}
