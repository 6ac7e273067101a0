/** What a clerk types from the original documents, what is wrong with it, and what is sent. Pure. */
import type { assistClaimRoute } from '@shared/card/assisted.routes';
import { readPerson } from '@shared/identity/identity.rules';
import type { ChinaDay } from '@shared/kernel/china-day';
import { isChinaDay } from '@shared/kernel/china-day';
import type { Refusal } from '@shared/kernel/result';
import type { InputOf } from '@shared/kernel/route';
import { dayOfParts, type DateParts } from '../ui/day-of-parts';
import { missingIn, stillWrong } from '../ui/typed-document';
import type { DocumentErrors, TypedDocument } from '../ui/typed-document';
import { ASSIST, ASSIST_REFUSALS, type ProofKind } from './assisted.copy';

export type TypedPerson = TypedDocument & {
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
export const NOBODY: TypedPerson = { ...EMPTY, phone: '', withGuardian: false, guardian: EMPTY, birthday: { year: '', month: '', day: '' } };

/** 16: known by its mother's number, so guardian and birthday are always needed. */
export function isNewborn({ idType }: Pick<TypedPerson, 'idType'>): boolean {
  return idType === '16';
}

export function needsGuardian(typed: TypedPerson): boolean {
  return typed.withGuardian || isNewborn(typed);
}

function documentErrors(typed: TypedDocument, today: ChinaDay): DocumentErrors | undefined {
  const missing = missingIn(typed);
  if (missing) return missing;
  const read = readPerson(typed, today);
  if (read.ok) return undefined;
  const text = ASSIST_REFUSALS[read.refusal.code];
  return read.refusal.facts?.field === 'name' ? { name: text } : { idNumber: text };
}

function birthdayError({ birthday }: TypedPerson, today: ChinaDay): string | undefined {
  const day = dayOfParts(birthday);
  return day !== undefined && isChinaDay(day) && day <= today ? undefined : ASSIST.birthdayWrong;
}

function phoneOf({ phone }: TypedPerson): string {
  return phone.normalize('NFKC').replace(/[\s-]/g, '');
}

function phoneError(typed: TypedPerson): string | undefined {
  return /^(1\d{10})?$/.test(phoneOf(typed)) ? undefined : ASSIST.phoneWrong;
}

/** What can be seen without asking the platform; undefined when nothing is wrong. `today` bounds birthdays. */
export function personErrors(typed: TypedPerson, today: ChinaDay): PersonErrors | undefined {
  const own = documentErrors(typed, today);
  const guardian = needsGuardian(typed) ? documentErrors(typed.guardian, today) : undefined;
  const birthday = isNewborn(typed) ? birthdayError(typed, today) : undefined;
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
  const birthday = isNewborn(typed) ? dayOfParts(typed.birthday) : undefined;
  return {
    name, idType, idNumber, documentSeen: true, proof: { kind, imageBase64 },
    ...(phone === '' ? {} : { phone }),
    ...(needsGuardian(typed) ? { guardian } : {}),
    ...(birthday === undefined ? {} : { birthday }),
  };
}
