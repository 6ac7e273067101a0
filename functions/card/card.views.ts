/** Opens cards that may be seen and shapes them as the contract shows them. Who may see them was decided, and logged, before. */
import type { CardView, VisitNumber } from '../../shared/card/card.schema';
import { firstCard } from '../../shared/card/package.rules';
import { seenOf } from './card.access';
import type { Card, Identity, Institution, Packages, SeenPackage, Views, Visit } from './card.ports';

export type ViewsDeps = {
  readonly packages: Pick<Packages, 'load' | 'open'>;
  readonly identity: Pick<Identity, 'groundsOf'>;
  readonly institutions: ReadonlyMap<string, Institution>;
};

export function makeViews({ packages, identity, institutions }: ViewsDeps): Views {
  return {
    async package(seen) {
      const items = await Promise.all(seen.seen.map((card) => viewOf(card, seen)));
      const { checkedAt } = seen.package;
      return { items, ...(checkedAt ? { checkedAt } : {}) };
    },
    async card(accountId, cardId) {
      const [read, grounds] = await Promise.all([packages.load(accountId), identity.groundsOf(accountId)]);
      const card = read.cards.find((one) => one.cardId === cardId);
      if (!card) throw new Error('a card went while it was being shown');
      return viewOf(card, { package: read, seen: seenOf(read.cards, read.order, grounds) });
    },
  };

  async function viewOf(card: Card, seen: SeenPackage): Promise<CardView> {
    const { maskedName, maskedNumber, idType, visits } = await packages.open(card);
    const { cardId, healthCardId, memberId, state, origin, claimedAt } = card;
    return {
      cardId, healthCardId, maskedName, idType, maskedNumber, state, origin, claimedAt,
      ...(memberId ? { memberId } : {}),
      isDefault: firstCard(seen.seen, seen.package.chosen) === cardId,
      visitNumbers: visits.map((visit) => visitNumberOf(visit, institutions)),
      ...(card.outside ? { hasWallet: true } : {}),
      ...(card.lossWaitsSince ? { lossOnItsWay: true } : {}),
    };
  }
}

/** A bound number with its institution's name; the id stands in for one that left the directory. */
export function visitNumberOf({ institutionId, visitNumber, boundAt }: Visit, institutions: ReadonlyMap<string, Institution>): VisitNumber {
  return { institutionId, institutionName: institutions.get(institutionId)?.name ?? institutionId, visitNumber, boundAt };
}
