/** 账号关联 and 单点登录 from an institution: its signed-in user comes to us, and is ours too once they said so. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { SignOnPage } from '../kernel/sign-on';
import { Session } from './identity.schema';
import { Done, Empty } from './inputs.schema';

const Ticket = z.string().check(z.regex(/^[\da-f]{32}$/));
const unknown = { 'sign-in/ticket-unknown': 404 } as const;

/** Of one account: with a family of the largest size, all of it is erased in one transaction. */
export const LINKS_MAX = 20;

export const AccountLink = z.object({
  institutionId: z.string(), institutionName: z.string(),
  /** Since when the institution is told who comes from here. */
  handsOverSince: z.optional(z.string()),
  /** Since when its users come to this account without signing in. */
  takesOverSince: z.optional(z.string()),
});
export type AccountLink = z.infer<typeof AccountLink>;

export const readSignOnRoute = defineRoute({
  method: 'GET', path: '/v1/sign-in/institution/:ticket', summary: 'Who sends this user, and whose account they are linked to', callers: ['anyone'],
  input: z.object({ ticket: Ticket }),
  output: z.object({
    institutionName: z.string(), linked: z.boolean(), page: SignOnPage,
    /** Whom the institution says it sends, masked. */
    sentName: z.string(),
    /** Whose account a tap opens, masked: the name, or the phone of who was not verified. The ticket opens it all the same; this lets who is somebody else stop. */
    holder: z.optional(z.string()),
  }),
  refusals: unknown,
});

/** Uses the ticket up. */
export const signInInstitutionRoute = defineRoute({
  method: 'POST', path: '/v1/sign-in/institution', summary: 'Sign in as the account the institution\'s user is linked to', callers: ['anyone'],
  input: z.object({ ticket: Ticket }), output: Session, refusals: { ...unknown, 'sign-in/not-linked': 409, 'link/not-this-person': 403 },
});

/**
 * The signed-in resident says that the institution's user is themselves: they are whom the institution names, and proved lately that they are there.
 * Uses the ticket up once nothing stands in the way.
 */
export const linkAccountRoute = defineRoute({
  method: 'POST', path: '/v1/me/links', summary: 'Link the institution\'s user with this account', callers: ['resident'],
  input: z.object({ ticket: Ticket, confirmed: z.literal('it-is-me') }), output: AccountLink,
  refusals: {
    ...unknown, 'consent/needed': 403, 'identity/real-name-needed': 403, 'identity/presence-needed': 403, 'link/not-this-person': 403,
    'link/of-another': 409, 'link/other-user': 409, 'link/too-many': 409,
  },
});

export const listLinksRoute = defineRoute({
  method: 'GET', path: '/v1/me/links', summary: 'Institutions this account is linked with', callers: ['resident'],
  input: Empty, output: z.object({ items: z.array(AccountLink) }), refusals: {},
});

/** Both ways end, and the sessions that came by it. */
export const endLinkRoute = defineRoute({
  method: 'DELETE', path: '/v1/me/links/:institutionId', summary: 'End the link with an institution', callers: ['resident'],
  input: z.object({ institutionId: z.string().check(z.minLength(1), z.maxLength(64)) }), output: Done, refusals: { 'link/unknown': 404 },
});
