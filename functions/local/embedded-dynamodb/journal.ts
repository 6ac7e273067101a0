import type { Item, LevelOperation, Table } from 'dynalite/db/index.js';
import { recordPlace, type StreamRecord } from './change-feed';
import type { Disk } from './disk';
import { sequenceText, type FeedNumbers } from './feed-numbers';
import type { IndexLag } from './index-lag';
import type { Change, Collected } from './store-views';
import { keyAttributes, type TableCatalogue } from './table-catalogue';

export type CommitOptions = {
  /** Written in the same batch, beside the items. */
  alongside?: LevelOperation[];
  /** The removal was decided by the time-to-live sweep, not by a client. */
  expired?: boolean;
};
export type Journal = { commit(collected: Collected, options?: CommitOptions): Promise<void> };
export type JournalParts = {
  disk: Disk;
  tables: TableCatalogue;
  numbers: FeedNumbers;
  indexLag: IndexLag;
  clock: () => number;
  /** Further operations that belong to a change of an item. */
  derive: (change: Change) => LevelOperation[];
  /** Called after the changes of a table are on disk. */
  onCommitted: (tableName: string) => void;
};

/** AWS marks removals by time to live with this identity, so that handlers can tell them from deletions. */
const TTL_SERVICE = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

/** The one place that writes items: items, indexes, feed records and what belongs to them go to disk in one batch. */
export function makeJournal({ disk, tables, numbers, indexLag, clock, derive, onCommitted }: JournalParts): Journal {
  function feedOperations(changes: Change[], first: number, expired: boolean): LevelOperation[] {
    const stamp = { region: disk.store.tableDb.awsRegion, writtenAt: Math.floor(clock() / 1000), expired };
    return changes.map((change, index) => {
      const sequence = sequenceText(first + index);
      const value = recordOf(change, tables.get(change.tableName), { ...stamp, sequence });
      return { type: 'put', key: recordPlace(change.tableName, sequence), value };
    });
  }

  async function commit(collected: Collected, options: CommitOptions = {}): Promise<void> {
    const changes = collected.changes.filter(isChange);
    const tableNames = [...new Set(changes.map((change) => change.tableName))];
    const operations = [...collected.operations, ...changes.flatMap(derive), ...(options.alongside ?? [])];
    const ticket = numbers.take(tableNames, changes.length);
    try {
      operations.push(...feedOperations(changes, ticket.first, options.expired ?? false));
      indexLag.remember(operations);
      if (operations.length > 0) await disk.write(operations);
    } finally {
      ticket.done();
    }
    for (const name of tableNames) onCommitted(name);
  }

  return { commit };
}

/** As on AWS, a write that changes nothing leaves no record. */
function isChange({ before, after }: Change): boolean {
  return !isSame(before, after);
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

type Stamp = { sequence: string; region: string; writtenAt: number; expired: boolean };

function recordOf({ before, after }: Change, table: Table, stamp: Stamp): StreamRecord {
  return {
    eventID: stamp.sequence.padStart(32, '0'),
    eventName: eventNameOf(before, after),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    eventSourceARN: `${table.TableArn}/stream/embedded`,
    awsRegion: stamp.region,
    ...(stamp.expired && { userIdentity: TTL_SERVICE }),
    dynamodb: {
      ApproximateCreationDateTime: stamp.writtenAt,
      Keys: keyAttributes(table, after ?? before ?? {}),
      ...(after && { NewImage: after }),
      ...(before && { OldImage: before }),
      SequenceNumber: stamp.sequence,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}

function eventNameOf(before: Item | undefined, after: Item | undefined): 'INSERT' | 'MODIFY' | 'REMOVE' {
  if (!before) return 'INSERT';
  return after ? 'MODIFY' : 'REMOVE';
}
