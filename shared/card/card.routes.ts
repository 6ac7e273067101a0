/** 电子健康卡: claim, package, show the code. Loss and closing are in card-life.routes.ts, staff in assisted.routes.ts. */
import * as z from 'zod/mini';
import { defineRoute, type RefusalCode } from '../kernel/route';
import { CardEvent, CardPackage, CardView, CodeView, PrintableCard, VisitNumber } from './card.schema';
import { PACKAGE_MAX } from './card.rules';

export const Id = z.string().check(z.minLength(1), z.maxLength(64));
const Empty = z.object({});
/** For oneself when absent. */
const forWhom = { memberId: z.optional(Id) };

/** Why a person's card cannot be worked with now; the same words on every route that asks the authority. */
export const authorityRefusals = { 'card/authority-unavailable': 503 } as const;
export const holderRefusals = {
  'consent/needed': 403,
  'identity/real-name-needed': 403,
  'identity/member-unknown': 404,
  'family/not-consented': 403,
} as const;
export const cardUnknown = { 'card/unknown': 404 } as const;

/** In whose channel one claims: an institution of the directory, or a city. Without either it is the province's own. */
const inChannel = { institutionId: z.optional(Id), cityCode: z.optional(z.string().check(z.regex(/^\d{6}$/))) };

/** Does the person already hold a card? Then one tap binds it (一键授权领卡): nothing is typed again and no second card is made. */
export const checkClaimRoute = defineRoute({
  method: 'GET', path: '/v1/cards/claimable', summary: 'Whether a card exists for me or a member', callers: ['resident'],
  input: z.object({ ...forWhom, ...inChannel }),
  output: z.object({
    state: z.enum(['none', 'held-elsewhere', 'in-package']),
    heldSince: z.optional(z.string()),
    /** The card was closed: claiming waits until its holder is present. Told before it is tried. */
    needsPresence: z.optional(z.boolean()),
    /** Issued here by the outside open platform, where this is our hospital: a card the user has there can be chosen (`health-card-users`, `getHealthCardList`). */
    outsideHospital: z.optional(z.string()),
  }),
  refusals: { ...holderRefusals, ...authorityRefusals },
});

/** What WeChat's health-card plug-in gives, 32 hex: an opaque text of letters, digits and few marks. */
const PlugInCode = z.string().check(z.regex(/^[\w-]{1,64}$/));

/** In a channel of the outside open platform: no code of its plug-in, or one that is used; what it cannot do; the card of somebody else. */
const channelRefusals = { 'card/wechat-code-needed': 409, 'card/channel-cannot': 409, 'card/chosen-of-another': 422 } as const;

/**
 * Issues the card, or binds the one the person already holds. Repeating it gives the same card. The codes of the plug-in are for channels
 * whose issuer is the outside open platform: `wechatCode` registers there, `healthCode` binds a card the user chose (一键授权).
 */
export const claimCardRoute = defineRoute({
  method: 'POST', path: '/v1/cards', summary: 'Claim the card for me or a member', callers: ['resident'],
  input: z.object({
    ...forWhom, ...inChannel, wechatCode: z.optional(PlugInCode), healthCode: z.optional(PlugInCode),
  }),
  output: CardView,
  refusals: {
    ...holderRefusals, ...authorityRefusals,
    /** The card was closed in its holder's presence: only the holder, present again, takes it back. */
    'identity/presence-needed': 403,
    'card/lost': 409, 'card/package-full': 409,
    ...channelRefusals,
    'identity/name-does-not-match': 422, 'identity/document-not-found': 422, 'identity/holder-deceased': 422,
    'family/guardian-not-registered': 422,
  },
});

/** Of a claim that goes through nobody's channel. */
export type PlainClaimRefusal = Exclude<RefusalCode<typeof claimCardRoute>, keyof typeof channelRefusals>;

export const listCardsRoute = defineRoute({
  method: 'GET', path: '/v1/cards', summary: 'My card package', callers: ['resident'],
  input: Empty, output: CardPackage, refusals: { 'consent/needed': 403 },
});

/** 查阅 (PIPL 45): seeing what is kept needs no consent, also after one was withdrawn. An adult's card only while acting for them is in force. */
export const listKeptCardsRoute = defineRoute({
  method: 'GET', path: '/v1/cards/kept', summary: 'What is kept of my card and my children\'s, consent or not', callers: ['resident'],
  input: Empty, output: z.object({ items: z.array(CardView) }), refusals: {},
});

export const readCardRoute = defineRoute({
  method: 'GET', path: '/v1/cards/:cardId', summary: 'One card', callers: ['resident'],
  input: z.object({ cardId: Id }), output: CardView, refusals: { ...cardUnknown, 'consent/needed': 403 },
});

