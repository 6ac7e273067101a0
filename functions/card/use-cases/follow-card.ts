/** A card was moved outside any package: every package that shows it follows, its accounts are told, and history keeps it. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Card, Change, FollowCard, Followed, Holders, Package, Packages } from '../card.ports';
import { headOf, lossOver, lossTold, noticeOf } from '../card.rules';

export type FollowCardDeps = {
  readonly packages: Pick<Packages, 'revise'>;
  readonly holders: Holders;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

export function makeFollowCard({ packages, holders, newId, now }: FollowCardDeps): FollowCard {
  return async function followCard(moved) {
    const { healthCardId, event, note, moveId } = moved;
    const at = instantOf(now());
    await holders.record({ healthCardId, cardId: moveId, event: { at, kind: event, by: 'staff', note } });
    for (const accountId of await holders.of(healthCardId)) {
      await packages.revise(accountId, async (read) => {
        const card = read.cards.find((one) => one.healthCardId === healthCardId);
        return { ...(card ? { change: following(read, card, { ...moved, at, eventId: newId('event') }) } : {}), outcome: undefined };
      });
    }
  };
}

function following(read: Package, card: Card, { state, notice, maskedName, at, eventId, replaced }: Followed & { readonly at: string; readonly eventId: string }): Change {
  return {
    changed: { card: { ...lossTold(card), state } },
    ...lossOver(card),
    // The authority gave another number: the package asks for it at its next turn.
    ...(replaced ? { package: { ...headOf(read), nextCheckAt: at } } : {}),
    notice: noticeOf(card, { notice, maskedName, eventId, at }),
  };
}
