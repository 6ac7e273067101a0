/** Claiming: one at a time, the end told apart from what stopped it. */
import type { claimCardRoute } from '@shared/card/card.routes';
import type { CardView } from '@shared/card/card.schema';
import type { Refusal } from '@shared/kernel/result';
import { useRef, useState } from 'react';
import type { CallRefusal } from '../platform/call';
import { keepStaticCode, type Through } from './card.client';
import { useClaim, type ForWhom } from './card.queries';

export type TakingProblem = Refusal<CallRefusal<typeof claimCardRoute>> & { readonly cardId?: string };

export function useTaking(whom: ForWhom, onClaimed: (card: CardView) => void) {
  const claim = useClaim();
  const [problem, setProblem] = useState<TakingProblem>();
  const running = useRef(false);
  async function take(through: Through) {
    if (running.current) return;
    running.current = true;
    setProblem(undefined);
    const result = await claim.send({ ...whom, ...through }).finally(() => { running.current = false; });
    if (!result.ok) setProblem(result.refusal);
    // In the package now, and there it is restored or reissued.
    else if (result.value.state === 'lost') setProblem({ code: 'card/lost', cardId: result.value.cardId });
    else {
      void keepStaticCode(result.value);
      onClaimed(result.value);
    }
  }
  return { problem, busy: claim.busy, take };
}
