/**
 * Idempotency keys (draft-ietf-httpapi-idempotency-key-header): a write repeated with its key gets the first answer and changes
 * nothing. A refusal changed nothing, so it is not kept; a crash in between frees the key after a minute.
 */
import type { RingSeal } from '../crypto/ring-seal';
import type { Store } from '../store/store';

const IN_PROGRESS_SECONDS = 60;
const KEPT_SECONDS = 86_400;

export type Claimed =
  | { readonly state: 'first'; readonly keep: (answer: string) => Promise<void>; readonly release: () => Promise<void> }
  | { readonly state: 'repeated'; readonly answer: string }
  | { readonly state: 'in-progress' }
  | { readonly state: 'reused' };

export type IdempotencyDeps = {
  readonly store: Store;
  readonly table: string;
  readonly now: () => number;
  /** Answers may hold masked personal data and tokens: they are kept sealed, each for its own key. */
  readonly seal: RingSeal;
  /** Unguessed and never the same: tells who claimed a key, so that a slow request does not free another's. */
  readonly newClaim: () => string;
};

/** `contentMarks`: keyed marks of what is asked, the current key's first; one under an older key still counts as the same content. */
export type Idempotency = { claim(scope: string, key: string, contentMarks: readonly string[]): Promise<Claimed> };

export function makeIdempotency({ store, table, now, seal, newClaim }: IdempotencyDeps): Idempotency {
  return {
    async claim(scope, key, contentMarks) {
      const place = { pk: `${scope}#${key}`, sk: 'answer' };
      const nowSeconds = Math.floor(now() / 1000);
      const mark = { ...place, version: 1, contentMark: contentMarks[0], claim: newClaim(), expiresAt: nowSeconds + IN_PROGRESS_SECONDS };
      const put = await store.putNewOrExpired(table, mark, nowSeconds);
      if (!put.done) return meet(place.pk, contentMarks.includes(String(put.item?.['contentMark'])), put.item?.['answer']);
      return {
        state: 'first',
        async keep(answer) {
          await store.putAnyway(table, { ...mark, answer: seal.seal(answer, place.pk), expiresAt: nowSeconds + KEPT_SECONDS });
        },
        async release() {
          await store.remove(table, place, { equals: { claim: mark.claim } });
        },
      };
    },
  };

  function meet(place: string, sameContent: boolean, answer: unknown): Claimed {
    if (!sameContent) return { state: 'reused' };
    return typeof answer === 'string' ? { state: 'repeated', answer: seal.open(answer, place) } : { state: 'in-progress' };
  }
}
