/** 本人: account, consents, real name, presence (L2). Family is in family.routes.ts, sign-in in sign-in.routes.ts. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { Account, Asking, ConsentPurpose, ConsentText, PresenceOption, RealName } from './identity.schema';
import { Code, DocumentInput, Empty, Id, TextVersion } from './inputs.schema';

/** What the document itself can be refused for; `facts.field` names the input. */
export const documentRefusals = {
  'identity/name-not-readable': 422,
  'identity/document-not-valid': 422,
  'identity/check-digit-wrong': 422,
  'identity/birth-date-wrong': 422,
  'identity/newborn-too-old': 422,
} as const;

/** What the real-name check can be refused for. */
export const checkRefusals = {
  ...documentRefusals,
  'identity/name-does-not-match': 422,
  'identity/document-not-found': 422,
  'identity/holder-deceased': 422,
  'identity/too-many-tries': 429,
  'identity/check-unavailable': 503,
  /** Another check of this account or document is under way: no try was made, and a moment later there is a turn. */
  'identity/check-in-progress': 409,
} as const;

export const readMeRoute = defineRoute({
  method: 'GET', path: '/v1/me', summary: 'My account', callers: ['resident'], input: Empty, output: Account, refusals: {},
});

export const bindPhoneRoute = defineRoute({
  method: 'POST', path: '/v1/me/phone', summary: 'Take the phone number WeChat vouches for', callers: ['resident'],
  input: z.object({ code: Code }), output: Account,
  refusals: { 'consent/needed': 403, 'identity/phone-code-not-valid': 422, 'sign-in/wechat-unavailable': 503 },
});

export const readConsentTextsRoute = defineRoute({
  method: 'GET', path: '/v1/consent-texts', summary: 'The texts in force', callers: ['anyone'],
  input: Empty, output: z.object({ items: z.array(ConsentText) }), refusals: {},
});

export const giveConsentRoute = defineRoute({
  method: 'POST', path: '/v1/me/consents', summary: 'Agree to one text', callers: ['resident'],
  input: z.object({ purpose: ConsentPurpose, version: TextVersion }), output: Account,
  refusals: { 'consent/version-not-current': 409 },
});

/** Withdrawing takes effect at once; what was done before stays logged. */
export const withdrawConsentRoute = defineRoute({
  method: 'DELETE', path: '/v1/me/consents/:purpose', summary: 'Withdraw one consent', callers: ['resident'],
  input: z.object({ purpose: ConsentPurpose }), output: Account, refusals: {},
});

/**
 * `identity/presence-needed`: too many others guessed at this document, so name and number alone prove nothing today. What was
 * typed is kept, and any way of presence finishes the verification: nobody is locked out by strangers.
 */
export const verifyRealNameRoute = defineRoute({
  method: 'POST', path: '/v1/me/real-name', summary: 'Real-name verification (L1): name and number match the register', callers: ['resident'],
  input: DocumentInput, output: RealName,
  refusals: {
    ...checkRefusals, 'consent/needed': 403, 'identity/already-verified': 409, 'identity/presence-needed': 403,
    /** Under 14 the guardian decides, and adds the child to their own family (民法典 19, 20, PIPL 31). */
    'identity/too-young': 403,
  },
});

const presence = { 'consent/needed': 403, 'identity/real-name-needed': 403, 'identity/member-unknown': 404 } as const;
/** Whoever is to be acted for, or whose face is taken, did not say yes to the text in force. */
export const agreement = { 'presence/agreement-needed': 403 } as const;
const forWhom = { memberId: z.optional(Id) };

export const listPresenceOptionsRoute = defineRoute({
  method: 'GET', path: '/v1/me/presence/options', summary: 'Ways to prove presence for me or a member', callers: ['resident'],
  input: z.object(forWhom), refusals: presence,
  output: z.object({ items: z.array(PresenceOption), /** What the member themselves must say yes to first. */ agreeing: z.array(z.enum(['acting', 'face'])) }),
});

/** A member says yes on the asker's phone, to being acted for and to the face check apart: each in the version of the text they were shown. */
export const beginFaceCheckRoute = defineRoute({
  method: 'POST', path: '/v1/me/presence/face', summary: 'Begin a WeChat face check (v2, mainland ID only)', callers: ['resident'],
  input: z.object({ ...forWhom, actingAgreed: z.optional(TextVersion), faceAgreed: z.optional(TextVersion) }), output: z.object({ checkId: z.string(), verifyId: z.string(), expiresAt: z.string() }),
  refusals: { ...presence, ...agreement, 'identity/face-not-for-document': 422, 'identity/face-unavailable': 503, 'identity/too-many-tries': 429 },
});

export const finishFaceCheckRoute = defineRoute({
  method: 'POST', path: '/v1/me/presence/face/:checkId/result', summary: 'Ask WeChat how the face check ended', callers: ['resident'],
  input: z.object({ checkId: Id }), output: Account,
  refusals: { 'consent/needed': 403, 'identity/face-check-unknown': 404, 'identity/face-not-passed': 422, 'identity/face-not-finished': 409, 'identity/face-unavailable': 503 },
});

export const openCounterCodeRoute = defineRoute({
  method: 'POST', path: '/v1/me/presence/counter-code', summary: 'A number to tell at a counter or to the village doctor', callers: ['resident'],
  input: z.object(forWhom), output: z.object({ code: z.string(), expiresAt: z.string() }), refusals: presence,
});

const atCounter = {
  ...documentRefusals,
  'presence/code-not-valid': 422,
  'presence/document-differs': 422,
  'presence/own-account': 403,
  /** A registrar sees papers, not persons. */
  'presence/post-not-allowed': 403,
} as const;
const codeAndDocument = { code: Code, ...DocumentInput.shape };

/** Told before anything is confirmed: who is here and, where it waits for their word, who asks to act for them. */
export const readCounterCodeRoute = defineRoute({
  method: 'POST', path: '/v1/staff/presence/reading', summary: 'Whom a number is for, and who asks to act for them', callers: ['staff'],
  input: z.object(codeAndDocument), output: z.object({ maskedName: z.string(), asking: z.optional(Asking) }), refusals: atCounter,
});

/**
 * The clerk sees person and original document; the full number is typed from the document, not from the screen. Where somebody asks to
 * act for the person, the clerk read them the text, and confirms with its version that they said yes.
 */
export const confirmPresenceRoute = defineRoute({
  method: 'POST', path: '/v1/staff/presence', summary: 'Confirm that the person with this document is here', callers: ['staff'],
  input: z.object({ ...codeAndDocument, actingAgreed: z.optional(TextVersion) }), output: z.object({ maskedName: z.string(), confirmedAt: z.string() }),
  refusals: {
    ...atCounter,
    ...agreement,
    /** The register does not know this name and number together. */
    'presence/not-confirmed': 422,
    'identity/check-unavailable': 503,
  },
});
