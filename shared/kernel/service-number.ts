/** 军官证, 武警证: written 军字第1234567号, typed with or without 字第号. */
import type { DocumentType, DocumentReader } from './legal-document';
import { ok, refuse } from './result';

const SERVICE_NUMBER = /^([\u4e00-\u9fff]{1,4}?)?字?第?(\d{6,8})号?$/;

/** The number in its one form; undefined when it is none. */
export function readServiceNumber(number: string): string | undefined {
  const [, unit, digits] = SERVICE_NUMBER.exec(number) ?? [];
  return unit && digits ? `${unit}字第${digits}号` : digits;
}

export function serviceReader(type: DocumentType): DocumentReader {
  return function readService(typed) {
    const number = readServiceNumber(typed);
    return number ? ok({ type, number }) : refuse('document/format');
  };
}
