/** 嵌入页面 (open platform 1.3): a resident who came from a hospital's page goes back to it with a one-time code. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { PosterTag } from './console.schema';
import { RETURN_ADDRESS_MAX } from './redirect';

/** Where the resident came from: `returnTo` as the link had it (within a mini-program also a page's path, or `back`); the hospital, where an app has several. */
const cameFrom = {
  returnTo: z.string().check(z.minLength(1), z.maxLength(RETURN_ADDRESS_MAX)),
  hospitalId: z.optional(z.string().check(z.regex(/^[\w-]{1,32}$/))),
  /** Of the poster that was scanned. */
  from: z.optional(PosterTag),
};
/** The complete address to go to now: another host than ours. */
const goingTo = z.object({ address: z.string() });
const notRegistered = { 'open-platform/return-not-registered': 403 } as const;

/** Told before anybody signs in: whose page it is, or that it is nobody's. `orderId`: of takeMsCard, whose links name no hospital. */
export const readHandOverRoute = defineRoute({
  method: 'GET', path: '/v1/hand-overs/hospital', summary: 'The hospital a link leads back to', callers: ['anyone'],
  input: z.object({ ...cameFrom, orderId: z.optional(z.string().check(z.minLength(1), z.maxLength(64))) }),
  output: z.object({ hospitalName: z.string() }),
  refusals: notRegistered,
});

/** getUserCode: whoever the resident is, the hospital may register a card for them with this code. */
export const giveUserCodeRoute = defineRoute({
  method: 'POST', path: '/v1/hand-overs/user-code', summary: 'Back to the hospital with a wechatCode', callers: ['resident'],
  input: z.object(cameFrom), output: goingTo, refusals: notRegistered,
});

/** getHealthCardList without a card: the resident wants to add one at the hospital (0), or does not agree (-1). Nobody need sign in to say no. */
export const leaveHandOverRoute = defineRoute({
  method: 'POST', path: '/v1/hand-overs/leave', summary: 'Back to the hospital without a card', callers: ['anyone'],
  input: z.object({ ...cameFrom, choice: z.enum(['add-card', 'declined']) }), output: goingTo, refusals: notRegistered,
});

/** getHealthCardList: the card the resident chose. */
export const giveHealthCodeRoute = defineRoute({
  method: 'POST', path: '/v1/hand-overs/health-code', summary: 'Back to the hospital with a healthCode', callers: ['resident'],
  input: z.object({ ...cameFrom, cardId: z.string().check(z.minLength(1), z.maxLength(64)) }),
  output: goingTo,
  refusals: { ...notRegistered, 'consent/needed': 403, 'card/unknown': 404, 'card/lost': 409, 'card/closed': 409 },
});
