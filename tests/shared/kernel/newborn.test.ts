import { addDays } from '../../../shared/kernel/china-day';
import { documentKey, readDocument } from '../../../shared/kernel/documents';
import { newbornNumberEndsOn, newbornNumberIsUsable } from '../../../shared/kernel/newborn';

const TODAY = '2026-03-01';
const MOTHER = '412724189908124425';

function numberOf(typed: string) {
  const result = readDocument('16', typed, TODAY);
  return result.ok ? result.value.number : result.refusal.code;
}

it('takes the mother\'s number and the order of birth', () => {
  expect(numberOf(`${MOTHER}-1`)).toBe(`${MOTHER}-1`);
  expect(numberOf('H12345678-2')).toBe('H12345678-2');
  expect(numberOf('KAZ110090123105-9')).toBe('KAZ110090123105-9');
});

it('takes the officer\'s or armed policewoman\'s number of a mother, as her own document is written', () => {
  expect(numberOf('军字第0000001号-1')).toBe('军字第0000001号-1');
  expect(numberOf('武 0000001 － 2')).toBe('武字第0000001号-2');
  expect(documentKey({ type: '16', number: numberOf('军0000001-1') })).toBe(documentKey({ type: '16', number: '军字第0000001号-1' }));
});

it('tells no birthday and no gender: those in the number are the mother\'s', () => {
  expect(readDocument('16', `${MOTHER}-1`, TODAY)).toEqual({ ok: true, value: { type: '16', number: `${MOTHER}-1` } });
});

it('reads dashes of every keyboard, and a mother\'s old number as her new one', () => {
  expect(numberOf(`${MOTHER}－１`)).toBe(`${MOTHER}-1`);
  expect(numberOf(`${MOTHER} — 1`)).toBe(`${MOTHER}-1`);
  expect(numberOf('419099490307001-1')).toMatch(/^41909919490307001[\dX]-1$/);
});

it('keeps twins apart, and child from mother', () => {
  const keys = [`${MOTHER}-1`, `${MOTHER}-2`].map((number) => documentKey({ type: '16', number }));
  expect(new Set([...keys, documentKey({ type: '01', number: MOTHER })]).size).toBe(3);
});

it.each([
  ['without order', MOTHER, 'document/format'],
  ['as a tenth child', `${MOTHER}-10`, 'document/format'],
  ['as child zero', `${MOTHER}-0`, 'document/format'],
  ['without a mother', '-1', 'document/format'],
  ['of a mistyped mother', '412724189908124426-1', 'document/check-digit'],
])('refuses a newborn %s', (_what, typed, code) => {
  expect(numberOf(typed)).toBe(code);
});

it('may be used from the day of birth to the 92nd day of life', () => {
  const born = '2025-12-31';
  expect(newbornNumberEndsOn(born)).toBe('2026-04-01');
  expect(newbornNumberIsUsable(born, addDays(born, -1))).toBe(false);
  expect(newbornNumberIsUsable(born, born)).toBe(true);
  expect(newbornNumberIsUsable(born, addDays(born, 91))).toBe(true);
  expect(newbornNumberIsUsable(born, addDays(born, 92))).toBe(false);
});
