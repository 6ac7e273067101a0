/** A token shelf in memory, with a real lock: calls for one app wait for each other. */
import type { HeldToken, TokenShelf } from '../../functions/platform/clients/wechat/access-token';

export function memoryTokenShelf(): TokenShelf & { put(appId: string, token: HeldToken): void } {
  const shelf = new Map<string, HeldToken>();
  let queue: Promise<unknown> = Promise.resolve();
  return {
    put: (appId, token) => { shelf.set(appId, token); },
    read: (appId) => Promise.resolve(shelf.get(appId)),
    lockAndRefresh(appId, stale, fetch) {
      const turn = queue.then(async () => {
        const kept = shelf.get(appId);
        if (kept && kept.token !== stale) return kept;
        const fetched = await fetch();
        if (fetched) shelf.set(appId, fetched);
        return fetched;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
