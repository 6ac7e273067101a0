/** The question and its answer, as the README of this folder says. */
import * as z from 'zod/mini';

const IdType = z.string().check(z.regex(/^\d{2}$/), z.refine((type) => type !== '17'));
const IdNumber = z.string().check(z.minLength(1), z.maxLength(64));
const Name = z.string().check(z.minLength(1), z.refine((name) => [...name].length <= 50));

const Guardian = z.strictObject({ idType: IdType, idNumber: IdNumber, name: Name });

const Question = z.strictObject({
  requestId: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  idType: IdType,
  idNumber: IdNumber,
  name: Name,
  guardian: z.optional(Guardian),
});
export type RealNameCheck = z.infer<typeof Question>;
export const RealNameCheck = Question.check(z.refine(namesTheMotherOfANewborn));

/** A newborn without a document is known by the mother's number and the order of birth. */
function namesTheMotherOfANewborn(check: Pick<RealNameCheck, 'idType' | 'idNumber' | 'guardian'>): boolean {
  if (check.idType !== '16') return true;
  const mother = /^(.+)-[1-9]$/.exec(check.idNumber)?.[1];
  return mother !== undefined && mother === check.guardian?.idNumber;
}

/** A document under which the register knows a person; a person with two documents is registered twice. */
export type RegisteredPerson = {
  /** Two digits of `HN_ID_TYPE`, never 17. */
  readonly idType: string;
  /** Canonical: 18 digits for 01, the first nine characters for 06. */
  readonly idNumber: string;
  readonly name: string;
  readonly gender: '1' | '2';
  readonly birthday: string;
  /** GB/T 3304; absent for foreigners. */
  readonly nation?: string;
  readonly deceased?: boolean;
  readonly guardians?: readonly { readonly idType: string; readonly idNumber: string; readonly name: string }[];
};

export type RealNameAnswer =
  | { requestId: string; result: 'match'; gender: '1' | '2'; birthday: string; nation?: string }
  | { requestId: string; result: 'name-does-not-match' | 'not-found' | 'deceased' | 'guardian-does-not-match' };

/** Indexes the register once; the returned function answers from memory. */
export function makeRegister(people: readonly RegisteredPerson[]): (check: RealNameCheck) => RealNameAnswer {
  const byNumber = new Map<string, RegisteredPerson[]>();
  for (const person of people) {
    const key = `${person.idType}:${person.idNumber}`;
    byNumber.set(key, [...(byNumber.get(key) ?? []), person]);
  }
  return (check) => answer(check, byNumber.get(`${check.idType}:${check.idNumber}`) ?? []);
}

function answer(check: RealNameCheck, holders: readonly RegisteredPerson[]): RealNameAnswer {
  const { requestId, guardian } = check;
  if (holders.length === 0) return { requestId, result: 'not-found' };
  const person = holders.find((holder) => holder.name === check.name);
  if (!person) return { requestId, result: 'name-does-not-match' };
  if (person.deceased) return { requestId, result: 'deceased' };
  if (guardian && !isGuardianOf(guardian, person)) return { requestId, result: 'guardian-does-not-match' };
  const { gender, birthday, nation } = person;
  return { requestId, result: 'match', gender, birthday, ...(nation && { nation }) };
}

function isGuardianOf(given: NonNullable<RealNameCheck['guardian']>, { guardians = [] }: RegisteredPerson): boolean {
  return guardians.some(({ idType, idNumber, name }) => idType === given.idType && idNumber === given.idNumber && name === given.name);
}
