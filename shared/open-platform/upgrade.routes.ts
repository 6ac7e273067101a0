/** 就诊卡升级的激活 (open platform 1.6): a resident who came by the link of their hospital's message makes the card theirs, and goes back. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { LINK_TEXT_MAX } from './activation-link';
import { RETURN_ADDRESS_MAX } from './redirect';

/** `link`: `open_id` as the address had it; `returnTo`: its `redirect_uri`. */
const cameBy = {
  link: z.string().check(z.minLength(1), z.maxLength(LINK_TEXT_MAX)),
  returnTo: z.string().check(z.minLength(1), z.maxLength(RETURN_ADDRESS_MAX)),
};
const linkRefusals = { 'open-platform/return-not-registered': 403, 'open-platform/link-not-valid': 404, 'open-platform/nothing-waits': 404 } as const;

/** Only to who signed in: a message may be passed on. */
export const readWaitingCardsRoute = defineRoute({
  method: 'GET', path: '/v1/hand-overs/waiting-cards', summary: 'The cards made ahead that a link is for', callers: ['resident'],
  input: z.object(cameBy),
  output: z.object({ hospitalName: z.string(), cards: z.array(z.object({ waitingId: z.string(), maskedName: z.string(), state: z.enum(['waiting', 'activated']) })) }),
  refusals: { ...linkRefusals, 'open-platform/card-of-another': 403 },
});

/** Every card of the link that is the caller's own, or of a child they are guardian for; those of others stay as they are. */
export const activateCardsRoute = defineRoute({
  method: 'POST', path: '/v1/hand-overs/activation', summary: 'Make the cards of a link mine and go back to the hospital', callers: ['resident'],
  input: z.object(cameBy),
  /** `address`: to go to now. */
  output: z.object({ activated: z.array(z.string()), address: z.string() }),
  refusals: {
    ...linkRefusals, 'open-platform/card-of-another': 403,
    'consent/needed': 403, 'identity/real-name-needed': 403, 'identity/presence-needed': 403, 'identity/member-unknown': 404, 'family/not-consented': 403,
    'identity/name-does-not-match': 422, 'identity/document-not-found': 422, 'identity/holder-deceased': 422, 'family/guardian-not-registered': 422,
    'card/lost': 409, 'card/package-full': 409, 'card/authority-unavailable': 503,
  },
});
