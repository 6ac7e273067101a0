/** The legal documents a person can be known by: platform table HN_ID_TYPE. */
import * as z from 'zod/mini';
import { ChinaDay } from './china-day';
import type { Result } from './result';

/**
 * 01 居民身份证 · 02 居民户口簿 · 03 护照 · 04 军官证 · 05 驾驶证 · 06 港澳居民来往内地通行证 · 07 台湾居民来往大陆通行证 ·
 * 08 出生医学证明 · 09 武装警察身份证件 · 10 港澳居民居住证 · 11 台湾居民居住证 · 15 外国人永久居留身份证 ·
 * 16 新生儿（暂无证件）· 17 港澳台居民居住证（来源未区分）· 99 其他法定有效证件
 */
export const DocumentType = z.enum(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '15', '16', '17', '99']);
export type DocumentType = z.infer<typeof DocumentType>;

/** GB/T 2261.1, as far as a document number can tell: 1 male, 2 female. */
export const NumberedGender = z.enum(['1', '2']);
export type NumberedGender = z.infer<typeof NumberedGender>;

/** A document as read: the number in its one canonical form, and what the number itself says of its holder. */
export const LegalDocument = z.object({
  type: DocumentType,
  number: z.string().check(z.minLength(2), z.maxLength(40)),
  birthday: z.exactOptional(ChinaDay),
  gender: z.exactOptional(NumberedGender),
});
export type LegalDocument = z.infer<typeof LegalDocument>;

/** Why a number is no such document: its shape, its check digit, an impossible birthday, or it is that of another type. */
export type DocumentRefusal = 'document/format' | 'document/check-digit' | 'document/birth-date' | 'document/other-type';

/** Reads a cleaned number; `today` bounds the birthdays a number may carry. */
export type DocumentReader = (number: string, today: ChinaDay) => Result<LegalDocument, DocumentRefusal>;

/** Nobody alive, and nobody in any register, was born earlier. */
const EARLIEST_BIRTHDAY = '1850-01-01';

/** True when a person can have been born on that day. */
export function isPossibleBirthday(day: string, today: ChinaDay): boolean {
  return day >= EARLIEST_BIRTHDAY && day <= today && ChinaDay.safeParse(day).success;
}
