/** What is true of a card package (统一卡包): its order and the card shown first. */
import type { CardState } from './card.schema';

/**
 * The order after the resident moved the cards they see. Cards hidden for now (the ground to act ended) keep their places,
 * so that they come back where they were. Undefined when `wanted` is not exactly the cards that are seen, each once.
 */
export function reorder(order: readonly string[], seen: readonly string[], wanted: readonly string[]): readonly string[] | undefined {
  const asked = new Set(wanted);
  const complete = wanted.length === seen.length && asked.size === wanted.length && seen.every((cardId) => asked.has(cardId));
  if (!complete) return undefined;
  const next = wanted.values();
  return order.map((cardId) => (asked.has(cardId) ? (next.next().value ?? cardId) : cardId));
}

export type OrderedCard = { readonly cardId: string; readonly state: CardState };

/** The card shown first: the chosen one while it is seen, else the first that can be shown at a window, else the first. */
export function firstCard(seen: readonly OrderedCard[], chosen: string | undefined): string | undefined {
  const first = seen.find((card) => card.cardId === chosen) ?? seen.find((card) => card.state === 'active') ?? seen[0];
  return first?.cardId;
}
