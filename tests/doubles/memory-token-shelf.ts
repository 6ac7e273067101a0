/** A token shelf in memory, with a real lock: calls for one app wait for each other. */
import type { FetchToken, HeldToken, TokenShelf } from '../../functions/platform/clients/token-shelf';

export function memoryTokenShelf(): TokenShelf & { put(appId: string, token: HeldToken): void } {
  const shelf = new Map<string, HeldToken>();
  let queue: Promise<unknown> = Promise.resolve();
  let busy = false;
  async function refresh(appId: string, stale: string | undefined, fetch: FetchToken) {
    const kept = shelf.get(appId);
    if (kept && kept.token !== stale) return kept;
    busy = true;
    const fetched = await fetch().finally(() => { busy = false; });
    if (fetched) shelf.set(appId, fetched);
    return fetched;
  }
  return {
    put: (appId, token) => { shelf.set(appId, token); },
    read: (appId) => Promise.resolve(shelf.get(appId)),
    lockAndRefresh(appId, stale, fetch) {
      const turn = queue.then(() => refresh(appId, stale, fetch));
      queue = turn.catch(() => undefined);
      return turn;
    },
    refreshUnlessBusy(appId, stale, fetch) {
      return busy ? Promise.resolve(undefined) : this.lockAndRefresh(appId, stale, fetch);
    },
  };
}
