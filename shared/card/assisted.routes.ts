/** 协助领卡: a counter or a village doctor claims for a person without a phone; logged, printed, with proof of consent. */
import * as z from 'zod/mini';
import { DocumentType } from '../kernel/documents';
import { pageOf, PageRequest } from '../kernel/page';
import { defineRoute } from '../kernel/route';
import { authorityRefusals, Id } from './card.routes';
import { PrintableCard } from './card.schema';

export const DocumentInput = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  idType: DocumentType,
  idNumber: z.string().check(z.minLength(1), z.maxLength(64)),
});

/** 注册员 (registrar) tends persons, not cards: only a counter or a village doctor assists. */
export const ASSISTING_ROLES: readonly string[] = ['counter', 'village-doctor'];

/** What an original document tells a clerk of the person, and of a child of its guardian. */
export const PersonInput = z.object({
  ...DocumentInput.shape,
  /** Where the number does not tell it: of a newborn's (16) it tells the mother's. */
  birthday: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  /** Of a child: under 14 the guardian decides. Who shows a birth certificate (08) or no document (16) is one. */
  guardian: z.optional(DocumentInput),
});

export type TypedPerson = z.infer<typeof PersonInput>;

/** What those documents can be refused for, by their form, by the register, and for tries that were wrong too often. */
export const personRefusals = {
  'identity/name-not-readable': 422, 'identity/document-not-valid': 422, 'identity/check-digit-wrong': 422,
  'identity/birth-date-wrong': 422, 'identity/newborn-too-old': 422,
  'identity/name-does-not-match': 422, 'identity/document-not-found': 422, 'identity/holder-deceased': 422,
  'family/guardian-not-registered': 422, 'assisted/guardian-needed': 422, 'assisted/guardian-signature-needed': 422,
  /** The number tells no birthday, and it decides whether a guardian is needed. */
  'assisted/birthday-needed': 422,
  /** The register knows another birthday than was typed. */
  'assisted/birthday-differs': 422,
  /** Counted for each clerk and document, so that nobody stops a colleague or the resident. */
  'identity/too-many-tries': 429,
} as const;

/** A photo of the signed consent, JPEG or PNG, in base64. */
export const PROOF_BASE64_MAX = 1_400_000;
const ASSISTED_BODY_MAX = 1_500_000;

export const ConsentProof = z.object({
  kind: z.enum(['signature', 'fingerprint', 'guardian-signature']),
  imageBase64: z.string().check(z.minLength(1), z.maxLength(PROOF_BASE64_MAX)),
});

const SignedPurpose = z.enum(['sensitive', 'child']);

/** The texts on the form (同意书): a guardian agrees to the one about children too. */
export const TEXTS_SIGNED: Readonly<Record<z.infer<typeof ConsentProof>['kind'], readonly z.infer<typeof SignedPurpose>[]>> = {
  signature: ['sensitive'], fingerprint: ['sensitive'], 'guardian-signature': ['sensitive', 'child'],
};

/** How the person agreed, and to which texts as they were in force then: none, where a card was asked back. */
export const AssistedConsent = z.object({
  kind: ConsentProof.shape.kind,
  texts: z.array(z.object({ purpose: SignedPurpose, version: z.string() })),
});
export type AssistedConsent = z.infer<typeof AssistedConsent>;

/** What was signed for at a counter: a claim, or what gave a card back. */
const SignedFor = z.object({
  claimId: z.string(), maskedName: z.string(), maskedNumber: z.string(), claimedAt: z.string(),
  /** Absent: the card was claimed. */
  move: z.exactOptional(z.enum(['restore', 'reissue'])),
});

export const AssistedClaim = z.object({ ...SignedFor.shape, card: PrintableCard });
export type AssistedClaim = z.infer<typeof AssistedClaim>;

export const assistClaimRoute = defineRoute({
  method: 'POST', path: '/v1/staff/assisted-claims', summary: 'Claim a card for the person in front of you', callers: ['staff'],
  input: z.object({
    ...PersonInput.shape,
    phone: z.optional(z.string().check(z.regex(/^1\d{10}$/))),
    documentSeen: z.literal(true),
    proof: ConsentProof,
  }),
  output: AssistedClaim,
  refusals: {
    ...authorityRefusals, ...personRefusals,
    'card/lost': 409, 'assisted/proof-not-an-image': 422, 'caller/not-allowed': 403,
  },
  maxBodyBytes: ASSISTED_BODY_MAX,
});

/** Only what this institution's staff did. */
export const listAssistedClaimsRoute = defineRoute({
  method: 'GET', path: '/v1/staff/assisted-claims', summary: 'Claims assisted and cards given back at my institution, newest first', callers: ['staff'],
  input: PageRequest,
  output: pageOf(SignedFor),
  refusals: { 'assisted/cursor-not-valid': 400, 'caller/not-allowed': 403 },
});

export const readAssistedClaimRoute = defineRoute({
  method: 'GET', path: '/v1/staff/assisted-claims/:claimId', summary: 'Print again', callers: ['staff'],
  input: z.object({ claimId: Id }),
  /** Without `card`, where the authority gave no code when the card was given back. */
  output: z.object({ ...SignedFor.shape, card: z.exactOptional(PrintableCard) }),
  refusals: { 'assisted/unknown': 404, 'caller/not-allowed': 403 },
});

export const readAssistedProofRoute = defineRoute({
  method: 'GET', path: '/v1/staff/assisted-claims/:claimId/proof', summary: 'The signed consent of an assisted claim, or application to give a card back', callers: ['staff'],
  input: z.object({ claimId: Id }), output: z.object({ ...AssistedConsent.shape, imageBase64: z.string() }),
  refusals: { 'assisted/unknown': 404, 'caller/not-allowed': 403 },
});
