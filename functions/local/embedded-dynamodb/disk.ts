import { Readable } from 'node:stream';
import database from 'dynalite/db/index.js';
import type { Level, LevelOperation, LevelRange, Store } from 'dynalite/db/index.js';

const CHUNK = 100;
/** Sorts after every character that occurs in a key. */
const LAST = '\uffff';

export type EngineFaultCode = 'path-locked' | 'path-not-writable' | 'disk-full' | 'store-unreadable' | 'engine-closed';

/** A fault of the place where the data lies; `message` is one sentence that can be shown as it is. */
export class EngineFault extends Error {
  override readonly name = 'EngineFault';
  constructor(
    readonly code: EngineFaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type Disk = {
  /** dynalite's own store over the same data, for the operations on whole tables. */
  store: Store;
  /** Read at once, without giving way: a look-up is cheaper than a turn of the event loop. */
  get(key: string): unknown;
  entries(range: LevelRange): AsyncGenerator<[key: string, value: unknown]>;
  values(range: LevelRange): Readable;
  /** All of it or nothing. */
  write(operations: LevelOperation[]): Promise<void>;
  clear(prefix: string): Promise<void>;
  close(): Promise<void>;
};

/** The range of all keys that begin with the prefix. */
export function keysUnder(prefix: string): { gt: string; lt: string } {
  return { gt: prefix, lt: prefix + LAST };
}

/**
 * Opens the LevelDB under `path`, or one in memory.
 * @throws EngineFault when the path is held by another process, cannot be written, or its disk is full
 */
export async function openDisk(path?: string): Promise<Disk> {
  const store = database.create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...(path && { path }) });
  const level = store.db;
  await level.open().catch((error: unknown) => Promise.reject(faultOf(error, path)));
  return {
    store,
    get: (key) => level.getSync(key),
    entries: (range) => entries(level, range),
    values: (range) => values(level, range),
    write: (operations) => level.batch(operations).catch((error: unknown) => Promise.reject(faultOf(error, path))),
    clear: (prefix) => level.clear(keysUnder(prefix)),
    close: () => level.close(),
  };
}

async function* entries(level: Level, range: LevelRange): AsyncGenerator<[string, unknown]> {
  const iterator = level.iterator(range);
  try {
    const next = (): ReturnType<typeof iterator.nextv> => iterator.nextv(CHUNK);
    for (let chunk = await next(); chunk.length > 0; chunk = await next()) yield* chunk;
  } finally {
    await iterator.close();
  }
}

/** By hand, because a stream over an async generator costs several times as much for the few rows of a usual query. */
function values(level: Level, range: LevelRange): Readable {
  const iterator = level.iterator(range);
  const size = range.limit !== undefined && range.limit > 0 ? Math.min(range.limit, CHUNK) : CHUNK;
  async function pushNext(stream: Readable): Promise<void> {
    const chunk = await iterator.nextv(size);
    for (const [, value] of chunk) stream.push(value);
    if (chunk.length === 0) stream.push(null);
  }
  return new Readable({
    objectMode: true,
    read() {
      pushNext(this).catch((error: unknown) => this.destroy(error as Error));
    },
    destroy(error, done) {
      iterator.close().then(() => { done(error); }, done);
    },
  });
}

function faultOf(error: unknown, path = ''): EngineFault {
  const { code, reason } = innermost(error);
  const options = { cause: error };
  if (code === 'LEVEL_LOCKED') {
    return new EngineFault('path-locked', `The data folder ${path} is in use by another process.`, options);
  }
  if (/No space left|ENOSPC|quota exceeded|EDQUOT|File too large/i.test(reason)) {
    return new EngineFault('disk-full', `The disk that holds ${path} is full.`, options);
  }
  if (/EACCES|EPERM|EROFS|ENOTDIR|EEXIST|Permission denied|Read-only|Not a directory/i.test(reason)) {
    return new EngineFault('path-not-writable', `The data folder ${path} cannot be written: ${reason}`, options);
  }
  return new EngineFault('store-unreadable', `The data folder ${path} cannot be used: ${reason}`, options);
}

/** LevelDB wraps the reason ("Database failed to open") in one or more causes. */
function innermost(error: unknown): { code: unknown; reason: string } {
  const { cause, code, message } = error as { cause?: unknown; code?: unknown; message?: string };
  return cause ? innermost(cause) : { code, reason: message ?? String(error) };
}
