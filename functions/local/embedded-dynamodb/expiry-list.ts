import type { Item, LevelOperation } from 'dynalite/db/index.js';
import { keysUnder, type Disk } from './disk';
import type { Change } from './store-views';
import { itemPlace } from './table-catalogue';
import { TTL_SETTING_PREFIX } from './time-to-live';

export type ExpiredItem = { tableName: string; key: string; item: Item };

export type ExpiryList = {
  /** Keeps the list in step with a change. */
  derive: (change: Change) => LevelOperation[];
  /** Takes the items of a table up that were there before, or drops the list of the table. */
  rebuild: (tableName: string, enabled: boolean) => Promise<void>;
  /** The items that expired before `now` (milliseconds); entries whose item has changed meanwhile are dropped. */
  expired: (now: number) => AsyncGenerator<ExpiredItem>;
  isExpired: (tableName: string, item: Item, now: number) => boolean;
};

/** As on AWS, a time further back than five years is taken for a mistake, and the item stays. */
const FIVE_YEARS_SECONDS = 5 * 365 * 24 * 60 * 60;

type ExpiryOf = (tableName: string, item: Item | undefined) => number | undefined;

/** The expiries of all items in order of time, kept beside the items, so that a sweep reads only what has expired. */
export function makeExpiryList(disk: Disk, attributeOf: (tableName: string) => string | undefined): ExpiryList {
  function expiryOf(tableName: string, item: Item | undefined): number | undefined {
    const attribute = attributeOf(tableName);
    const seconds = attribute === undefined ? Number.NaN : Number(item?.[attribute]?.N);
    return seconds >= 0 && seconds <= Number.MAX_SAFE_INTEGER ? seconds : undefined;
  }

  function derive({ tableName, key, before, after }: Change): LevelOperation[] {
    const [was, is] = [expiryOf(tableName, before), expiryOf(tableName, after)];
    if (was === is) return [];
    const operations: LevelOperation[] = [];
    if (was !== undefined) operations.push({ type: 'del', key: expiryPlace(tableName, was, key) });
    if (is !== undefined) operations.push({ type: 'put', key: expiryPlace(tableName, is, key), value: 1 });
    return operations;
  }

  async function rebuild(tableName: string, enabled: boolean): Promise<void> {
    await disk.clear(expiryPrefix(tableName));
    if (!enabled) return;
    const prefix = itemPlace(tableName, '');
    for await (const [place, value] of disk.entries(keysUnder(prefix))) {
      const operations = derive({ tableName, key: place.slice(prefix.length), after: value as Item });
      if (operations.length > 0) await disk.write(operations);
    }
  }

  async function* expired(now: number): AsyncGenerator<ExpiredItem> {
    for await (const [setting] of disk.entries(keysUnder(TTL_SETTING_PREFIX))) {
      yield* expiredIn(disk, setting.slice(TTL_SETTING_PREFIX.length), { now, expiryOf });
    }
  }

  return { derive, rebuild, expired, isExpired: (tableName, item, now) => isBefore(expiryOf(tableName, item), now) };
}

type Search = { now: number; expiryOf: ExpiryOf };

async function* expiredIn(disk: Disk, tableName: string, { now, expiryOf }: Search): AsyncGenerator<ExpiredItem> {
  const prefix = expiryPrefix(tableName);
  const oldest = Math.max(0, now / 1000 - FIVE_YEARS_SECONDS);
  // Entries lie by whole seconds; whether the fraction has passed as well, the item itself tells.
  const range = { gte: prefix + timeText(oldest), lt: prefix + timeText(now / 1000 + 1) };
  for await (const [place] of disk.entries(range)) {
    const key = place.slice(range.lt.length + 1);
    const item = disk.get(itemPlace(tableName, key)) as Item | undefined;
    const expiry = expiryOf(tableName, item);
    const isCurrent = expiry !== undefined && expiryPlace(tableName, expiry, key) === place;
    if (item && isBefore(expiry, now)) yield { tableName, key, item };
    else if (!isCurrent) await disk.write([{ type: 'del', key: place }]);
  }
}

function isBefore(expiry: number | undefined, now: number): boolean {
  return expiry !== undefined && expiry < now / 1000;
}

function expiryPrefix(tableName: string): string {
  return `ttl~${tableName}~`;
}

function expiryPlace(tableName: string, seconds: number, key: string): string {
  return `${expiryPrefix(tableName)}${timeText(seconds)}~${key}`;
}

function timeText(seconds: number): string {
  return String(Math.floor(seconds)).padStart(16, '0');
}
