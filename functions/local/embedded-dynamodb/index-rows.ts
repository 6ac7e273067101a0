import database, { type Item, type LevelRange, type Table } from 'dynalite/db/index.js';
import { invalid, type Refusal } from './refusals';

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
  const keySchema = indexesOf(table).find(({ IndexName }) => IndexName === indexName)?.KeySchema ?? [];
  const start = database.createIndexKey(startKey, table, keySchema);
  const row = rowKey(start, table, startKey);
  return { ...range, ...(range.gt === start && { gt: row }), ...(range.lt === start && { lt: row }) };
}

/** What DynamoDB answers to an item with an empty key of an index; dynalite takes it. */
export function emptyIndexKey(table: Table, item: Item): Refusal | undefined {
  for (const { IndexName, KeySchema } of indexesOf(table)) {
    const empty = KeySchema.map(({ AttributeName }) => AttributeName).find((name) => item[name]?.['S'] === '' || item[name]?.['B'] === '');
    if (empty) return emptyKey(item[empty]?.['S'] === '' ? 'string' : 'binary', `IndexName: ${IndexName}, IndexKey: ${empty}`);
  }
  return undefined;
}

function emptyKey(kind: string, where: string): Refusal {
  return invalid(
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
      `The AttributeValue for a key attribute cannot contain an empty ${kind} value. ${where}`,
  );
}

function indexesOf(table: Table) {
  return [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
}
