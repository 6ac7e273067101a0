import type { CardView } from '@shared/card/card.schema';
import { HealthCardFace } from '../../ui/health-card-face';
import { CARD_STATES } from '../card.copy';
import { useWhose } from '../use-whose';

/** The card as its holder knows it. */
export function CardFace({ card }: { readonly card: CardView }) {
  const { maskedName, maskedNumber, memberId, state } = card;
  const owner = useWhose(memberId);
  return (
    <HealthCardFace
      name={maskedName} number={maskedNumber} owner={owner}
      stateText={CARD_STATES[state]} usable={state === 'active'}
    />
  );
}
