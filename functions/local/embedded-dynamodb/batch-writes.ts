import type { Item } from 'dynalite/db/index.js';
import { act, checked, type Request } from './dynalite-actions';
import type { WriteParts } from './single-writes';
import type { Collected } from './store-views';
import { itemPlace, keyOfItem, keyOfKey, type TableCatalogue } from './table-catalogue';
import { partitionOf, throughputExceeded } from './throttle';

type WriteRequest = { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } };
type Entry = { tableName: string; key: string; write: WriteRequest };
type RequestItems = Record<string, WriteRequest[]>;

/** BatchWriteItem: all admitted items in one batch on disk; throttled ones come back as UnprocessedItems. */
export function makeBatchWrite(parts: WriteParts, tables: TableCatalogue): (request: Request) => Promise<unknown> {
  const { views, locks, journal, throttle } = parts;

  return async function batchWrite(request) {
    const parsed = checked('BatchWriteItem', request);
    const entries = entriesOf(tables, parsed.RequestItems as RequestItems);
    const admitted = entries.filter(({ tableName, key }) => throttle.admits(() => partitionOf(tableName, key)));
    if (admitted.length === 0) throw throughputExceeded();
    const keys = admitted.map(({ tableName, key }) => itemPlace(tableName, key));
    const result = await locks.hold(keys, 'single', async () => {
      const collected: Collected = { operations: [], changes: [] };
      const accepted = { ...parsed, RequestItems: byTable(admitted) };
      const answer = await act('BatchWriteItem', views.collect(collected), accepted);
      await journal.commit(collected);
      return answer;
    });
    const left = entries.filter((entry) => !admitted.includes(entry));
    return { ...(result as object), UnprocessedItems: byTable(left) };
  };
}

function entriesOf(tables: TableCatalogue, requestItems: RequestItems): Entry[] {
  return Object.entries(requestItems).flatMap(([tableName, requests]) => {
    const table = tables.get(tableName);
    return requests.map((write) => {
      const { PutRequest: put, DeleteRequest: del } = write;
      const key = put ? keyOfItem(table, put.Item) : keyOfKey(table, del?.Key ?? {});
      return { tableName, key: key ?? '', write };
    });
  });
}

function byTable(entries: Entry[]): RequestItems {
  const grouped: RequestItems = {};
  for (const { tableName, write } of entries) (grouped[tableName] ??= []).push(write);
  return grouped;
}
