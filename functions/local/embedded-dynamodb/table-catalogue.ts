import database from 'dynalite/db/index.js';
import type { Item, Table } from 'dynalite/db/index.js';
import type { Disk } from './disk';
import { refusal } from './refusals';

export type TableCatalogue = {
  /** @throws ResourceNotFoundException */
  get(name: string): Table;
  forget(name: string): void;
};

export const TABLE_PREFIX = 'table~';

/** The table descriptions, kept decoded: every request needs one. */
export function makeTableCatalogue(disk: Disk): TableCatalogue {
  const active = new Map<string, Table>();

  function get(name: string): Table {
    const known = active.get(name);
    if (known) return known;
    const table = disk.get(TABLE_PREFIX + name) as Table | undefined;
    if (!table || table.TableStatus === 'CREATING' || table.TableStatus === 'DELETING') {
      throw refusal('ResourceNotFoundException', 'Requested resource not found');
    }
    if (table.TableStatus === 'ACTIVE') active.set(name, table);
    return table;
  }

  return { get, forget: (name) => active.delete(name) };
}

/** The key of an item inside its table, as dynalite sorts it; undefined when the key does not fit the schema. */
export function keyOfItem(table: Table, item: Item): string | undefined {
  return database.validateItem(item, table) ? undefined : database.createKey(item, table);
}

/** Like `keyOfItem`, from the key attributes alone. */
export function keyOfKey(table: Table, key: Item): string | undefined {
  return database.validateKey(key, table) ? undefined : database.createKey(key, table);
}

/** Where an item lies on disk. */
export function itemPlace(tableName: string, key: string): string {
  return `item-${tableName}~${key}`;
}

/** The key attributes of an item. */
export function keyAttributes(table: Table, item: Item): Item {
  const key: Item = {};
  for (const { AttributeName } of table.KeySchema) {
    const value = item[AttributeName];
    if (value) key[AttributeName] = value;
  }
  return key;
}
