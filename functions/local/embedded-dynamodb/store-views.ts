import { Readable } from 'node:stream';
import type { Callback, Item, LevelOperation, LevelRange, StoreOptions, Table } from 'dynalite/db/index.js';
import { keysUnder, type Disk } from './disk';
import { GLOBAL_INDEX_PREFIX, type IndexLag } from './index-lag';
import { emptyIndexKey, rangeAfter, rowKey } from './index-rows';
import type { MoodSwitch } from './moods';
import { itemPlace, type TableCatalogue } from './table-catalogue';

/** One item that a request wants to change. */
export type Change = { tableName: string; key: string; before?: Item | undefined; after?: Item | undefined };

/** What a request would write, gathered instead of written: all of it becomes one batch. */
export type Collected = { operations: LevelOperation[]; changes: Change[] };

type IndexDb = {
  put(key: string, row: Item, callback: Callback<void>): void;
  del(key: string, callback: Callback<void>): void;
  createValueStream(range: LevelRange): Readable;
};
type ItemDb = IndexDb & {
  lock(key: string, work: (release: <T>(callback: T) => T) => void): void;
  get(key: string, callback: Callback<Item>): void;
};

/** The part of dynalite's store that its item operations use. */
export type StoreView = {
  options: StoreOptions;
  getTable(name: string, checkStatus: boolean | Callback<Table>, callback?: Callback<Table>): void;
  getItemDb(tableName: string): ItemDb;
  getIndexDb(type: string, tableName: string, indexName: string): IndexDb;
};

export type StoreViews = {
  /** For reading; a page of an index begins after `startKey`. */
  read: (startKey?: Item) => StoreView;
  /** For one write after the other; what they would write is gathered. */
  collect: (into: Collected) => StoreView;
};
export type StoreViewParts = { disk: Disk; tables: TableCatalogue; moods: MoodSwitch; indexLag: IndexLag };

/**
 * dynalite reads an item, writes its index rows and then the item, all in one synchronous run against these views:
 * the item read last is always the one that a write replaces.
 */
type View = Collected & { startKey?: Item | undefined; lastRead?: Item | undefined };
type Index = { type: string; tableName: string; indexName: string };

/**
 * Stores that dynalite's own item operations can run against. Reads are answered at once; writes are only gathered.
 * dynalite's locks are left empty: the engine holds its own before an operation begins.
 */
export function makeStoreViews(parts: StoreViewParts): StoreViews {
  const { disk, tables } = parts;
  const storeOver = (view: View): StoreView => ({
    options: disk.store.options,
    getTable: (name, checkStatus, callback) => {
      answer(() => tables.get(name), typeof checkStatus === 'function' ? checkStatus : callback);
    },
    getItemDb: (tableName) => itemDb(parts, tableName, view),
    getIndexDb: (type, tableName, indexName) => indexDb(parts, { type, tableName, indexName }, view),
  });

  return {
    read: (startKey) => storeOver({ operations: [], changes: [], startKey }),
    collect: ({ operations, changes }) => storeOver({ operations, changes }),
  };
}

function itemDb({ disk, tables }: StoreViewParts, tableName: string, view: View): ItemDb {
  const place = itemPlace(tableName, '');
  return {
    lock: (_key, work) => work((callback) => callback),
    get: (key, callback) => {
      view.lastRead = disk.get(place + key) as Item | undefined;
      callback(null, view.lastRead);
    },
    put: (key, item, callback) => {
      const fault = emptyIndexKey(tables.get(tableName), item);
      if (fault) {
        callback(fault);
        return;
      }
      view.changes.push({ tableName, key, before: view.lastRead, after: item });
      view.operations.push({ type: 'put', key: place + key, value: item });
      callback(null);
    },
    del: (key, callback) => {
      view.changes.push({ tableName, key, before: view.lastRead });
      view.operations.push({ type: 'del', key: place + key });
      callback(null);
    },
    createValueStream: (range) => disk.values(rangeUnder(place, range)),
  };
}

function indexDb(parts: StoreViewParts, { type, tableName, indexName }: Index, view: View): IndexDb {
  const { disk, tables, moods, indexLag } = parts;
  const place = indexPlace(type, tableName, indexName);
  const table = tables.get(tableName);
  return {
    put: (key, row, callback) => {
      view.operations.push({ type: 'put', key: place + rowKey(key, table, row), value: row });
      callback(null);
    },
    del: (key, callback) => {
      if (view.lastRead) view.operations.push({ type: 'del', key: place + rowKey(key, table, view.lastRead) });
      callback(null);
    },
    createValueStream: (range) => {
      const page = view.startKey ? rangeAfter(view.startKey, range, { table, indexName }) : range;
      const bounds = rangeUnder(place, page);
      const isLagging = moods.now.indexLagMs > 0 && place.startsWith(GLOBAL_INDEX_PREFIX);
      return isLagging ? Readable.from(indexLag.valuesThen(bounds)) : disk.values(bounds);
    },
  };
}

/** Where the rows of an index lie on disk. */
export function indexPlace(type: string, tableName: string, indexName: string): string {
  return `index-${type.toLowerCase()}~${tableName}~${indexName}~`;
}

function answer(find: () => Table, callback: Callback<Table> | undefined): void {
  let table: Table;
  try {
    table = find();
  } catch (error) {
    callback?.(error as Error);
    return;
  }
  callback?.(null, table);
}

/** dynalite asks for ranges inside one table or index; on disk they lie beside each other, told apart by a prefix. */
function rangeUnder(prefix: string, { gt, gte, lt, lte, reverse = false, limit = -1 }: LevelRange): LevelRange {
  const all = keysUnder(prefix);
  const from = gt !== undefined ? { gt: prefix + gt } : gte !== undefined ? { gte: prefix + gte } : { gt: all.gt };
  const to = lt !== undefined ? { lt: prefix + lt } : lte !== undefined ? { lte: prefix + lte } : { lt: all.lt };
  return { ...from, ...to, reverse, limit };
}
