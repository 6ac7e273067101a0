/** Cards that were made ahead and wait for their holders, by the patient the hospital knows: found with a link, names sealed. */
import * as z from 'zod/mini';
import type { Fingerprints } from '../platform/crypto/fingerprint';
import type { Safe } from '../platform/crypto/seal';
import type { Store } from '../platform/store/store';
import type { PreIssued, WaitingCard, WaitingCards } from './open-platform.ports';

export type WaitingDeps = { readonly store: Store; readonly table: string; readonly safe: Safe; readonly fingerprints: Fingerprints; readonly hash: (text: string) => string };

const WaitingItem = z.object({ pk: z.string(), sk: z.string(), healthCardId: z.string(), sealedName: z.string(), state: z.enum(['waiting', 'activated', 'withdrawn']), sources: z.array(z.string()), version: z.number() });

const WAITING_ID_LENGTH = 32;

export function makeWaitingCards({ store, table, safe, fingerprints, hash }: WaitingDeps): WaitingCards {
  const placesOf = ({ appId, hospitalId, openId }: Pick<PreIssued, 'appId' | 'hospitalId' | 'openId'>) =>
    fingerprints.allVersions('open-id', openId).map((mark) => `waiting#${appId}#${hospitalId}#${mark}`);
  return {
    async add({ maskedName, healthCardId, source, at, ...link }) {
      const known = (await cardsAt(placesOf(link))).find((card) => card.healthCardId === healthCardId);
      if (known && known.state !== 'withdrawn') return join(known, source);
      const key = known ? keyOf(known) : { pk: placesOf(link)[0] ?? '', sk: hash(healthCardId).slice(0, WAITING_ID_LENGTH) };
      const sealedName = await safe.seal(healthCardId, maskedName, key.pk);
      const item = { ...key, version: known?.version ?? 1, healthCardId, sealedName, state: 'waiting', sources: [source], at };
      // Whoever was quicker wrote the same.
      await (known ? store.replace(table, item) : store.putNew(table, item));
    },
    of: (link) => cardsAt(placesOf(link)),
    maskedName: ({ healthCardId, sealedName, place }) => safe.open(healthCardId, sealedName, place),
    activated: (card) => change(card, { state: 'activated' }),
    async withdraw(card, source) {
      const sources = card.sources.filter((one) => one !== source);
      return card.sources.length === sources.length || change(card, { sources, ...(sources.length === 0 ? { state: 'withdrawn' } : {}) });
    },
  };

  /** One that two made ahead ends with the second. */
  async function join(card: WaitingCard, source: string): Promise<void> {
    if (!card.sources.includes(source) && !(await change(card, { sources: [...card.sources, source] }))) throw new Error('a waiting card was changed meanwhile');
  }

  async function change(card: WaitingCard, changes: Partial<Pick<WaitingCard, 'state' | 'sources'>>): Promise<boolean> {
    const item = await store.get(table, keyOf(card));
    if (item?.version !== card.version) return false;
    return (await store.replace(table, { ...item, ...changes })).done;
  }

  async function cardsAt(places: readonly string[]): Promise<readonly WaitingCard[]> {
    const items = await Promise.all(places.map((pk) => store.queryAll(table, { pk })));
    return items.flat().map((item) => {
      const { pk, sk, ...card } = z.parse(WaitingItem, item);
      return { ...card, place: pk, waitingId: sk };
    });
  }
}

function keyOf({ place, waitingId }: WaitingCard) {
  return { pk: place, sk: waitingId };
}
