/** 身份: accounts, consents, real-name verification, assurance and family, as they are shown to their owner. */
import * as z from 'zod/mini';

/** 认证等级. L1: name and number match. L2: the person proved to be there (face, counter, village doctor). */
export const Assurance = z.enum(['none', 'L1', 'L2']);
export type Assurance = z.infer<typeof Assurance>;

/** How presence was proved. Face is never the only way. */
export const PresenceWay = z.enum(['face', 'counter', 'village-doctor']);
export type PresenceWay = z.infer<typeof PresenceWay>;

/** PIPL 14, 28, 29, 31: each purpose is asked apart and withdrawn apart. */
export const ConsentPurpose = z.enum(['privacy', 'sensitive', 'face', 'child']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

export const Consent = z.object({
  purpose: ConsentPurpose,
  /** Version of the text in force. */
  currentVersion: z.string(),
  /** Version agreed to; absent when not given or withdrawn. */
  agreedVersion: z.optional(z.string()),
  agreedAt: z.optional(z.string()),
  withdrawnAt: z.optional(z.string()),
});
export type Consent = z.infer<typeof Consent>;

/** Versioned text; `body` paragraphs are shown as they are. */
export const ConsentText = z.object({ purpose: ConsentPurpose, version: z.string(), title: z.string(), body: z.array(z.string()), required: z.boolean() });
export type ConsentText = z.infer<typeof ConsentText>;

/** 实名信息, masked for its owner. */
export const RealName = z.object({
  maskedName: z.string(),
  idType: z.string(),
  maskedNumber: z.string(),
  assurance: Assurance,
  verifiedAt: z.string(),
});
export type RealName = z.infer<typeof RealName>;

export const StaffPost = z.object({
  role: z.enum(['counter', 'village-doctor', 'registrar', 'institution-developer']),
  institutionId: z.string(),
  institutionName: z.string(),
  cityCode: z.string(),
});
export type StaffPost = z.infer<typeof StaffPost>;

export const Account = z.object({
  accountId: z.string(),
  nickname: z.optional(z.string()),
  maskedPhone: z.optional(z.string()),
  realName: z.optional(RealName),
  post: z.optional(StaffPost),
  consents: z.array(Consent),
});
export type Account = z.infer<typeof Account>;

/** A signed access token (≤ 10 min) and the means to renew it once. Instants with +08:00. */
export const Session = z.object({
  accessToken: z.string(),
  accessExpiresAt: z.string(),
  refreshToken: z.string(),
  refreshExpiresAt: z.string(),
  account: Account,
});
export type Session = z.infer<typeof Session>;

/** `institution`: taken over from an institution's own app, where the user had signed in. */
export const Device = z.enum(['mini-program', 'service-account', 'pc', 'institution']);
export type Device = z.infer<typeof Device>;

export const OpenSession = z.object({
  sessionId: z.string(), device: Device, startedAt: z.string(), lastRenewedAt: z.string(), current: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;

/** 与本人关系 of the member to the account's holder (open platform 5.2 codes in parentheses). */
export const Relation = z.enum(['parent', 'child', 'spouse', 'relative', 'other']);
export type Relation = z.infer<typeof Relation>;

/**
 * Why someone may act for a member: `guardian` of a child under 14; `guardian-of-teen` from 14 until 18;
 * `delegate` of an adult who consented at L2. `waiting`: an adult has not consented yet; `ended`: turned 18, or taken back.
 */
export const ActingGround = z.enum(['guardian', 'guardian-of-teen', 'delegate', 'waiting', 'ended']);
export type ActingGround = z.infer<typeof ActingGround>;

export const FamilyMember = z.object({
  memberId: z.string(),
  maskedName: z.string(),
  idType: z.string(),
  maskedNumber: z.string(),
  relation: Relation,
  ground: ActingGround,
  assurance: Assurance,
  /** The day (Asia/Shanghai) the ground changes by age: the 14th or 18th birthday. */
  changesOn: z.optional(z.string()),
  /** The adult withdrew what everything rests on: the acting waits until they agree again in an account of their own. */
  consentWithdrawn: z.optional(z.boolean()),
  addedAt: z.string(),
});
export type FamilyMember = z.infer<typeof FamilyMember>;

/** Someone who may act for me; I can end it at any time. */
export const ActingForMe = z.object({ memberId: z.string(), maskedName: z.string(), ground: ActingGround, since: z.string() });
export type ActingForMe = z.infer<typeof ActingForMe>;

/** Who is to agree must recognise who asks: the verified name in full, what they are said to be to them, the last four digits of the phone. */
export const Asking = z.object({ name: z.string(), relation: Relation, phoneTail: z.optional(z.string()) });
export type Asking = z.infer<typeof Asking>;

/** One way to prove presence, and whether it can be used here and for this document. */
export const PresenceOption = z.object({
  way: PresenceWay,
  available: z.boolean(),
  why: z.optional(z.enum(['document-not-supported', 'only-in-mini-program', 'face-consent-needed'])),
});
export type PresenceOption = z.infer<typeof PresenceOption>;
