import database, { type Item, type LevelRange, type Table } from 'dynalite/db/index.js';

/**
 * Where a row lies in its index. dynalite tells the rows of one index key apart by 24 bits of a hash, so that among
 * some thousand of them one overwrites another; the key of the item behind it makes each row its own.
 */
export function rowKey(dynaliteKey: string, table: Table, item: Item): string {
  return `${dynaliteKey}/${database.createKey(item, table)}`;
}

type IndexOf = { table: Table; indexName: string };

/** The range that dynalite asks for, when it begins after the row a page ended with, exactly after that row. */
export function rangeAfter(startKey: Item, range: LevelRange, { table, indexName }: IndexOf): LevelRange {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const keySchema = indexes.find(({ IndexName }) => IndexName === indexName)?.KeySchema ?? [];
  const start = database.createIndexKey(startKey, table, keySchema);
  const row = rowKey(start, table, startKey);
  return { ...range, ...(range.gt === start && { gt: row }), ...(range.lt === start && { lt: row }) };
}
