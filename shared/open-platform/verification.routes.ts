/** What a resident may do about an order to prove who they are (open platform 1.9). */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { ORDER_STATES } from './verification.rules';

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const orderUnknown = { 'open-platform/order-unknown': 404 } as const;
const orderEnded = { 'open-platform/order-ended': 409 } as const;

/** Where the browser or the mini-program goes next; absent where the institution named no page. */
export const Leading = z.object({ leadTo: z.optional(z.string()) });

export const VerificationView = z.object({
  institutionName: z.string(),
  /** Whoever has to prove it: masked, so that they recognise themselves and nobody else learns a number. */
  maskedName: z.string(),
  maskedNumber: z.string(),
  idType: z.string(),
  scene: z.string(),
  state: z.enum(ORDER_STATES),
  validUntil: z.string(),
  /** The institution's own page of a face check, with the order in its address. */
  facePage: z.optional(z.string()),
});

export const readVerificationRoute = defineRoute({
  method: 'GET', path: '/v1/open/verifications/:orderId', summary: 'Who asks whom to prove who they are, and for what', callers: ['resident'],
  input: z.object({ orderId: Id }), output: VerificationView, refusals: { ...orderUnknown, 'consent/needed': 403 },
});

export const passVerificationRoute = defineRoute({
  method: 'POST', path: '/v1/open/verifications/:orderId/pass', summary: 'I am that person, or may act for them, and presence was proved lately', callers: ['resident'],
  input: z.object({ orderId: Id, memberId: z.optional(Id) }), output: Leading,
  refusals: {
    ...orderUnknown, ...orderEnded, 'open-platform/not-this-person': 409, 'identity/presence-needed': 403, 'identity/real-name-needed': 409, 'identity/member-unknown': 404,
    'family/not-consented': 403, 'consent/needed': 403,
  },
});

export const attestVerificationRoute = defineRoute({
  method: 'POST', path: '/v1/open/verifications/:orderId/attested', summary: 'The institution checked my face itself', callers: ['resident'],
  input: z.object({ orderId: Id, verifyOrderId: Id }), output: Leading,
  refusals: { ...orderUnknown, ...orderEnded, 'open-platform/not-attested': 409, 'consent/needed': 403 },
});

export const declineVerificationRoute = defineRoute({
  method: 'POST', path: '/v1/open/verifications/:orderId/decline', summary: 'I do not want to, or cannot', callers: ['resident'],
  input: z.object({ orderId: Id }), output: Leading, refusals: { ...orderUnknown, ...orderEnded, 'consent/needed': 403 },
});
