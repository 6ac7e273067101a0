/** 注销: no code of the card is accepted from now on. Cannot be undone except by a reissue, so the person must have proved presence. */
import type { closeCardRoute } from '../../../shared/card/card-life.routes';
import type { Resident } from '../../../shared/kernel/caller';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Authority, MoveCard } from '../card.ports';

export type CloseCardDeps = { readonly moveCard: MoveCard; readonly authority: Pick<Authority, 'close'> };
export type CloseCard = (input: InputOf<typeof closeCardRoute>, caller: Resident) => Answer<typeof closeCardRoute>;

export function makeCloseCard({ moveCard, authority }: CloseCardDeps): CloseCard {
  return function closeCard({ cardId }, caller) {
    return moveCard({
      caller, cardId, move: 'close', tell: { event: 'closed', notice: 'card-closed' },
      atAuthority: ({ card }) => authority.close(card.healthCardId),
    });
  };
}
