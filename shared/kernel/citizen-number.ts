/**
 * GB 11643 citizen numbers and their kin of the same build: 6 digits of place, 8 of birth, 3 of serial (the last of them
 * odd for men), a check character by MOD 11-2. Kin are the residence permits for Hong Kong, Macau (81, 82) and Taiwan (83)
 * and, since 2023-12-01, the foreigner's permanent residence card (first digit 9, which no citizen has).
 */
import type { ChinaDay } from './china-day';
import { isPossibleBirthday, type DocumentReader, type DocumentRefusal, type DocumentType, type LegalDocument } from './legal-document';
import { ok, refuse, type Result } from './result';

type NumberedType = Extract<DocumentType, '01' | '10' | '11' | '15'>;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** Only structure is asked: an area code is that of the first registration, and hundreds have been abolished since. */
const SHAPES: readonly (readonly [NumberedType, RegExp])[] = [
  ['10', /^8[12]0000\d{11}[\dX]$/],
  ['11', /^830000\d{11}[\dX]$/],
  ['15', /^9[1-8]\d{15}[\dX]$/],
  ['01', /^[1-8](\d{14}|\d{16}[\dX])$/],
];

/** Serials of the old 15-digit numbers kept for people born in the century before 1900. */
const CENTENARIAN_SERIAL = /99[6-9]$/;

/** The check character that belongs to the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** The document a number of this build belongs to, by its shape alone. */
export function typeOfNumber(number: string): NumberedType | undefined {
  return SHAPES.find(([, shape]) => shape.test(number))?.[0];
}

/** The 18-character form: old 15-digit numbers get their century and check character, others stay as they are. */
export function lengthened(number: string): string {
  if (number.length !== 15) return number;
  const century = CENTENARIAN_SERIAL.test(number) ? '18' : '19';
  const digits = number.slice(0, 6) + century + number.slice(6);
  return digits + checkCharacter(digits);
}

/** Reads a number of this build, whichever of the four documents it belongs to. */
export function readNumbered(number: string, today: ChinaDay): Result<LegalDocument, DocumentRefusal> {
  const type = typeOfNumber(number);
  if (!type) return refuse('document/format');
  const full = lengthened(number);
  if (full.charAt(17) !== checkCharacter(full)) return refuse('document/check-digit');
  const birthday = `${full.slice(6, 10)}-${full.slice(10, 12)}-${full.slice(12, 14)}`;
  if (!isPossibleBirthday(birthday, today)) return refuse('document/birth-date');
  return ok({ type, number: full, birthday, gender: Number(full.charAt(16)) % 2 === 1 ? '1' : '2' });
}

/** A reader that takes only the numbers of the given documents. */
export function numberedReader(...types: readonly NumberedType[]): DocumentReader {
  return function readOneOf(number, today) {
    const found = typeOfNumber(number);
    if (found && !types.includes(found)) return refuse('document/other-type');
    return readNumbered(number, today);
  };
}
