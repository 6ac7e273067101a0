/** 港澳居民来往内地通行证 and 台湾居民来往大陆通行证: no check digit, no birthday; only the shape can be asked. */
import type { DocumentRefusal, LegalDocument } from './legal-document';
import { ok, refuse, type Result } from './result';

/** H (Hong Kong) or M (Macau) and 8 digits for life; old cards add two digits that count the renewals. */
const HONG_KONG_MACAU = /^[HM]\d{8}(\d{2})?$/;
/** 8 digits; older forms 10 digits, or 10 digits and a letter, printed in brackets. */
const TAIWAN = /^(\d{8}|\d{10}[A-Z]?)$/;

export function readHongKongMacauPermit(number: string): Result<LegalDocument, DocumentRefusal> {
  return HONG_KONG_MACAU.test(number) ? ok({ type: '06', number }) : refuse('document/format');
}

export function readTaiwanPermit(number: string): Result<LegalDocument, DocumentRefusal> {
  const bare = number.replace(/[()]/g, '');
  return TAIWAN.test(bare) ? ok({ type: '07', number: bare }) : refuse('document/format');
}

/** The part that stays the same over renewals. */
export function lifelongPart(hongKongMacauNumber: string): string {
  return hongKongMacauNumber.slice(0, 9);
}