export const readCardHistoryRoute = defineRoute({
  method: 'GET', path: '/v1/cards/:cardId/history', summary: 'What happened to the card, newest first', callers: ['resident'],
  input: z.object({ cardId: Id }), output: z.object({ items: z.array(CardEvent) }), refusals: { ...cardUnknown, 'consent/needed': 403 },
});

/** `static` never leaves the phone dead: it is cached for use without network, beside the ID card. `toKeep`: fetched for that alone, and not shown now. */
export const showCodeRoute = defineRoute({
  method: 'POST', path: '/v1/cards/:cardId/code', summary: 'A code to show', callers: ['resident'], byInstitutionSession: true,
  input: z.object({ cardId: Id, kind: z.enum(['dynamic', 'static']), toKeep: z.optional(z.boolean()) }), output: CodeView,
  refusals: { ...cardUnknown, ...authorityRefusals, 'consent/needed': 403, 'card/lost': 409, 'card/closed': 409, 'family/not-consented': 403 },
});

export const readPrintableCardRoute = defineRoute({
  method: 'GET', path: '/v1/cards/:cardId/printable', summary: 'The card on paper', callers: ['resident'], byInstitutionSession: false,
  input: z.object({ cardId: Id }), output: PrintableCard,
  refusals: { ...cardUnknown, ...authorityRefusals, 'consent/needed': 403, 'card/lost': 409, 'card/closed': 409, 'family/not-consented': 403 },
});

/** 放入微信卡包: the order for the outside platform's page `takeMsCard`, good once; the page is opened with it from the device. */
export const orderWalletCardRoute = defineRoute({
  method: 'POST', path: '/v1/cards/:cardId/wallet-order', summary: 'An order to put the card into WeChat\'s wallet', callers: ['resident'],
  input: z.object({ cardId: Id }), output: z.object({ orderId: z.string() }),
  refusals: { ...cardUnknown, ...authorityRefusals, 'consent/needed': 403, 'card/lost': 409, 'card/closed': 409, 'card/no-wallet': 409, 'family/not-consented': 403 },
});

/** Cards made at a window, a city or Tencent reach the package by asking the authority. */
export const refreshPackageRoute = defineRoute({
  method: 'POST', path: '/v1/cards/refresh', summary: 'Ask the authority for cards and states we do not know yet', callers: ['resident'], byInstitutionSession: true,
  input: Empty, output: CardPackage, refusals: { ...authorityRefusals, 'consent/needed': 403 },
});

export const setDefaultCardRoute = defineRoute({
  method: 'PUT', path: '/v1/cards/:cardId/default', summary: 'The card shown first', callers: ['resident'],
  input: z.object({ cardId: Id }), output: CardPackage, refusals: { ...cardUnknown, 'consent/needed': 403 },
});

export const orderCardsRoute = defineRoute({
  method: 'PUT', path: '/v1/cards/order', summary: 'The order of the package', callers: ['resident'],
  input: z.object({ cardIds: z.array(Id).check(z.minLength(1), z.maxLength(PACKAGE_MAX)) }), output: CardPackage,
  refusals: { ...cardUnknown, 'consent/needed': 403, 'card/order-incomplete': 422 },
});

export const removeCardRoute = defineRoute({
  method: 'DELETE', path: '/v1/cards/:cardId', summary: 'Take the card out of my package; the card itself lives on', callers: ['resident'],
  input: z.object({ cardId: Id }), output: CardPackage, refusals: cardUnknown,
});

export const bindVisitNumberRoute = defineRoute({
  method: 'POST', path: '/v1/cards/:cardId/visit-numbers', summary: 'Bind a hospital\'s visit number (就诊卡号)', callers: ['resident'],
  input: z.object({ cardId: Id, institutionId: Id, visitNumber: z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^[\dA-Za-z-]+$/)) }),
  output: VisitNumber,
  refusals: { ...cardUnknown, 'consent/needed': 403, 'card/institution-unknown': 422, 'card/visit-number-taken': 409, 'card/visit-numbers-full': 409 },
});

export const unbindVisitNumberRoute = defineRoute({
  method: 'DELETE', path: '/v1/cards/:cardId/visit-numbers/:institutionId', summary: 'Unbind a visit number', callers: ['resident'],
  input: z.object({ cardId: Id, institutionId: Id }), output: z.object({ done: z.literal(true) }), refusals: { ...cardUnknown, 'consent/needed': 403 },
});

/** Where visit numbers can come from: the institutions of the province by city. */
export const listInstitutionsRoute = defineRoute({
  method: 'GET', path: '/v1/institutions', summary: 'Institutions by city', callers: ['anyone'],
  input: z.object({ cityCode: z.optional(z.string().check(z.maxLength(6))) }),
  output: z.object({
    cities: z.array(z.object({ code: z.string(), name: z.string() })),
    items: z.array(z.object({ institutionId: z.string(), name: z.string(), cityCode: z.string(), level: z.string() })),
  }),
  refusals: {},
});
