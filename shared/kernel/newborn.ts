/**
 * 新生儿（暂无证件）: a newborn is known by its mother's document number and the order of birth, until the first
 * document of its own.
 */
import { addDays, type ChinaDay } from './china-day';
import { readNumbered, typeOfNumber } from './citizen-number';
import type { DocumentRefusal, LegalDocument } from './legal-document';
import { ok, refuse, type Result } from './result';
import { readServiceNumber } from './service-number';

const LAST_DAY_OF_LIFE = 92;
const SHAPE = /^(.+)-([1-9])$/;
/** Passport, travel permit, old permanent residence: whatever the mother has. */
const OTHER_MOTHER_DOCUMENT = /^[A-Z0-9]{5,17}$/;

/** Reads `<mother's document number>-<1…9>`; a mother's citizen number is checked and brought to 18 characters. */
export function readNewborn(number: string, today: ChinaDay): Result<LegalDocument, DocumentRefusal> {
  const [, mother = '', order = ''] = SHAPE.exec(number) ?? [];
  const read = typeOfNumber(mother) ? readNumbered(mother, today) : readOther(mother);
  return read.ok ? ok({ type: '16', number: `${read.value.number}-${order}` }) : read;
}

function readOther(mother: string): Result<{ readonly number: string }, DocumentRefusal> {
  const number = readServiceNumber(mother) ?? (OTHER_MOTHER_DOCUMENT.test(mother) ? mother : undefined);
  return number ? ok({ number }) : refuse('document/format');
}

/** The last day a newborn's number may be used: the 92nd of its life, the day of birth being the first. */
export function newbornNumberEndsOn(birthday: ChinaDay): ChinaDay {
  return addDays(birthday, LAST_DAY_OF_LIFE - 1);
}

/** True from the day of birth to the 92nd day of life. */
export function newbornNumberIsUsable(birthday: ChinaDay, today: ChinaDay): boolean {
  return birthday <= today && today <= newbornNumberEndsOn(birthday);
}
