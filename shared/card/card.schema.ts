/** 电子健康卡, the card package (统一卡包) and the code, as they are shown to residents. */
import * as z from 'zod/mini';

/** 卡状态 (card-authority section 3): 1 正常, 2 挂失, 3 注销; 4 and 5 are before issue. */
export const CardState = z.enum(['active', 'lost', 'closed', 'pending']);
export type CardState = z.infer<typeof CardState>;

/** How the card came into the package. */
export const CardOrigin = z.enum(['issued', 'bound', 'found', 'assisted']);
export type CardOrigin = z.infer<typeof CardOrigin>;

export const VisitNumber = z.object({ institutionId: z.string(), institutionName: z.string(), visitNumber: z.string(), boundAt: z.string() });
export type VisitNumber = z.infer<typeof VisitNumber>;

export const CardView = z.object({
  /** Our own id of the card in this package (prefixed ULID): used in addresses; says nothing about the person. */
  cardId: z.string(),
  healthCardId: z.string(),
  /** `self`, or the family member it belongs to. */
  memberId: z.optional(z.string()),
  maskedName: z.string(),
  idType: z.string(),
  maskedNumber: z.string(),
  state: CardState,
  origin: CardOrigin,
  isDefault: z.boolean(),
  claimedAt: z.string(),
  visitNumbers: z.array(VisitNumber),
  /** The loss is kept here and still on its way to the authority, which could not be reached: say so to the resident. */
  lossOnItsWay: z.optional(z.boolean()),
  /** Of the outside open platform, which can put it into WeChat's wallet (微信卡包). */
  hasWallet: z.optional(z.boolean()),
});
export type CardView = z.infer<typeof CardView>;

/** The whole package in the resident's order. `checkedAt`: when the authority last confirmed it. */
export const CardPackage = z.object({ items: z.array(CardView), checkedAt: z.optional(z.string()) });
export type CardPackage = z.infer<typeof CardPackage>;

/** What is shown as QR. Static codes do not expire: `validUntil` is absent and the window asks for the ID card as well. */
export const CodeView = z.object({
  kind: z.enum(['dynamic', 'static']),
  text: z.string(),
  validUntil: z.optional(z.string()),
  renewAfterSeconds: z.optional(z.number()),
  /** Server clock when it was made, so that a phone with a wrong clock counts down rightly. */
  servedAt: z.string(),
});
export type CodeView = z.infer<typeof CodeView>;

export const CardEventKind = z.enum(['claimed', 'bound', 'shown', 'lost', 'restored', 'closed', 'reissued', 'visit-number-bound', 'visit-number-unbound', 'removed']);
export type CardEventKind = z.infer<typeof CardEventKind>;

/** One line of the card's history as the resident sees it: who did what, when, from where. */
export const CardEvent = z.object({ at: z.string(), kind: CardEventKind, by: z.enum(['self', 'family', 'staff', 'authority']), note: z.optional(z.string()) });
export type CardEvent = z.infer<typeof CardEvent>;

/** What a counter prints: A6 paper with the static code. */
export const PrintableCard = z.object({
  name: z.string(), maskedNumber: z.string(), healthCardId: z.string(), codeText: z.string(), issuedAt: z.string(), issuer: z.string(),
});
export type PrintableCard = z.infer<typeof PrintableCard>;
