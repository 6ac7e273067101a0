/** What is true of cards and codes, without any tool. */
import type { CardState } from './card.schema';

/** 动态码: renewed every 60 s, accepted for 120 s (open platform 4.2 publishes no number; a renewal every 2 minutes was seen). */
export const DYNAMIC_RENEW_SECONDS = 60;
export const DYNAMIC_VALID_SECONDS = 120;
/** The same terminal repeating a verification within this time gets the same answer. */
export const VERIFY_REPEAT_SECONDS = 60;
/** Cards one account may hold: itself and its family, each with cards of other issuers. */
export const PACKAGE_MAX = 60;
export const VISIT_NUMBERS_MAX = 50;

export type CardMove = 'report-loss' | 'restore' | 'close' | 'reissue';

/** The only list of allowed moves of a card. */
const MOVES: Readonly<Record<CardMove, { readonly from: readonly CardState[]; readonly to: CardState }>> = {
  'report-loss': { from: ['active'], to: 'lost' },
  restore: { from: ['lost'], to: 'active' },
  close: { from: ['active', 'lost'], to: 'closed' },
  reissue: { from: ['closed', 'lost'], to: 'active' },
};

/** The state after a move, or undefined when the move is not allowed from here. */
export function stateAfter(move: CardMove, from: CardState): CardState | undefined {
  const rule = MOVES[move];
  return rule.from.includes(from) ? rule.to : undefined;
}

/** Restoring, reissuing and closing need the person to be there (L2); reporting a loss must never be hindered. */
export function needsPresence(move: CardMove): boolean {
  return move !== 'report-loss';
}
