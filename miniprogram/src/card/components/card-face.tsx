import type { CardView } from '@shared/card/card.schema';
import { HealthCardFace } from '../../ui/health-card-face';
import { CARD_STATES, WHOSE } from '../card.copy';

/** The card as its holder knows it. */
export function CardFace({ card }: { readonly card: CardView }) {
  const { maskedName, maskedNumber, memberId, state } = card;
  return (
    <HealthCardFace
      name={maskedName} number={maskedNumber} owner={memberId === undefined ? WHOSE.self : WHOSE.family}
      stateText={CARD_STATES[state]} usable={state === 'active'}
    />
  );
}
