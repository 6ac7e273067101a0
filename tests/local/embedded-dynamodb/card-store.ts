import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine, type Engine, type EngineOptions, type StreamRecord } from '../../../functions/local/embedded-dynamodb';

export type Attributes = Record<string, string | number>;
export type RawItem = Record<string, { S: string } | { N: string }>;
export type CardStore = Awaited<ReturnType<typeof openCardStore>>;

const TABLE = 'cards';
const open: Engine[] = [];
const folders: string[] = [];

/** Closes what the tests of a file have opened; to be given to `afterEach`. */
export async function closeCardStores(): Promise<void> {
  await Promise.all(open.splice(0).map((engine) => engine.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'embedded-dynamodb-'));
  folders.push(folder);
  return path.join(folder, 'store');
}

/** An engine with a table `cards` (pk, sk, index `by-owner`), and short words for what the tests do with it. */
export async function openCardStore(options: EngineOptions = {}) {
  const engine = await openEngine(options);
  open.push(engine);
  const { TableNames } = (await engine.call('ListTables', {})) as { TableNames: string[] };
  if (!TableNames.includes(TABLE)) await engine.call('CreateTable', tableOf(TABLE));
  const key = (pk: string): RawItem => raw({ pk, sk: '1' });
  const item = (pk: string, attributes: Attributes = {}): RawItem => raw({ pk, sk: '1', ...attributes });
  return {
    engine,
    key,
    item,
    createTable: (name: string) => engine.call('CreateTable', tableOf(name)),
    put: (pk: string, attributes: Attributes = {}, table = TABLE) =>
      engine.call('PutItem', { TableName: table, Item: item(pk, attributes) }),
    remove: (pk: string) => engine.call('DeleteItem', { TableName: TABLE, Key: key(pk) }),
    get: async (pk: string) =>
      ((await engine.call('GetItem', { TableName: TABLE, Key: key(pk) })) as { Item?: RawItem }).Item,
    transact: (operations: object[], more: object = {}) =>
      engine.call('TransactWriteItems', { TransactItems: operations, ...more }),
    putOf: (pk: string, attributes: Attributes = {}) => ({ Put: { TableName: TABLE, Item: item(pk, attributes) } }),
    add: (pk: string, n: number) => ({
      Update: {
        TableName: TABLE,
        Key: key(pk),
        UpdateExpression: 'ADD n :n',
        ExpressionAttributeValues: raw({ ':n': n }),
      },
    }),
    owned: async (owner: string, more: object = {}) => {
      const query = {
        TableName: TABLE,
        IndexName: 'by-owner',
        KeyConditionExpression: '#o = :o',
        ExpressionAttributeNames: { '#o': 'owner' },
        ExpressionAttributeValues: raw({ ':o': owner }),
        ...more,
      };
      return ((await engine.call('Query', query)) as { Items: RawItem[] }).Items;
    },
    expireBy: (AttributeName: string) =>
      engine.call('UpdateTimeToLive', { TableName: TABLE, TimeToLiveSpecification: { Enabled: true, AttributeName } }),
    listen: (name = 'listener', table = TABLE) => {
      const records: StreamRecord[] = [];
      const stop = engine.onChanges(table, name, async (batch) => void records.push(...batch));
      return { records, stop };
    },
  };
}

/** Plain values as attribute values. */
export function raw(attributes: Attributes): RawItem {
  const entries = Object.entries(attributes);
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'number' ? { N: String(value) } : { S: value }]));
}

/** A clock that stands until it is moved. */
export function handClock(start = Date.UTC(2026, 0, 1)): { clock: () => number; pass: (milliseconds: number) => void } {
  let now = start;
  return { clock: () => now, pass: (milliseconds) => void (now += milliseconds) };
}

/** The exception name and body of the refusal that a call ends with. */
export async function refusalOf(call: Promise<unknown>): Promise<{ name: string; codes: string[] }> {
  const error = await call.then(
    (value) => { throw new Error(`Expected a refusal, but got ${JSON.stringify(value)}`); },
    (reason: unknown) => reason as { body?: { __type: string; CancellationReasons?: { Code: string }[] } },
  );
  if (!error.body) throw error as unknown as Error;
  const { __type, CancellationReasons = [] } = error.body;
  return { name: __type.split('#')[1] ?? '', codes: CancellationReasons.map(({ Code }) => Code) };
}

function tableOf(name: string): object {
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
  const keys = (hash: string) => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'owner'].map(attribute),
    KeySchema: keys('pk'),
    GlobalSecondaryIndexes: [{ IndexName: 'by-owner', KeySchema: keys('owner'), Projection: { ProjectionType: 'ALL' } }],
  };
}
