export type LockHolder = 'single' | 'transaction';
export type KeyLocks = {
  /** Runs `work` alone on all of `keys`; whoever asked first goes first. */
  hold<T>(keys: string[], holder: LockHolder, work: () => Promise<T>): Promise<T>;
  /** Who holds or awaits the key now. */
  holderOf(key: string): LockHolder | undefined;
};

type Turn = { holder: LockHolder; over: Promise<void> };

/**
 * Locks on single keys. All keys of a request queue in one synchronous step, so two requests stand in the same order
 * in every queue they share: no deadlock, and no sorting. Free keys cost no turn of the event loop.
 */
export function makeKeyLocks(): KeyLocks {
  const last = new Map<string, Turn>();

  function leave(keys: string[], turn: Turn): void {
    for (const key of keys) if (last.get(key) === turn) last.delete(key);
  }

  async function hold<T>(keys: string[], holder: LockHolder, work: () => Promise<T>): Promise<T> {
    const before = keys.map((key) => last.get(key)?.over).filter((over) => over !== undefined);
    const { promise: over, resolve: release } = openPromise();
    const turn = { holder, over };
    for (const key of keys) last.set(key, turn);
    try {
      if (before.length > 0) await Promise.all(before);
      return await work();
    } finally {
      release();
      leave(keys, turn);
    }
  }

  return { hold, holderOf: (key) => last.get(key)?.holder };
}

function openPromise(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
