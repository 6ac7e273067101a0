/** 实名实人核验订单 (open platform 1.9, 3.4): the states of an order, and how long each lasts. */

export const ORDER_STATES = ['open', 'passed', 'failed', 'used'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Passed by the person, failed or declined, and then told to the institution once. */
const MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = { open: ['passed', 'failed'], passed: ['used'], failed: [], used: [] };

export function mayBecome(from: OrderState, to: OrderState): boolean {
  return MOVES[from].includes(to);
}

/** For the person to prove who they are, and again for the institution to ask for it. */
export const ORDER_SECONDS = 1_800;

/** What `result` of registerRealPersonAuthOrder says when the institution's own face check was passed. */
export const FACE_PASSED = '01';

/** `verifyType` of our answers: proved before this platform, or before the institution (no table is published). */
export const PROVED_HERE = 1;
export const PROVED_THERE = 2;
