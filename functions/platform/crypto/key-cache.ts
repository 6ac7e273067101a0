/**
 * Unwrapped data keys, held in the process for a bounded time and in bounded number. A key is wiped when it leaves, but not
 * under the hands of whoever is using it.
 */

/** A data key, or the word that its owner was erased; undefined when there has never been one. */
export type DataKey = Uint8Array | 'erased' | undefined;

/** Ages in milliseconds. */
export type KeyCacheLimits = { readonly maxKeys: number; readonly maxAgeMs: number; readonly now: () => number };

export type KeyCache = {
  /** Gives the key to `work`, loading it when needed; concurrent first uses share one loading. `work` is done with the key when it returns: it must not wait for anything. */
  use<T>(owner: string, load: () => Promise<DataKey>, work: (key: DataKey) => T): Promise<T>;
  drop(owner: string): void;
};

type Entry = { readonly key: Promise<DataKey>; readonly until: number };

export function makeKeyCache(limits: KeyCacheLimits): KeyCache {
  const shelf = makeShelf(limits);
  return {
    drop: (owner) => shelf.drop(owner),
    async use(owner, load, work) {
      const entry = shelf.fresh(owner) ?? shelf.start(owner, load());
      const key = await entry.key;
      // An absence is not remembered: the key may be made the next moment.
      if (!(key instanceof Uint8Array)) shelf.drop(owner, entry);
      return work(key);
    },
  };
}

/** The entries by owner. A Map keeps the order of insertion: what is used goes to the end, what leaves first stands in front. */
function makeShelf({ maxKeys, maxAgeMs, now }: KeyCacheLimits) {
  const entries = new Map<string, Entry>();

  /** Drops an owner's entry; `only` that one, when another has taken its place. */
  function drop(owner: string, only?: Entry): void {
    const entry = entries.get(owner);
    if (!entry || (only && only !== entry)) return;
    entries.delete(owner);
    wipe(entry);
  }

  function dropExpired(): boolean {
    const time = now();
    for (const [owner, { until }] of entries) if (until <= time) drop(owner);
    return entries.size > 0;
  }
  const armWiping = makeWiping(dropExpired, maxAgeMs / 5);

  function start(owner: string, key: Promise<DataKey>): Entry {
    drop(owner);
    const entry: Entry = { key, until: now() + maxAgeMs };
    entries.set(owner, entry);
    key.catch(() => drop(owner, entry));
    const leastRecent = entries.size > maxKeys ? entries.keys().next().value : undefined;
    if (leastRecent !== undefined) drop(leastRecent);
    armWiping();
    return entry;
  }

  function fresh(owner: string): Entry | undefined {
    const entry = entries.get(owner);
    if (!entry || entry.until <= now()) return undefined;
    entries.delete(owner);
    entries.set(owner, entry);
    return entry;
  }

  return { drop, start, fresh };
}

/** An idle process forgets too. The timer keeps no process alive, and rests while there is nothing to forget. */
function makeWiping(dropExpired: () => boolean, everyMs: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  return function arm() {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (dropExpired()) arm();
    }, everyMs).unref();
  };
}

/** Whoever asked for the key before stands in front in its promise's queue, and is done with it when this turn comes. */
function wipe({ key }: Entry): void {
  key.then((bytes) => bytes instanceof Uint8Array && bytes.fill(0), () => undefined);
}
