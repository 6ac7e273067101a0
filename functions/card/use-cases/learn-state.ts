/** The authority knows better: when its refusal tells another state of the card than ours, that is kept and told in history. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { LearnState, Packages } from '../card.ports';
import { recorded, revealedState } from '../card.rules';

export type LearnStateDeps = { readonly packages: Pick<Packages, 'revise'>; readonly now: () => number };

export function makeLearnState({ packages, now }: LearnStateDeps): LearnState {
  return async function learnState({ accountId, cardId }, refusal) {
    const state = revealedState(refusal);
    if (!state) return;
    await packages.revise(accountId, async ({ cards }) => {
      const card = cards.find((one) => one.cardId === cardId);
      if (!card || card.state === state) return { outcome: undefined };
      const event = recorded(card, { at: instantOf(now()), kind: state, by: 'authority' });
      return { change: { changed: { card: { ...card, state } }, ...event }, outcome: undefined };
    });
  };
}
