import { makeBatchWrite } from './batch-writes';
import { makeChangeFeed } from './change-feed';
import { keysUnder, type Disk } from './disk';
import type { Request } from './dynalite-actions';
import { makeExpiryList } from './expiry-list';
import { makeExpirySweep } from './expiry-sweep';
import { makeFeedDelivery, type FeedDelivery } from './feed-delivery';
import { openFeedNumbers } from './feed-numbers';
import { makeIndexLag } from './index-lag';
import { makeItemWrites } from './item-writes';
import { makeJournal } from './journal';
import { makeKeyLocks } from './key-locks';
import type { MoodSwitch } from './moods';
import { makeReads, type ReadParts } from './reads';
import { makeRequestTokens } from './request-tokens';
import { makeSingleWrite } from './single-writes';
import { makeStoreViews } from './store-views';
import { TABLE_PREFIX, makeTableCatalogue } from './table-catalogue';
import { makeTableOperations, type TableOperations } from './table-operations';
import { makeThrottle } from './throttle';
import { makeTimeToLive, type TimeToLive } from './time-to-live';
import { makeTransactGet, type TransactReadParts } from './transact-reads';
import { makeTransactWrite, type TransactWriteParts } from './transact-writes';
import { makeTransactionMoods } from './transaction-moods';

export type Operation = (request: Request) => Promise<unknown>;
export type Workings = { operations: Map<string, Operation>; delivery: FeedDelivery; sweep: () => Promise<number> };

/** Puts the parts of the engine together over a disk. */
export async function assemble(disk: Disk, moods: MoodSwitch, clock: () => number): Promise<Workings> {
  const tables = makeTableCatalogue(disk);
  const timeToLive = makeTimeToLive(disk, tables, (tableName, enabled) => expiries.rebuild(tableName, enabled));
  const expiries = makeExpiryList(disk, timeToLive.attributeOf);
  const tokens = makeRequestTokens(disk, clock);
  const numbers = await openFeedNumbers(disk);
  const feed = makeChangeFeed(disk, numbers, clock);
  const delivery = makeFeedDelivery(feed, moods);
  const indexLag = makeIndexLag(disk, moods, clock);
  const { derive } = expiries;
  const journal = makeJournal({ disk, tables, numbers, indexLag, clock, derive, onCommitted: delivery.wake });
  const views = makeStoreViews({ disk, tables, moods, indexLag });
  const locks = makeKeyLocks();
  const throttle = makeThrottle(moods, clock);
  const transactionMoods = makeTransactionMoods(moods, locks, throttle);
  const writes = makeItemWrites(disk, tables);
  const parts = { writes, tables, views, locks, journal, throttle, moods, tokens, transactionMoods };
  const sweep = makeExpirySweep({ ...parts, expiries, feed, delivery, clock, tableNames: () => namesOf(disk) });
  const operations = operationsOf(parts, makeTableOperations({ disk, tables, timeToLive, feed }), timeToLive);
  return { operations, delivery, sweep };
}

type OperationParts = TransactWriteParts & TransactReadParts & ReadParts;

function operationsOf(parts: OperationParts, whole: TableOperations, timeToLive: TimeToLive): Map<string, Operation> {
  const write = makeSingleWrite(parts);
  const reads = makeReads(parts);
  return new Map<string, Operation>([
    ['PutItem', (request) => write('PutItem', request)],
    ['UpdateItem', (request) => write('UpdateItem', request)],
    ['DeleteItem', (request) => write('DeleteItem', request)],
    ['BatchWriteItem', makeBatchWrite(parts, parts.tables)],
    ['TransactWriteItems', makeTransactWrite(parts)],
    ['TransactGetItems', makeTransactGet(parts)],
    ['GetItem', reads.getItem],
    ['BatchGetItem', reads.batchGet],
    ['Query', reads.query],
    ['Scan', reads.scan],
    ['CreateTable', whole.create],
    ['UpdateTable', whole.update],
    ['DeleteTable', whole.remove],
    ['DescribeTable', whole.describe],
    ['ListTables', whole.list],
    ['UpdateTimeToLive', timeToLive.update],
    ['DescribeTimeToLive', async (request) => timeToLive.describe(request)],
  ]);
}

async function namesOf(disk: Disk): Promise<string[]> {
  const names: string[] = [];
  for await (const [key] of disk.entries(keysUnder(TABLE_PREFIX))) names.push(key.slice(TABLE_PREFIX.length));
  return names;
}
