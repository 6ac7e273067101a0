import { setTimeout as delay } from 'node:timers/promises';
import type { Table } from 'dynalite/db/index.js';
import type { ChangeFeed } from './change-feed';
import { keysUnder, type Disk } from './disk';
import { act, checked, type ActionName, type Request } from './dynalite-actions';
import { indexPlace } from './store-views';
import { TABLE_PREFIX, itemPlace, type TableCatalogue } from './table-catalogue';
import type { TimeToLive } from './time-to-live';

type TableOperation = 'create' | 'update' | 'remove' | 'describe' | 'list';
export type TableOperations = Record<TableOperation, (request: Request) => Promise<unknown>>;
export type TableParts = { disk: Disk; tables: TableCatalogue; timeToLive: TimeToLive; feed: ChangeFeed };

type TableAction = Extract<ActionName, 'CreateTable' | 'UpdateTable' | 'DeleteTable' | 'DescribeTable'>;

const PAGE = 100;

/** The operations on whole tables, as dynalite does them; they answer when the table has reached its new state. */
export function makeTableOperations({ disk, tables, timeToLive, feed }: TableParts): TableOperations {
  const store = withQuickDeletion(disk);

  async function run(action: TableAction, request: Request): Promise<unknown> {
    const name = String(request.TableName);
    tables.forget(name);
    const answer = await act(action, store, checked(action, request));
    while (isChanging(disk.get(TABLE_PREFIX + name))) await delay(1);
    tables.forget(name);
    return answer;
  }

  async function remove(request: Request): Promise<unknown> {
    const answer = await run('DeleteTable', request);
    const name = String(request.TableName);
    await timeToLive.forget(name);
    await feed.forget(name);
    return answer;
  }

  // dynalite's own listing forgets the limit and the start when other keys lie between the tables.
  async function list(request: Request): Promise<unknown> {
    const { ExclusiveStartTableName: start = '', Limit: limit = PAGE } = checked('ListTables', request);
    const range = { ...keysUnder(TABLE_PREFIX), gt: TABLE_PREFIX + String(start), limit: Number(limit) + 1 };
    const names: string[] = [];
    for await (const [key] of disk.entries(range)) names.push(key.slice(TABLE_PREFIX.length));
    if (names.length <= Number(limit)) return { TableNames: names };
    const TableNames = names.slice(0, Number(limit));
    return { TableNames, LastEvaluatedTableName: TableNames.at(-1) };
  }

  return {
    create: (request) => run('CreateTable', request),
    update: (request) => run('UpdateTable', request),
    describe: (request) => act('DescribeTable', store, checked('DescribeTable', request)),
    remove,
    list,
  };
}

function isChanging(table: unknown): boolean {
  const status = (table as Table | undefined)?.TableStatus;
  return status !== undefined && status !== 'ACTIVE';
}

type Done = (error: unknown) => void;

/** dynalite's own deletion walks through every key of the store to find those of one table. */
function withQuickDeletion(disk: Disk): object {
  const clear = (prefix: string, done: Done): void => {
    disk.clear(prefix).then(() => { done(null); }, done);
  };
  return {
    ...disk.store,
    deleteItemDb: (table: string, done: Done) => { clear(itemPlace(table, ''), done); },
    deleteTagDb: (_table: string, done: Done) => { done(null); },
    deleteIndexDb: (...[type, table, index, done]: [string, string, string, Done]) => {
      clear(indexPlace(type, table, index), done);
    },
  };
}
