import type { DynamoDBRecord } from 'aws-lambda';
import type { LevelOperation } from 'dynalite/db/index.js';
import { keysUnder, type Disk } from './disk';
import type { FeedNumbers } from './feed-numbers';

/** A change of one item, as AWS hands it to a stream handler. */
export type StreamRecord = DynamoDBRecord;

export type ChangeFeed = {
  /** Up to `limit` records after the position, oldest first. */
  read(tableName: string, after: string, limit: number): Promise<StreamRecord[]>;
  positionOf(tableName: string, listener: string): string;
  /** Keeps the position a listener has reached. */
  advance(tableName: string, listener: string, position: string): Promise<void>;
  /** Drops what nobody will read again; `present` are the listeners of this process. */
  trim(tableName: string, present: string[]): Promise<void>;
  /** Drops the records of a table that is no more. */
  forget(tableName: string): Promise<void>;
};

const POSITION = 'feed-position~';
/** AWS keeps a stream for 24 hours; so does the engine for listeners that are not there. */
const RETENTION_MS = 24 * 60 * 60 * 1000;
const TRIM_CHUNK = 500;

/** Where a record lies on disk; `sequence` is its SequenceNumber. */
export function recordPlace(tableName: string, sequence: string): string {
  return `feed~${tableName}~${sequence}`;
}

/** The feed that lies beside the data, and how far each listener has come in it. */
export function makeChangeFeed(disk: Disk, numbers: FeedNumbers, clock: () => number): ChangeFeed {
  const trimmedTo = new Map<string, string>();

  async function read(tableName: string, after: string, limit: number): Promise<StreamRecord[]> {
    const lt = recordPlace(tableName, numbers.settledBelow(tableName));
    const records: StreamRecord[] = [];
    for await (const [, value] of disk.entries({ gt: recordPlace(tableName, after), lt, limit })) {
      records.push(value as StreamRecord);
    }
    return records;
  }

  async function trim(tableName: string, present: string[]): Promise<void> {
    const reached = await positions(disk, tableName);
    const limits = { reached, present, keptSince: clock() - RETENTION_MS };
    // Starting behind the last trim spares a walk over what LevelDB has only marked as deleted.
    const gt = trimmedTo.get(tableName) ?? recordPlace(tableName, '');
    const range = { ...keysUnder(recordPlace(tableName, '')), gt, limit: TRIM_CHUNK };
    const drops: LevelOperation[] = [];
    for await (const [key, value] of disk.entries(range)) {
      if (!isOver(value as StreamRecord, limits)) break;
      drops.push({ type: 'del', key });
    }
    const last = drops.at(-1);
    if (!last) return;
    await disk.write(drops);
    trimmedTo.set(tableName, last.key);
  }

  return {
    read,
    trim,
    positionOf: (tableName, listener) => (disk.get(positionPlace(tableName, listener)) as string | undefined) ?? '',
    advance: (tableName, listener, position) =>
      disk.write([{ type: 'put', key: positionPlace(tableName, listener), value: position }]),
    forget: (tableName) => disk.clear(recordPlace(tableName, '')),
  };
}

type TrimLimits = { reached: Map<string, string>; present: string[]; keptSince: number };

/**
 * A record goes when everyone has had it. Listeners that are known but not in this process, or not known yet, are
 * waited for as long as AWS would.
 */
function isOver({ dynamodb: record }: StreamRecord, { reached, present, keptSince }: TrimLimits): boolean {
  const { SequenceNumber: sequence = '', ApproximateCreationDateTime: writtenAt = 0 } = record ?? {};
  const hasReached = (listener: string): boolean => (reached.get(listener) ?? '') >= sequence;
  if (!present.every(hasReached)) return false;
  const everyoneHadIt = reached.size > 0 && [...reached.keys()].every(hasReached);
  return everyoneHadIt || writtenAt * 1000 < keptSince;
}

function positionPlace(tableName: string, listener: string): string {
  return `${POSITION}${tableName}~${listener}`;
}

async function positions(disk: Disk, tableName: string): Promise<Map<string, string>> {
  const prefix = positionPlace(tableName, '');
  const found = new Map<string, string>();
  for await (const [key, value] of disk.entries(keysUnder(prefix))) found.set(key.slice(prefix.length), value as string);
  return found;
}
