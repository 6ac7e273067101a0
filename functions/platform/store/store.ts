/**
 * The only speaker to DynamoDB. Conditions come back as outcomes, conflicts and throttles are retried here with jitter
 * until `StoreBusy` is thrown, anything else is a surprise and thrown. Callers parse what they read with their own schema.
 */
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  BatchGetCommand, DeleteCommand, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand, type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { conditionOf, counting, keyOf, putOf, transactItem } from './conditions';
import { randomHex } from '../crypto/random';
import { INDEX_NAME, type Expectation, type Item, type Key, type QueryPage, type QueryRequest, type TogetherOutcome, type Write, type WriteOutcome } from './item';
import { patiently } from './patience';

export type Store = {
  get(table: string, key: Key, options?: { consistent?: boolean }): Promise<Item | undefined>;
  /** In the order asked; absent items are undefined. At most 100 keys. */
  getMany(table: string, keys: readonly Key[]): Promise<readonly (Item | undefined)[]>;
  query(table: string, request: QueryRequest): Promise<QueryPage>;
  /** Every page of it. */
  queryAll(table: string, request: Omit<QueryRequest, 'limit'>): Promise<readonly Item[]>;
  putNew(table: string, item: Item): Promise<WriteOutcome>;
  /** Puts the item if absent or expired. */
  putNewOrExpired(table: string, item: Item, nowSeconds: number): Promise<WriteOutcome>;
  /** Replaces the item if it still has the version it carries; the stored version is one higher. */
  replace(table: string, item: Item): Promise<WriteOutcome>;
  /** Overwrites whatever is there; for items nobody competes for. */
  putAnyway(table: string, item: Item): Promise<void>;
  remove(table: string, key: Key, expect?: Expectation): Promise<WriteOutcome>;
  /** Adds to a counter, creating it; gives the new value. Starts anew when the counter's time is over. */
  count(table: string, key: Key, options: { by: number; expiresAt: number; nowSeconds: number }): Promise<number>;
  /** All or nothing, at most 100 writes. */
  together(writes: readonly Write[]): Promise<TogetherOutcome>;
};

export function makeStore(client: DynamoDBDocumentClient): Store {
  return {
    async get(table, key, options) {
      const found = await patiently(() => client.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: options?.consistent ?? true })));
      return found.Item as Item | undefined;
    },
    getMany: (table, keys) => getMany(client, table, keys),
    query: (table, request) => query(client, table, request),
    queryAll: (table, request) => queryAll(client, table, request),
    putNew: (table, item) => outcomeOf(() => client.send(new PutCommand(putOf({ put: 'new', table, item })))),
    putNewOrExpired: (table, item, nowSeconds) =>
      outcomeOf(() => client.send(new PutCommand(putOf({ put: 'new-or-expired', table, item, nowSeconds })))),
    replace: (table, item) => outcomeOf(() => client.send(new PutCommand(putOf({ put: 'replace', table, item })))),
    async putAnyway(table, item) {
      await patiently(() => client.send(new PutCommand({ TableName: table, Item: item })));
    },
    remove: (table, key, expect) => outcomeOf(() => client.send(new DeleteCommand({ TableName: table, Key: keyOf(key), ...(expect ? conditionOf(expect) : {}) }))),
    count: (table, key, options) => count(client, table, { key, ...options }),
    together: (writes) => together(client, writes),
  };
}

async function getMany(client: DynamoDBDocumentClient, table: string, keys: readonly Key[]) {
  if (keys.length === 0) return [];
  const items = await gather(client, table, keys.map(keyOf));
  const found = new Map(items.map((item) => [addressOf(item), item]));
  return keys.map((key) => found.get(addressOf(key)));
}

const addressOf = ({ pk, sk }: Key) => `${pk}\u0000${sk}`;

/** The store may answer a part and name the rest. */
async function gather(client: DynamoDBDocumentClient, table: string, asked: Record<string, unknown>[]): Promise<Item[]> {
  const request = { RequestItems: { [table]: { Keys: asked, ConsistentRead: true } } };
  const { Responses, UnprocessedKeys } = await patiently(() => client.send(new BatchGetCommand(request)));
  const items = Responses?.[table] as Item[] | undefined ?? [];
  const left = UnprocessedKeys?.[table]?.Keys ?? [];
  return left.length === 0 ? items : [...items, ...(await gather(client, table, left))];
}

