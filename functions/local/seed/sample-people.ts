/** The sample residents of Henan: every age, every legal document, families. Invented, all of them. */
import type { ChinaDay } from '../../../shared/kernel/china-day';
import { foreignHolders, mainlandHolders, permitHolders } from './document-holders';
import { chenHousehold, liuHousehold, singlePersons, zhangHousehold, zhaoHousehold } from './households';
import type { SamplePerson } from './sample-person';

export type { SampleDocument, SamplePerson } from './sample-person';

/**
 * Grown people keep their birthdays, and with them their numbers; children's are counted from `today`, so that a newborn
 * always is one and someone is always about to turn fourteen.
 */
export function samplePeople(today: ChinaDay): readonly SamplePerson[] {
  return [
    zhangHousehold, chenHousehold, liuHousehold, zhaoHousehold, singlePersons, mainlandHolders, permitHolders, foreignHolders,
  ].flatMap((group) => group(today));
}
