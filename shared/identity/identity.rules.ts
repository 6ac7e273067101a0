/** 身份: limits, what a typed person is, and which consents are in force. */
import { readDocument, type DocumentRefusal, type DocumentType, type LegalDocument } from '../kernel/documents';
import { readName } from '../kernel/person-name';
import { ok, refuse, type Result } from '../kernel/result';
import { epochMsOf, type ChinaDay } from '../kernel/china-day';
import { CONSENT_TEXTS } from './consent-texts';
import type { ConsentPurpose } from './identity.schema';

/** Presence proves something for this long: restoring or closing a card, consenting to a delegate. */
export const PRESENCE_FRESH_SECONDS = 1_800;
export const SIGN_IN_STATE_SECONDS = 600;
export const COUNTER_CODE_SECONDS = 1_800;
export const COUNTER_CODE_DIGITS = 8;
/** Wrong documents typed to one code before it is void. */
export const COUNTER_CODE_WRONG_MAX = 5;
export const INVITATION_SECONDS = 3 * 86_400;
/** Each check costs the province money and the person patience. */
export const FACE_CHECKS_PER_DAY = 10;

/** A person as every other part of the house knows them: canonical name and document. */
export type NamedPerson = { readonly name: string; readonly document: LegalDocument };

export type DocumentRefusalCode =
  | 'identity/name-not-readable' | 'identity/document-not-valid' | 'identity/check-digit-wrong' | 'identity/birth-date-wrong';

const DOCUMENT_REFUSALS: Readonly<Record<DocumentRefusal, readonly [DocumentRefusalCode, 'idNumber' | 'idType']>> = {
  'document/format': ['identity/document-not-valid', 'idNumber'],
  'document/other-type': ['identity/document-not-valid', 'idType'],
  'document/check-digit': ['identity/check-digit-wrong', 'idNumber'],
  'document/birth-date': ['identity/birth-date-wrong', 'idNumber'],
};

/** What was typed, in canonical form; `facts.field` names the input that cannot be read. */
export function readPerson(typed: { name: string; idType: DocumentType; idNumber: string }, today: ChinaDay): Result<NamedPerson, DocumentRefusalCode> {
  const name = readName(typed.name);
  if (!name.ok) return refuse('identity/name-not-readable', { field: 'name' });
  const document = readDocument(typed.idType, typed.idNumber, today);
  if (document.ok) return ok({ name: name.value, document: document.value });
  const [code, field] = DOCUMENT_REFUSALS[document.refusal.code];
  return refuse(code, { field });
}

/** A newborn's number leads to its mother's: 419099…0024-1 → 419099…0024. */
export function motherNumberOf(newbornNumber: string): string {
  return newbornNumber.replace(/-[1-9]$/, '');
}

export type ConsentGiven = { readonly agreedVersion: string; readonly agreedAt: string; readonly withdrawnAt?: string };
export type ConsentsGiven = { readonly [purpose in ConsentPurpose]?: ConsentGiven };

/** Purposes agreed to in the version in force and not withdrawn. */
export function consentsInForce(given: ConsentsGiven): readonly ConsentPurpose[] {
  return CONSENT_TEXTS.filter(({ purpose, version }) => given[purpose]?.agreedVersion === version && given[purpose].withdrawnAt === undefined)
    .map(({ purpose }) => purpose);
}

type Assured = { readonly assurance: 'L1' | 'L2'; readonly assuredAt: string; readonly provedToConsent?: true };

/** 本人在场: proved at L2, lately, and not for something else. */
export function isPresent({ assurance, assuredAt, provedToConsent }: Assured, nowMs: number): boolean {
  return assurance === 'L2' && provedToConsent !== true && isFresh(epochMsOf(assuredAt), nowMs);
}

/** True when presence was proved recently enough to decide something that cannot be taken back. `at` and `now` in milliseconds. */
export function isFresh(assuredAtMs: number, nowMs: number): boolean {
  return nowMs - assuredAtMs <= PRESENCE_FRESH_SECONDS * 1000;
}
