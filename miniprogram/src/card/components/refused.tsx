import type { Refusal } from '@shared/kernel/result';
import { EmptyState } from '../../ui/states';
import { refusalText, WORDS } from '../../ui/words';
import { CARD_REFUSALS, WAYS } from '../card.copy';
import { nextStep, type Place } from '../next-steps';

export type RefusedProps = {
  readonly refusal: Refusal;
  readonly place: Place;
  readonly again: () => void;
  /** Where the general sentences of the card pages do not fit. */
  readonly words?: Readonly<Record<string, string>>;
};

/** Why the page cannot go on, and the one thing that helps: the missing step, or trying again. */
export function Refused({ refusal, place, again, words = CARD_REFUSALS }: RefusedProps) {
  const step = nextStep(refusal.code, place);
  const missing = step && /^(session|consent|identity|family)\//.test(refusal.code);
  return (
    <EmptyState
      icon={step ? 'info' : 'warning'} title={missing ? WAYS.title : WAYS.failed} text={refusalText(words, refusal)}
      action={step ?? { label: WORDS.tryAgain, onPress: again }}
    />
  );
}
