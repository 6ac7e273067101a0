/** Out of this package: the card itself lives on. Its visit numbers may be bound to another card again. */
import { PACKAGE_MAX } from '../../../shared/card/card.rules';
import { instantOf } from '../../../shared/kernel/china-day';
import type { Card, Package, Packages, TakeOut, VisitMarker } from '../card.ports';
import { headOf, recorded, unbound } from '../card.rules';

export type TakeOutDeps = { readonly packages: Pick<Packages, 'open' | 'revise' | 'markerOf'>; readonly now: () => number };

export function makeTakeOut({ packages, now }: TakeOutDeps): TakeOut {
  return async function takeOut({ accountId, cardId }, { by, forGood }) {
    await packages.revise(accountId, async (read) => {
      const card = read.cards.find((one) => one.cardId === cardId);
      if (!card) return { outcome: undefined };
      const head = { ...headWithout(read, card), removed: forGood ? removedWith(read, card) : read.removed };
      const event = recorded(card, { at: instantOf(now()), kind: 'removed', by });
      return { change: { package: head, removed: card, markers: await released(card), ...event }, outcome: undefined };
    });
  };

  /** Unless another package shows this card with them. */
  async function released(card: Card): Promise<readonly VisitMarker[]> {
    const { visits } = await packages.open(card);
    return Promise.all(visits.map(async (visit) => unbound(await packages.markerOf(visit))));
  }
}

function headWithout(read: Package, { cardId }: Card): Omit<Package, 'cards'> {
  const { chosen, ...head } = headOf(read);
  return { ...head, ...(chosen && chosen !== cardId ? { chosen } : {}), order: read.order.filter((id) => id !== cardId) };
}

function removedWith({ removed }: Package, { healthCardId }: Card): readonly string[] {
  return [...removed.filter((id) => id !== healthCardId), healthCardId].slice(-PACKAGE_MAX);
}
