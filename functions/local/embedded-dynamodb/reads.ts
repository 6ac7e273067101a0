import database from 'dynalite/db/index.js';
import type { Item } from 'dynalite/db/index.js';
import { act, checked, type Request } from './dynalite-actions';
import type { StoreViews } from './store-views';
import { keyOfKey, type TableCatalogue } from './table-catalogue';
import { partitionOf, throughputExceeded, type Throttle } from './throttle';

export type ReadParts = { tables: TableCatalogue; views: StoreViews; throttle: Throttle };
export type Reads = Record<'getItem' | 'batchGet' | 'query' | 'scan', (request: Request) => Promise<unknown>>;

type RequestItems = Record<string, { Keys: Item[] }>;
type KeyConditions = Record<string, { AttributeValueList: [Item[string]] }>;

/** The reading operations: they see what is on disk and hold no lock. */
export function makeReads({ tables, views, throttle }: ReadParts): Reads {
  const keyText = (tableName: string, key: Item): string => keyOfKey(tables.get(tableName), key) ?? '';

  async function getItem(request: Request): Promise<unknown> {
    const parsed = checked('GetItem', request);
    const tableName = parsed.TableName as string;
    throttle.admit(() => partitionOf(tableName, keyText(tableName, parsed.Key as Item)));
    return act('GetItem', views.read(), parsed);
  }

  async function query(request: Request): Promise<unknown> {
    const parsed = checked('Query', request);
    throttle.admit(() => queriedPartition(tables, parsed));
    return act('Query', views.read(startKeyOf(parsed)), parsed);
  }

  async function scan(request: Request): Promise<unknown> {
    const parsed = checked('Scan', request);
    return act('Scan', views.read(startKeyOf(parsed)), parsed);
  }

  function admit(asked: RequestItems, sent: RequestItems): { admitted: RequestItems; left: RequestItems } {
    const admitted: RequestItems = {};
    const left: RequestItems = {};
    for (const [tableName, keys] of Object.entries(asked)) {
      const isAdmitted = (key: Item): boolean => throttle.admits(() => partitionOf(tableName, keyText(tableName, key)));
      const [now, later] = divide(keys.Keys, isAdmitted);
      if (now.length > 0) admitted[tableName] = { ...keys, Keys: now };
      if (later.length > 0) left[tableName] = { ...sent[tableName], Keys: later };
    }
    return { admitted, left };
  }

  async function batchGet(request: Request): Promise<unknown> {
    const parsed = checked('BatchGetItem', request);
    const { admitted, left } = admit(parsed.RequestItems as RequestItems, request.RequestItems as RequestItems);
    if (Object.keys(admitted).length === 0) throw throughputExceeded();
    const result = (await act('BatchGetItem', views.read(), { ...parsed, RequestItems: admitted })) as object;
    return Object.keys(left).length > 0 ? { ...result, UnprocessedKeys: left } : result;
  }

  return { getItem, batchGet, query, scan };
}

function startKeyOf({ ExclusiveStartKey: key }: Request): Item | undefined {
  return key as Item | undefined;
}

function divide<T>(all: T[], belongs: (one: T) => boolean): [T[], T[]] {
  const first: T[] = [];
  const second: T[] = [];
  for (const one of all) (belongs(one) ? first : second).push(one);
  return [first, second];
}

/** The partition a query reads, in the table or in the index. */
function queriedPartition(tables: TableCatalogue, { TableName, IndexName, KeyConditions }: Request): string {
  const table = tables.get(TableName as string);
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const index = indexes.find((candidate) => candidate.IndexName === IndexName);
  const place = index ? `${table.TableName}/${index.IndexName}` : table.TableName;
  const [hash] = (index ?? table).KeySchema;
  const value = hash && (KeyConditions as KeyConditions)[hash.AttributeName]?.AttributeValueList[0];
  // Without a partition key the query is invalid, as dynalite will say.
  return value ? partitionOf(place, database.createKey({ [hash.AttributeName]: value }, table, [hash])) : place;
}
