/**
 * Document numbers that pass every check and can belong to nobody: citizens' numbers with the area code 419099, which was
 * never assigned; permits and permanent-residence numbers of the citizens' build only for births before 1900; an old
 * permanent-residence number of a nationality that does not exist.
 */
import { addDays, isChinaDay } from '../../../shared/kernel/china-day';
import type { ChinaDay } from '../../../shared/kernel/china-day';
import { checkCharacter } from '../../../shared/kernel/citizen-number';
import { icaoCheckDigit } from '../../../shared/kernel/permanent-residence';
import type { Gender } from './sample-person';

const NEVER_ASSIGNED = '419099';
const NO_NATIONALITY = 'ZZZ';

/** 17th digit: odd for men, even for women. `order` (1-499) tells people of one birthday apart. */
function serial(order: number, gender: Gender): string {
  return String(order * 2 + (gender === '1' ? 1 : 0)).padStart(3, '0');
}

function eighteen(head: string, birthday: ChinaDay, tail: string): string {
  const digits = head + birthday.replaceAll('-', '') + tail;
  return digits + checkCharacter(digits);
}

export function citizenNumber(birthday: ChinaDay, order: number, gender: Gender): string {
  return eighteen(NEVER_ASSIGNED, birthday, serial(order, gender));
}

/** The form of before 1999: no century, no check character. Only for births of the twentieth century. */
export function oldCitizenNumber(birthday: ChinaDay, order: number, gender: Gender): string {
  return NEVER_ASSIGNED + birthday.replaceAll('-', '').slice(2) + serial(order, gender);
}

export type PermitArea = '810000' | '820000' | '830000';

export function residencePermitNumber(area: PermitArea, birthday: ChinaDay, gender: Gender): string {
  return eighteen(area, beforeTheLiving(birthday), serial(0, gender));
}

/** Since December 2023: 9, two digits of province, three of country, then as a citizen's number. */
export function permanentResidenceNumber(birthday: ChinaDay, gender: Gender): string {
  return eighteen('941840', beforeTheLiving(birthday), serial(0, gender));
}

/** Until November 2023: nationality, region, yymmdd, serial, check digit. */
export function oldPermanentResidenceNumber(birthday: ChinaDay): string {
  const digits = `${NO_NATIONALITY}4101${birthday.replaceAll('-', '').slice(2)}1`;
  return digits + icaoCheckDigit(digits);
}

function beforeTheLiving(birthday: ChinaDay): ChinaDay {
  if (birthday >= '1900-01-01') throw new RangeError('a number of this build may be somebody\'s: invent a birth before 1900');
  return birthday;
}

/** The same day `years` years earlier; 29 February becomes 1 March in a common year. */
export function yearsBefore(day: ChinaDay, years: number): ChinaDay {
  const year = String(Number(day.slice(0, 4)) - years);
  const same = year + day.slice(4);
  return isChinaDay(same) ? same : addDays(`${year}-02-28`, 1);
}

/** A birthday of somebody who is `age` today; the same all month long. */
export function aged(age: number, today: ChinaDay): ChinaDay {
  return yearsBefore(addDays(`${today.slice(0, 7)}-01`, -100), age);
}

/** A birthday of somebody who turns `age` in `days` days. */
export function turning(age: number, days: number, today: ChinaDay): ChinaDay {
  return yearsBefore(addDays(today, days), age);
}
