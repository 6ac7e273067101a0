/** 家人: children by their guardian; adults only with their own consent at L2; either side can end it. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { agreement, checkRefusals } from './identity.routes';
import { ActingForMe, Asking, FamilyMember, Relation } from './identity.schema';
import { Code, DocumentInput, Done, Empty, Id, TextVersion } from './inputs.schema';

/** No cap on families sharing one phone beyond a plain guard against collecting strangers. */
export const FAMILY_MAX = 20;

export const listFamilyRoute = defineRoute({
  method: 'GET', path: '/v1/family', summary: 'My family, and who may act for me', callers: ['resident'],
  input: Empty, output: z.object({ members: z.array(FamilyMember), actingForMe: z.array(ActingForMe) }), refusals: {},
});

const adding = {
  ...checkRefusals,
  'consent/needed': 403,
  'identity/real-name-needed': 403,
  'family/already-member': 409,
  'family/is-yourself': 422,
  'family/full': 409,
} as const;

/**
 * Under 18: the guardian vouches (民法典 27, PIPL 31). A newborn's number is that of its mother, who must be the account's holder or
 * in the family. Where the number tells no birthday, the register must know the holder as guardian.
 * The member is `waiting` when too many strangers guessed at the document: presence at a counter opens it.
 */
export const addChildRoute = defineRoute({
  method: 'POST', path: '/v1/family/children', summary: 'Add a child under 18 as guardian', callers: ['resident'],
  input: z.object({ ...DocumentInput.shape, birthday: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), guardianDeclared: z.literal(true) }),
  output: FamilyMember,
  refusals: {
    ...adding, 'family/not-a-child': 422, 'family/birthday-needed': 422, 'family/guardian-too-young': 403, 'family/guardian-not-registered': 422, 'family/mother-not-known': 422,
  },
});

/** The adult is checked by name and number and waits until they consent: by their own phone, face on this phone, or a counter. */
export const addAdultRoute = defineRoute({
  method: 'POST', path: '/v1/family/adults', summary: 'Name an adult; nothing opens before their consent at L2', callers: ['resident'],
  input: z.object({ ...DocumentInput.shape, relation: Relation }), output: FamilyMember,
  refusals: { ...adding, 'family/is-a-child': 422 },
});

export const openInvitationRoute = defineRoute({
  method: 'POST', path: '/v1/family/members/:memberId/invitation', summary: 'A link for the adult to consent on their own phone', callers: ['resident'],
  input: z.object({ memberId: Id }), output: z.object({ token: z.string(), expiresAt: z.string() }),
  refusals: { 'consent/needed': 403, 'identity/member-unknown': 404, 'family/not-waiting': 409 },
});

/** A link is handed on. `unverified`: whether it is for this reader is not known yet. */
export const InvitationReader = z.enum(['invited', 'asker', 'unverified', 'other']);
export type InvitationReader = z.infer<typeof InvitationReader>;

export const readInvitationRoute = defineRoute({
  method: 'GET', path: '/v1/family/invitations/:token', summary: 'Who asks to act for me', callers: ['resident'],
  input: z.object({ token: Code }),
  output: z.object({ reader: InvitationReader, maskedName: z.string(), expiresAt: z.string(), /** Only for the invited. */ asking: z.optional(Asking) }),
  refusals: { 'family/invitation-not-valid': 404 },
});

export const decideInvitationRoute = defineRoute({
  method: 'POST', path: '/v1/family/invitations/:token/decision', summary: 'Consent (at L2) or refuse', callers: ['resident'],
  input: z.object({ token: Code, accept: z.boolean(), /** With a yes: the version of the text that was shown. */ actingAgreed: z.optional(TextVersion) }), output: Done,
  refusals: { ...agreement, 'family/invitation-not-valid': 404, 'family/invitation-not-for-you': 403, 'identity/real-name-needed': 403, 'identity/presence-needed': 403 },
});

export const removeMemberRoute = defineRoute({
  method: 'DELETE', path: '/v1/family/members/:memberId', summary: 'Stop acting for a member', callers: ['resident'],
  input: z.object({ memberId: Id }), output: Done, refusals: { 'identity/member-unknown': 404 },
});

export const endActingForMeRoute = defineRoute({
  method: 'DELETE', path: '/v1/family/acting-for-me/:memberId', summary: 'Nobody shall act for me by this any more', callers: ['resident'],
  input: z.object({ memberId: Id }), output: Done, refusals: { 'identity/member-unknown': 404 },
});
