/** What a resident may do on the bind page of a hospital (open platform 1.7). */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const known = { 'open-platform/filing-unknown': 404, 'consent/needed': 403 } as const;
const open = { ...known, 'open-platform/filing-ended': 409 } as const;
/** Where the browser or the mini-program goes next. */
const Leading = z.object({ leadTo: z.string() });

/** A card the resident may hand over. */
export const ChoosableCard = z.object({
  cardId: z.string(), maskedName: z.string(), maskedNumber: z.string(), idType: z.string(), isSelf: z.boolean(), state: z.enum(['active', 'lost', 'closed', 'pending']),
});

/** `done`: with a card. `form`: to the hospital's form. `sent-back`: the resident found it wrong. `not-issued`: the authority gave no card for it. */
export const FILING_ENDINGS = ['done', 'form', 'sent-back', 'not-issued'] as const;
export type FilingEnding = (typeof FILING_ENDINGS)[number];

export const FilingView = z.object({
  institutionName: z.string(),
  /** `cards`: one is chosen, or a new patient's form opened. `form`: the form came back and is to be confirmed. */
  stage: z.enum(['cards', 'form']),
  isOpen: z.boolean(),
  ending: z.optional(z.enum(FILING_ENDINGS)),
  validUntil: z.string(),
  cards: z.array(ChoosableCard),
  /** Of the form, masked. */
  patient: z.optional(z.object({ maskedName: z.string(), maskedNumber: z.string(), idType: z.string() })),
});

export const readFilingRoute = defineRoute({
  method: 'GET', path: '/v1/open/filings/:code', summary: 'Which hospital files me, and with which of my cards', callers: ['resident'],
  input: z.object({ code: Id }), output: FilingView, refusals: known,
});

export const chooseFilingCardRoute = defineRoute({
  method: 'POST', path: '/v1/open/filings/:code/choose', summary: 'With this card', callers: ['resident'],
  input: z.object({ code: Id, cardId: Id }), output: Leading, refusals: { ...open, 'card/unknown': 404, 'card/lost': 409, 'card/closed': 409 },
});

export const newFilingPatientRoute = defineRoute({
  method: 'POST', path: '/v1/open/filings/:code/new-patient', summary: 'Somebody who has no card here: to the hospital\'s form', callers: ['resident'],
  input: z.object({ code: Id }), output: Leading, refusals: open,
});

/** 信息有误: the hospital gets what was filled in back with a code (`getRegInfoByCode`), and its form is opened anew. */
export const correctFilingRoute = defineRoute({
  method: 'POST', path: '/v1/open/filings/:code/correct', summary: 'The form is not right: back to the hospital', callers: ['resident'],
  input: z.object({ code: Id }), output: Leading, refusals: open,
});

export const issueFilingCardRoute = defineRoute({
  method: 'POST', path: '/v1/open/filings/:code/issue', summary: 'The form is right: issue the card', callers: ['resident'],
  input: z.object({ code: Id }), output: Leading, refusals: { ...open, 'card/authority-unavailable': 503 },
});

/** What a hospital wants shown beside a card's code (saveScanQrField); members by the contract's names. */
export const CODE_FIELDS = ['registerCardNum', 'registerId', 'outpatientNum', 'registerQrCode', 'registerBarCode', 'caregiverName', 'caregiverPhone', 'caregiverCardNumber'] as const;
export type CodeField = (typeof CODE_FIELDS)[number];

export const readCodeFieldsRoute = defineRoute({
  method: 'GET', path: '/v1/open/code-fields/:fieldCode', summary: 'What a hospital wants shown beside the code of my card', callers: ['resident'],
  input: z.object({ fieldCode: Id }),
  output: z.object({ cardId: z.string(), hospitalName: z.string(), fields: z.array(z.object({ name: z.enum(CODE_FIELDS), value: z.string() })) }),
  /** Also where the card is nobody's the account may show. */
  refusals: { 'consent/needed': 403, 'open-platform/fields-unknown': 404 },
});
