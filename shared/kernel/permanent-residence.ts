/** 外国人永久居留身份证: the new 18-character form and the old one of 15, valid until its expiry. */
import type { ChinaDay } from './china-day';
import { numberedReader } from './citizen-number';
import { isPossibleBirthday, type DocumentRefusal, type LegalDocument } from './legal-document';
import { ok, refuse, type Result } from './result';

/** 3 letters of nationality, 4 digits of region, 6 of birth (yymmdd), 1 of serial, 1 check digit. */
const OLD_SHAPE = /^[A-Z]{3}\d{12}$/;
const WEIGHTS = [7, 3, 1] as const;

/** ICAO 9303 check digit: digits count as themselves, letters from A = 10, weights 7-3-1. */
export function icaoCheckDigit(text: string): string {
  const sum = [...text].reduce((total, character, place) => total + parseInt(character, 36) * (WEIGHTS[place % 3] ?? 0), 0);
  return String(sum % 10);
}

/** The days that yymmdd can mean, of either century. */
function possibleBirthdays(yymmdd: string, today: ChinaDay): ChinaDay[] {
  const rest = `${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`;
  return ['19', '20'].map((century) => century + rest).filter((day) => isPossibleBirthday(day, today));
}

function readOld(number: string, today: ChinaDay): Result<LegalDocument, DocumentRefusal> {
  if (icaoCheckDigit(number.slice(0, 14)) !== number.charAt(14)) return refuse('document/check-digit');
  const [birthday, another] = possibleBirthdays(number.slice(7, 13), today);
  if (birthday === undefined) return refuse('document/birth-date');
  // Two centuries are possible: the number does not say which, so no birthday is claimed from it.
  return ok(another === undefined ? { type: '15', number, birthday } : { type: '15', number });
}

const readNew = numberedReader('15');

/** Reads either form. */
export function readPermanentResidence(number: string, today: ChinaDay): Result<LegalDocument, DocumentRefusal> {
  return OLD_SHAPE.test(number) ? readOld(number, today) : readNew(number, today);
}
