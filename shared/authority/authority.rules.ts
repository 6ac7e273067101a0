/** What is true of cards at their authority, without any tool. */
import type { CardStatus } from './authority.schema';

/** What a status comes to for whoever holds the card. */
export type AuthorityCardState = 'active' | 'lost' | 'closed' | 'pending';
export type AuthorityMove = 'confirm' | 'activate' | 'report-loss' | 'restore' | 'close' | 'reissue';

/** The only list of allowed moves between the states 1 正常, 2 挂失, 3 注销, 4 制卡确认, 5 未发卡. */
const MOVES: Readonly<Record<AuthorityMove, { readonly from: readonly CardStatus[]; readonly to: CardStatus }>> = {
  confirm: { from: ['5'], to: '4' },
  activate: { from: ['4', '5'], to: '1' },
  'report-loss': { from: ['1'], to: '2' },
  restore: { from: ['2'], to: '1' },
  close: { from: ['1', '2', '4', '5'], to: '3' },
  reissue: { from: ['3'], to: '1' },
};

export const AUTHORITY_MOVES = Object.keys(MOVES) as AuthorityMove[];

/** The state after a move, or undefined when the move is not allowed from here. */
export function statusAfter(move: AuthorityMove, from: CardStatus): CardStatus | undefined {
  const rule = MOVES[move];
  return rule.from.includes(from) ? rule.to : undefined;
}

export const STATE_WORDS: Readonly<Record<CardStatus, AuthorityCardState>> = { '1': 'active', '2': 'lost', '3': 'closed', '4': 'pending', '5': 'pending' };

/** `unheld`: closed before anybody held it. */
type Standing = { readonly status: CardStatus; readonly merged: boolean; readonly unheld?: boolean };

/** A card whose person was merged into another counts as closed, whatever it was; after a split it is what it was. */
export function statusShown({ status, merged, unheld = false }: Standing): CardStatus {
  if (merged) return '3';
  // Taken back by whoever made it ahead: nobody closed anything, and it may be claimed as if it had never been made.
  return unheld && status === '3' ? '5' : status;
}

export function stateOf(card: Standing): AuthorityCardState {
  return STATE_WORDS[statusShown(card)];
}

/** Why a card cannot be shown, used or changed; undefined when it can. */
export function whyUnusable(state: AuthorityCardState): 'card-lost' | 'card-closed' | 'card-not-found' | undefined {
  switch (state) {
    case 'active': return undefined;
    case 'lost': return 'card-lost';
    case 'closed': return 'card-closed';
    // Pre-generated: nobody holds it yet.
    case 'pending': return 'card-not-found';
  }
}

/**
 * Bytes of one request. The largest that is legal carries a proof of 200,000 characters: six bytes each when written as \u4e2d,
 * twelve as hex. API Gateway takes 10 MB, a function 6 MB.
 */
export const REQUEST_BYTES_MAX = 3 * 1024 * 1024;
/** 电子健康卡 came in that year: nobody used one before. */
export const FIRST_USE_DAY = '2017-01-01';
/** As long as the same bytes can pass the clock check: twice its window, and a second more, since an expiry counts whole ones. */
export const REPLAY_SECONDS = 601;

/** Codes of Henan's divisions begin so (GB/T 2260). */
const HENAN = /^41\d{4}$/;
/** Province-administered county-level cities (济源) stand for themselves. */
const PROVINCE_ADMINISTERED = '4190';

/** The city, as tenant, of a division in Henan; undefined for a code of elsewhere. */
export function cityCodeOf(division: string): string | undefined {
  if (!HENAN.test(division)) return undefined;
  return division.startsWith(PROVINCE_ADMINISTERED) ? division : `${division.slice(0, 4)}00`;
}

export const PROVINCE = '410000';

/** A client of the province works for every city, a city's client for its own. */
export function mayWorkFor(clientCity: string, city: string): boolean {
  return clientCity === PROVINCE || clientCity === city;
}
