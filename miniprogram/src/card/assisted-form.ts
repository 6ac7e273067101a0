/** What a clerk types from the original documents, what is wrong with it, and what is sent. Pure. */
import type { assistClaimRoute } from '@shared/card/assisted.routes';
import { guardianDecides } from '@shared/identity/family.rules';
import { readPerson } from '@shared/identity/identity.rules';
import type { ChinaDay } from '@shared/kernel/china-day';
import { readDocument, type LegalDocument } from '@shared/kernel/documents';
import { isPossibleBirthday } from '@shared/kernel/legal-document';
import type { Refusal } from '@shared/kernel/result';
import type { InputOf } from '@shared/kernel/route';
import { dayOfParts, type DateParts } from '../ui/day-of-parts';
import { WITHOUT_BIRTHDAY } from '../ui/document-words';
import { missingIn, stillWrong } from '../ui/typed-document';
import type { DocumentErrors, TypedDocument } from '../ui/typed-document';
import { ASSIST, ASSIST_REFUSALS, type ProofKind } from './assisted.copy';

export type TypedPerson = TypedDocument & {
  /** The day it is typed: it bounds birthdays and tells who is a child. */
  readonly today: ChinaDay;
  readonly phone: string;
  readonly withGuardian: boolean;
  readonly guardian: TypedDocument;
  readonly birthday: DateParts;
};

export type PersonErrors = DocumentErrors & {
  readonly phone?: string | undefined;
  readonly guardian?: DocumentErrors | undefined;
  readonly birthday?: string | undefined;
};

export type TypedConsent = { readonly seen: boolean; readonly kind: ProofKind };

const EMPTY: TypedDocument = { name: '', idType: '01', idNumber: '' };
export const nobodyOn = (today: ChinaDay): TypedPerson => ({ ...EMPTY, today, phone: '', withGuardian: false, guardian: EMPTY, birthday: { year: '', month: '', day: '' } });

/** What the number tells; undefined until it can be read. */
function documentOf({ idType, idNumber, today }: TypedPerson): LegalDocument | undefined {
  const read = readDocument(idType, idNumber, today);
  return read.ok ? read.value : undefined;
}

/** Where the number tells no birthday, or will not. */
export function asksBirthday(typed: TypedPerson): boolean {
  const document = documentOf(typed);
  return document ? document.birthday === undefined : WITHOUT_BIRTHDAY.has(typed.idType);
}

/** As far as what is typed tells: who is under 14, or shows what only children show. */
export function isChild(typed: TypedPerson): boolean {
  const birthday = asksBirthday(typed) ? dayOfParts(typed.birthday) : documentOf(typed)?.birthday;
  return guardianDecides({ type: typed.idType, birthday }, typed.today);
}

export function needsGuardian(typed: TypedPerson): boolean {
  return typed.withGuardian || isChild(typed);
}

/** Nothing is typed of the guardian yet. */
function isBlank({ name, idNumber }: TypedDocument): boolean {
  return name.trim() === '' && idNumber.trim() === '';
}

function documentErrors(typed: TypedDocument, today: ChinaDay): DocumentErrors | undefined {
  const missing = missingIn(typed);
  if (missing) return missing;
  const read = readPerson(typed, today);
  if (read.ok) return undefined;
  const text = ASSIST_REFUSALS[read.refusal.code];
  return read.refusal.facts?.field === 'name' ? { name: text } : { idNumber: text };
}

function birthdayError({ birthday, today }: TypedPerson): string | undefined {
  const day = dayOfParts(birthday);
  return day !== undefined && isPossibleBirthday(day, today) ? undefined : ASSIST.birthdayWrong;
}

function guardianErrors(typed: TypedPerson, mayWait: boolean): DocumentErrors | undefined {
  if (!needsGuardian(typed) || (mayWait && isBlank(typed.guardian))) return undefined;
  return documentErrors(typed.guardian, typed.today);
}

function phoneOf({ phone }: TypedPerson): string {
  return phone.normalize('NFKC').replace(/[\s-]/g, '');
}

function phoneError(typed: TypedPerson): string | undefined {
  return /^(1\d{10})?$/.test(phoneOf(typed)) ? undefined : ASSIST.phoneWrong;
}

/** What can be seen without asking the platform; undefined when nothing is wrong. `guardianMayWait`: until it is clear what is to be done. */
export function personErrors(typed: TypedPerson, guardianMayWait = false): PersonErrors | undefined {
  const own = documentErrors(typed, typed.today);
  const guardian = guardianErrors(typed, guardianMayWait);
  const birthday = asksBirthday(typed) ? birthdayError(typed) : undefined;
  const errors = { ...own, guardian, birthday, phone: phoneError(typed) };
  return Object.values(errors).every((error) => error === undefined) ? undefined : errors;
}

/** What was said of a field goes when the field is changed, until it is judged again. */
export function personStillWrong(errors: PersonErrors, before: TypedPerson, after: TypedPerson): PersonErrors {
  return {
    ...stillWrong(errors, before, after),
    phone: before.phone === after.phone ? errors.phone : undefined,
    birthday: before.birthday === after.birthday ? errors.birthday : undefined,
    guardian: errors.guardian && stillWrong(errors.guardian, before.guardian, after.guardian),
  };
}

const FIELDS: Readonly<Record<string, (text: string) => PersonErrors>> = {
  name: (name) => ({ name }),
  idNumber: (idNumber) => ({ idNumber }),
  idType: (idNumber) => ({ idNumber }),
  guardian: (name) => ({ guardian: { name } }),
  'guardian.name': (name) => ({ guardian: { name } }),
  'guardian.idNumber': (idNumber) => ({ guardian: { idNumber } }),
  'guardian.idType': (idNumber) => ({ guardian: { idNumber } }),
  birthday: (birthday) => ({ birthday }),
  phone: (phone) => ({ phone }),
};

/** Where the platform's refusal belongs among what was typed; undefined when it is about none of it. */
export function errorsOfRefusal({ facts }: Refusal, text: string): PersonErrors | undefined {
  return FIELDS[facts?.field ?? '']?.(text);
}

/** The claim as it is sent. */
export function claimOf(typed: TypedPerson, { kind }: TypedConsent, imageBase64: string): InputOf<typeof assistClaimRoute> {
  const { name, idType, idNumber, guardian } = typed;
  const phone = phoneOf(typed);
  const birthday = asksBirthday(typed) ? dayOfParts(typed.birthday) : undefined;
  return {
    name, idType, idNumber, documentSeen: true, proof: { kind, imageBase64 },
    ...(phone === '' ? {} : { phone }),
    ...(needsGuardian(typed) && !isBlank(guardian) ? { guardian } : {}),
    ...(birthday === undefined ? {} : { birthday }),
  };
}
