/** Reading the number of a legal document as typed, scanned or imported, and the key it is looked up by. */
import type { ChinaDay } from './china-day';
import { lengthened, numberedReader, readNumbered, typeOfNumber } from './citizen-number';
import type { DocumentReader, DocumentRefusal, DocumentType, LegalDocument } from './legal-document';
import { readNewborn } from './newborn';
import { readPermanentResidence } from './permanent-residence';
import { ok, refuse, type Result } from './result';
import { serviceReader } from './service-number';
import { lifelongPart, readHongKongMacauPermit, readTaiwanPermit } from './travel-permits';
import { cleanNumber } from './typed-number';

export { DocumentType, LegalDocument } from './legal-document';
export type { DocumentRefusal } from './legal-document';

/** A household number (9 digits) is shared by everyone in the household. */
const HOUSEHOLD_NUMBER = /^\d{9}$/;

function shaped(type: DocumentType, shape: RegExp): DocumentReader {
  return (number) => (shape.test(number) ? ok({ type, number }) : refuse('document/format'));
}

/** Documents that carry the holder's citizen number, or else a number of their own. */
function borrowingReader(type: DocumentType, ownShape: RegExp): DocumentReader {
  const readOwn = shaped(type, ownShape);
  return function readBorrowed(number, today) {
    if (!typeOfNumber(number)) return readOwn(number, today);
    const read = readNumbered(number, today);
    return read.ok ? ok({ ...read.value, type }) : read;
  };
}

const READERS: Readonly<Record<DocumentType, DocumentReader>> = {
  '01': numberedReader('01'),
  '02': borrowingReader('02', HOUSEHOLD_NUMBER),
  '03': shaped('03', /^[A-Z0-9]{5,15}$/),
  '04': serviceReader('04'),
  '05': borrowingReader('05', /^(?!\d{15}$|\d{17}[\dX]$)[A-Z0-9]{6,20}$/),
  '06': readHongKongMacauPermit,
  '07': readTaiwanPermit,
  '08': shaped('08', /^[A-Z]\d{9}$/),
  '09': serviceReader('09'),
  '10': numberedReader('10'),
  '11': numberedReader('11'),
  '15': readPermanentResidence,
  '16': readNewborn,
  '17': numberedReader('10', '11'),
  '99': shaped('99', /^[A-Z0-9\u4e00-\u9fff()/-]{3,30}$/),
};

/**
 * Reads a number as a person typed it. The answer's number is canonical, and its type may be narrower than the one
 * asked: 17 becomes 10 or 11. A number that reads is well formed, not verified.
 */
export function readDocument(type: DocumentType, rawNumber: string, today: ChinaDay): Result<LegalDocument, DocumentRefusal> {
  return READERS[type](cleanNumber(rawNumber), today);
}

/** Documents whose number may be one of the GB 11643 build: one number, one key, whichever card shows it. */
const MAY_CARRY_PERSON_NUMBER: readonly DocumentType[] = ['01', '02', '05', '10', '11', '15', '17'];

/** The text a document is looked up by: the same for every way of writing, and every card that carries, one number. */
export function documentKey({ type, number }: LegalDocument): string {
  if (type === '06') return `06:${lifelongPart(number)}`;
  const owner = MAY_CARRY_PERSON_NUMBER.includes(type) ? typeOfNumber(number) : undefined;
  return owner ? `${owner}:${lengthened(number)}` : `${type}:${number}`;
}

/** False for a household number, which says the family but not which of them. */
export function identifiesOnePerson({ type, number }: LegalDocument): boolean {
  return type !== '02' || !HOUSEHOLD_NUMBER.test(number);
}
