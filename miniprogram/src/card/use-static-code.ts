import type { CardView } from '@shared/card/card.schema';
import { useEffect, useState } from 'react';
import { askStaticCode, keptStaticCode } from './card.client';
import type { Came } from './shown-view';

const NOTHING: Came = { text: undefined, problem: undefined };

/** The static code: the one on this phone, else asked for when it is `wanted`. */
export function useStaticCode(card: CardView, wanted: boolean): Came {
  const { cardId } = card;
  const kept = keptStaticCode(card);
  const [asked, setAsked] = useState(NOTHING);
  const missing = wanted && kept === undefined;
  useEffect(() => {
    if (!missing) return;
    setAsked(NOTHING);
    void askStaticCode(cardId).then((result) => {
      setAsked(result.ok ? { text: result.value.text, problem: undefined } : { text: undefined, problem: result.refusal });
    });
  }, [missing, cardId]);
  return kept === undefined ? asked : { text: kept, problem: undefined };
}
