/** 解挂: found again. Gives the card back, so the person must have proved presence. */
import type { restoreCardRoute } from '../../../shared/card/card-life.routes';
import type { Resident } from '../../../shared/kernel/caller';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Authority, MoveCard } from '../card.ports';

export type RestoreCardDeps = { readonly moveCard: MoveCard; readonly authority: Pick<Authority, 'restore'> };
export type RestoreCard = (input: InputOf<typeof restoreCardRoute>, caller: Resident) => Answer<typeof restoreCardRoute>;

export function makeRestoreCard({ moveCard, authority }: RestoreCardDeps): RestoreCard {
  return function restoreCard({ cardId }, caller) {
    return moveCard({
      caller, cardId, move: 'restore', tell: { event: 'restored', notice: 'card-restored' },
      atAuthority: ({ card }) => authority.restore(card.healthCardId),
    });
  };
}
