/** 补领: a card again after loss or closing. What was lost is closed first, so that its codes are dead whatever happens next. */
import type { reissueCardRoute } from '../../../shared/card/card-life.routes';
import type { Resident } from '../../../shared/kernel/caller';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Authority, MoveCard } from '../card.ports';
import { personOf } from '../card.rules';

export type ReissueCardDeps = {
  readonly moveCard: MoveCard;
  readonly authority: Pick<Authority, 'close' | 'register'>;
  readonly newId: (prefix: string) => string;
};
export type ReissueCard = (input: InputOf<typeof reissueCardRoute>, caller: Resident) => Answer<typeof reissueCardRoute>;

export function makeReissueCard({ moveCard, authority, newId }: ReissueCardDeps): ReissueCard {
  return function reissueCard({ cardId }, caller) {
    return moveCard({
      caller, cardId, move: 'reissue', tell: { event: 'reissued', notice: 'card-reissued' },
      async atAuthority({ card, holder }) {
        const closed = card.state === 'lost' ? await authority.close(card.healthCardId) : undefined;
        // Closed already: an earlier try came this far.
        if (closed && !closed.ok && closed.refusal.code !== 'card/closed') return closed;
        return authority.register(personOf(holder), { serial: newId('reissue'), channel: 'app' });
      },
    });
  };
}
