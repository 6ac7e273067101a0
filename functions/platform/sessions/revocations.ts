/**
 * Access tokens are believed for ten minutes; a revocation makes those of an account or a session unbelieved earlier.
 * Every process keeps the revocations of the last ten minutes in memory and reads what is new every two seconds while it serves,
 * beside the requests, so that a request costs no store call.
 */
import type { Item } from '../store/item';
import type { Store } from '../store/store';
import { ACCESS_SECONDS, type AccessPayload } from './claims';

const REFRESH_MS = 2_000;
/** A process that was idle for longer asks before it believes. */
const OUTDATED_MS = 4_000;
/** A partition for every five minutes: a campaign's consents are no hot spot, and what TTL has not tidied yet is never read. */
const BUCKET_MS = 300_000;
/** Clocks of processes differ, and a write may come late: so much of what was read is read again. */
const OVERLAP_MS = 15_000;
const ACCESS_MS = ACCESS_SECONDS * 1000;

const bucketOf = (ms: number) => Math.floor(ms / BUCKET_MS);

export type Revocations = {
  revoke(subject: string): Promise<void>;
  /** True when the token was made before its account's or session's revocation. Awaits the store only at the first use. */
  isRevoked(token: Pick<AccessPayload, 'accountId' | 'sessionId'> & { readonly issuedAt: number }): boolean | Promise<boolean>;
};

export type RevocationsDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

export function makeRevocations({ store, table, now }: RevocationsDeps): Revocations {
  const known = new Map<string, number>();
  let loadedAt = -Infinity;
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    const at = now();
    // Only what came since the last look; a process that starts, all that can still matter.
    const since = Math.max(loadedAt - OVERLAP_MS, at - ACCESS_MS - OVERLAP_MS);
    for (const item of await writtenFrom({ store, table }, since, at)) note(String(item['subject']), Number(item['notBefore']));
    for (const [subject, notBefore] of known) if (notBefore < at - ACCESS_MS) known.delete(subject);
    loadedAt = at;
  }

  function note(subject: string, notBefore: number): void {
    known.set(subject, Math.max(notBefore, known.get(subject) ?? 0));
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
      const place = { pk: `revocations#${String(bucketOf(notBefore))}`, sk: `${String(notBefore)}#${subject}` };
      await store.putAnyway(table, { ...place, version: 1, subject, notBefore, expiresAt: Math.ceil(notBefore / 1000) + ACCESS_SECONDS });
      note(subject, notBefore);
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

async function writtenFrom({ store, table }: Pick<RevocationsDeps, 'store' | 'table'>, since: number, until: number): Promise<readonly Item[]> {
  const buckets = Array.from({ length: bucketOf(until) - bucketOf(since) + 1 }, (_, order) => bucketOf(since) + order);
  return (await Promise.all(buckets.map((bucket) => store.queryAll(table, { pk: `revocations#${String(bucket)}`, from: String(since) })))).flat();
}
