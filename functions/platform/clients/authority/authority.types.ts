/** What the platform asks a card authority, in the words of the domain. Ids from there are opaque. */
import type { RealNameAnswer } from '../../../../shared/authority/biz.schema';
import type { AuthorityCardState } from '../../../../shared/authority/authority.rules';
import type { ApplyChannel } from '../../../../shared/authority/dialect';
import type { AuthorityRefusal } from '../../../../shared/authority/refusals';
import type { Instant } from '../../../../shared/kernel/china-day';
import type { LegalDocument } from '../../../../shared/kernel/legal-document';
import type { Result } from '../../../../shared/kernel/result';

/** Name and document in canonical form. */
export type NamedDocument = { readonly name: string; readonly document: Pick<LegalDocument, 'type' | 'number'> };

/** Whom a card is registered for. Gender GB/T 2261.1, nation GB/T 3304, birthday yyyy-MM-dd. */
export type CardApplicant = NamedDocument & {
  readonly appliedBy: ApplyChannel;
  readonly gender?: string;
  readonly birthday?: string;
  readonly nation?: string;
  readonly nationality?: string;
  readonly domicile?: string;
  readonly cellphone?: string;
  readonly telephone?: string;
  readonly address?: string;
  /** Of a child without a document of its own, and of any child the register is to confirm. */
  readonly guardian?: NamedDocument;
};

/** Of a card looked up by its id. `replacedBy`: the card of whoever its holder was merged into. */
export type FoundCard = IssuedCard & { readonly replacedBy?: string };
export type IssuedCard = { readonly cardId: string; readonly mainIndex?: string; readonly state: AuthorityCardState; readonly issuedAt?: Instant; readonly issuer?: string };
/** `already`: the person held it before; nothing new was made. */
export type RegisteredCard = IssuedCard & { readonly already: boolean };

/** With a name the authority also checks the real name, where its dialect can. */
export type HolderQuestion = { readonly document: NamedDocument['document']; readonly name?: string; readonly guardian?: NamedDocument };
export type HolderAnswer = {
  readonly realName: RealNameAnswer;
  readonly gender?: string;
  readonly birthday?: string;
  readonly nation?: string;
  readonly card?: IssuedCard;
};

export type GeneratedCode = { readonly text: string; readonly validUntil?: Instant };

/** Where a code is verified: 用卡环节, scanner, channel. */
export type CodeReading = { readonly codeText: string; readonly medStep: string; readonly terminal: string; readonly channel: string };
export type VerifiedHolder = {
  readonly cardId?: string;
  readonly mainIndex?: string;
  readonly name?: string;
  readonly gender?: string;
  readonly birthday?: string;
  readonly nation?: string;
  readonly idType?: string;
  readonly idNumber?: string;
  readonly cellphone?: string;
  readonly address?: string;
};

/** What may change on a card without a new one. */
export type CardChanges = { readonly gender?: string; readonly birthday?: string; readonly cellphone?: string; readonly telephone?: string; readonly address?: string; readonly unit?: string };
/** `usedAt`: epoch milliseconds. */
export type UseRecord = { readonly cardId: string; readonly medStep: string; readonly terminal: string; readonly channel: string; readonly usedAt: number };

export type Organisation = {
  readonly code: string;
  readonly name: string;
  readonly property?: string;
  readonly accessMethod?: string;
  /** Day. */
  readonly validUntil?: string;
  /** Division code. */
  readonly address?: string;
  readonly level?: string;
  readonly hierarchy?: string;
  /** False takes it out of use. */
  readonly valid?: boolean;
};

/**
 * `not-accepted`: the authority does not take this question (a document type or an extension its dialect lacks, or a member
 * that breaks its rule: see `facts.field`). `unavailable`: no trustworthy answer now.
 */
export type Answered<Value, Refusal extends AuthorityRefusal = never> =
  Promise<Result<Value, `authority/${Refusal}` | 'authority/not-accepted' | 'authority/unavailable'>>;

type RealNameRefusal = 'name-does-not-match' | 'not-in-register' | 'deceased' | 'guardian-does-not-match';
type CardRefusal = 'card-not-found' | 'card-lost' | 'card-closed';

/** `serial`: ours, the same for every attempt at the same change and for no other. */
export type Authority = {
  register(applicant: CardApplicant, serial: string): Answered<RegisteredCard, RealNameRefusal | 'card-lost'>;
  /** 批量预制: the card stays pending until its holder applies. One the holder closed is not touched. */
  preIssue(applicant: Omit<CardApplicant, 'appliedBy'>, serial: string): Answered<RegisteredCard, RealNameRefusal | 'card-lost' | 'card-closed'>;
  query(question: HolderQuestion): Answered<HolderAnswer>;
  /** A card by its id: what state it is in, never whose. */
  find(cardId: string): Answered<FoundCard, 'card-not-found'>;
  generate(cardId: string, kind: 'dynamic' | 'static'): Answered<GeneratedCode, CardRefusal>;
  verify(reading: CodeReading): Answered<VerifiedHolder, CardRefusal | 'code-not-valid' | 'code-expired' | 'code-used-elsewhere'>;
  close(cardId: string, serial: string): Answered<void, 'card-not-found' | 'card-closed'>;
  /** Closes what was pre-issued. An authority that can be told so does it only while nobody holds the card. */
  takeBack(cardId: string, serial: string): Answered<void, 'card-not-found' | 'card-closed' | 'card-held'>;
  reportLoss(cardId: string, serial: string): Answered<void, CardRefusal>;
  restore(cardId: string, serial: string): Answered<void, 'card-not-found' | 'card-closed'>;
  alter(cardId: string, changes: CardChanges, serial: string): Answered<void, CardRefusal>;
  /** At most 500, all of one day. */
  sendUseRecords(records: readonly UseRecord[]): Answered<void, 'records-too-many' | 'records-not-same-day' | 'card-not-found'>;
  addOrganisation(organisation: Organisation): Answered<void, 'org-exists'>;
  updateOrganisation(organisation: Organisation): Answered<void, 'org-unknown'>;
  queryOrganisation(code: string): Answered<Organisation, 'org-unknown'>;
};
