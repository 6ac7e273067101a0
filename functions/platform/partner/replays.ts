/** Stored answers of a partner's requests: the same bytes under the same serial are answered the same, other bytes are not the same request. */
import * as z from 'zod/mini';
import type { RingSeal } from '../crypto/ring-seal';
import type { Store } from '../store/store';

export type ReplayClaim =
  | { readonly state: 'first'; readonly keep: (answer: string) => Promise<void>; readonly release: () => Promise<void> }
  | { readonly state: 'answered'; readonly answer: string }
  | { readonly state: 'in-progress' | 'altered' };

/** `serial`: what the partner says names this request and no other. */
export type Replays = { claim(appId: string, serial: string, bytes: string): Promise<ReplayClaim> };

export type ReplaysDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
  readonly keptSeconds: number;
};

const ReplayItem = z.object({ bytesHash: z.string(), answer: z.optional(z.string()) });

/** Whether a request came under this serial and is remembered: only its bytes may come again. */
export function makeUsedSerials({ store, table, now }: Pick<ReplaysDeps, 'store' | 'table' | 'now'>) {
  return async function isSerialUsed(appId: string, serial: string): Promise<boolean> {
    const item = await store.get(table, placeOf(appId, serial));
    return item !== undefined && z.parse(Remembered, item).expiresAt * 1000 > now();
  };
}

const Remembered = z.object({ expiresAt: z.number() });
const placeOf = (appId: string, serial: string) => ({ pk: `replay#${appId}#${serial}`, sk: 'answer' });

/** A request that was never answered (a crash) may be tried again after this time. */
const IN_PROGRESS_SECONDS = 60;

export function makeReplays({ store, table, ringSeal, hash, newId, now, keptSeconds }: ReplaysDeps): Replays {
  return {
    async claim(appId, serial, bytes): Promise<ReplayClaim> {
      const place = placeOf(appId, serial);
      const nowSeconds = Math.floor(now() / 1000);
      const mark = { ...place, version: 1, bytesHash: hash(bytes), claim: newId('claim') };
      const put = await store.putNewOrExpired(table, { ...mark, expiresAt: nowSeconds + IN_PROGRESS_SECONDS }, nowSeconds);
      if (!put.done) return met(mark, put.item);
      return {
        state: 'first',
        keep: (answer) => store.putAnyway(table, { ...mark, answer: ringSeal.seal(answer, place.pk), expiresAt: nowSeconds + keptSeconds }),
        async release() {
          await store.remove(table, place, { equals: { claim: mark.claim } });
        },
      };
    },
  };

  function met({ pk, bytesHash }: { readonly pk: string; readonly bytesHash: string }, item: unknown): ReplayClaim {
    // The one who was quicker may have let go again meanwhile.
    if (!item) return { state: 'in-progress' };
    const found = z.parse(ReplayItem, item);
    if (found.bytesHash !== bytesHash) return { state: 'altered' };
    return found.answer === undefined ? { state: 'in-progress' } : { state: 'answered', answer: ringSeal.open(found.answer, pk) };
  }
}