async function query(client: DynamoDBDocumentClient, table: string, request: QueryRequest): Promise<QueryPage> {
  const answer = await patiently(() => client.send(new QueryCommand({ TableName: table, ...whereOf(request), ...howOf(request) })));
  const items = (answer.Items ?? []) as Item[];
  return answer.LastEvaluatedKey ? { items, next: answer.LastEvaluatedKey } : { items };
}

async function queryAll(client: DynamoDBDocumentClient, table: string, request: QueryRequest): Promise<readonly Item[]> {
  const { items, next } = await query(client, table, request);
  return next ? [...items, ...(await queryAll(client, table, { ...request, after: next }))] : items;
}

function howOf(request: QueryRequest) {
  return {
    ...(request.index ? { IndexName: INDEX_NAME } : { ConsistentRead: request.consistent ?? true }),
    ScanIndexForward: !request.newestFirst,
    ...(request.limit ? { Limit: request.limit } : {}),
    ...(request.after ? { ExclusiveStartKey: request.after } : {}),
  };
}

function whereOf(request: QueryRequest) {
  const [pk, sk] = request.index ? ['ipk', 'isk'] : ['pk', 'sk'];
  const range = rangeOf(request);
  return {
    KeyConditionExpression: range ? `#pk = :pk AND ${range.condition}` : '#pk = :pk',
    ExpressionAttributeNames: { '#pk': pk, ...(range ? { '#sk': sk } : {}) },
    ExpressionAttributeValues: { ':pk': request.pk, ...range?.values },
  };
}

function rangeOf({ beginsWith, from, to }: QueryRequest): { condition: string; values: Record<string, string> } | undefined {
  if (beginsWith !== undefined) return { condition: 'begins_with(#sk, :begin)', values: { ':begin': beginsWith } };
  if (from !== undefined && to !== undefined) return { condition: '#sk BETWEEN :from AND :to', values: { ':from': from, ':to': to } };
  if (from !== undefined) return { condition: '#sk >= :from', values: { ':from': from } };
  if (to !== undefined) return { condition: '#sk <= :to', values: { ':to': to } };
  return undefined;
}

async function outcomeOf(send: () => Promise<unknown>): Promise<WriteOutcome> {
  try {
    await patiently(send);
    return { done: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item ? { done: false, item: plainItem(error.Item) } : { done: false };
  }
}

type Count = { key: Key; by: number; expiresAt: number; nowSeconds: number };

async function count(client: DynamoDBDocumentClient, table: string, { key, by, expiresAt, nowSeconds }: Count): Promise<number> {
  try {
    const { ExpressionAttributeValues, ...change } = counting({ by, expiresAt });
    const counted = await patiently(() => client.send(new UpdateCommand({
      TableName: table, Key: keyOf(key), ...change,
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt > :now',
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':now': nowSeconds },
      ReturnValues: 'UPDATED_NEW',
    })));
    return Number(counted.Attributes?.['count']);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    await outcomeOf(() => client.send(new DeleteCommand({
      TableName: table, Key: keyOf(key), ConditionExpression: 'expiresAt <= :now', ExpressionAttributeValues: { ':now': nowSeconds },
    })));
    return count(client, table, { key, by, expiresAt, nowSeconds });
  }
}

async function together(client: DynamoDBDocumentClient, writes: readonly Write[]): Promise<TogetherOutcome> {
  // One token for all tries of it: a try that was still under way when it was repeated is not met as somebody else's.
  const request = { TransactItems: writes.map(transactItem), ClientRequestToken: randomHex(16) };
  try {
    await patiently(() => client.send(new TransactWriteCommand(request)));
    return { done: true };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const failed = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
    if (failed < 0) throw error;
    const item = reasons[failed]?.Item;
    return item ? { done: false, failed, item: plainItem(item) } : { done: false, failed };
  }
}

/** An item in DynamoDB's own notation, as streams and failed conditions bring it. */
export function plainItem(image: object): Item {
  return unmarshall(image as Parameters<typeof unmarshall>[0]) as Item;
}
