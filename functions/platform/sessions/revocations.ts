/**
 * Access tokens are believed for ten minutes; a revocation makes those of an account or a session unbelieved earlier.
 * Every process keeps the few revocations of the last ten minutes in memory and refreshes them every two seconds while it serves,
 * beside the requests, so that a request costs no store call.
 */
import type { Store } from '../store/store';
import { ACCESS_SECONDS, type AccessPayload } from './claims';

const REFRESH_MS = 2_000;
/** A process that was idle for longer asks before it believes. */
const OUTDATED_MS = 4_000;
const PARTITION = 'revocations';

export type Revocations = {
  revoke(subject: string): Promise<void>;
  /** True when the token was made before its account's or session's revocation. Awaits the store only at the first use. */
  isRevoked(token: Pick<AccessPayload, 'accountId' | 'sessionId'> & { readonly issuedAt: number }): boolean | Promise<boolean>;
};

export type RevocationsDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

export function makeRevocations({ store, table, now }: RevocationsDeps): Revocations {
  let known = new Map<string, number>();
  let loadedAt = -Infinity;
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    const items = await store.queryAll(table, { pk: PARTITION });
    known = new Map(items.map((item) => [item.sk, Number(item['notBefore'])]));
    loadedAt = now();
  }

  function refresh(): Promise<void> {
    loading ??= load().finally(() => { loading = undefined; });
    return loading;
  }

  /** The store is away: the last list stays in force, no longer than a token lives; without any, nobody is believed. */
  function keepKnown(error: unknown): void {
    if (now() - loadedAt > ACCESS_SECONDS * 1000) throw error;
  }

  type Token = { accountId: string; sessionId: string; issuedAt: number };
  const decide = ({ accountId, sessionId, issuedAt }: Token) => issuedAt <= Math.max(known.get(accountId) ?? -1, known.get(sessionId) ?? -1);

  return {
    async revoke(subject) {
      const notBefore = now();
      await store.putAnyway(table, { pk: PARTITION, sk: subject, version: 1, notBefore, expiresAt: Math.ceil(notBefore / 1000) + ACCESS_SECONDS });
      known.set(subject, notBefore);
    },
    isRevoked(token) {
      const age = now() - loadedAt;
      if (age <= REFRESH_MS) return decide(token);
      const refreshed = refresh();
      if (age > OUTDATED_MS) return refreshed.catch(keepKnown).then(() => decide(token));
      refreshed.catch(keepKnown);
      return decide(token);
    },
  };
}
