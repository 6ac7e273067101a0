import fc from 'fast-check';
import { cleanNumber } from '../../../shared/kernel/typed-number';

const NUMBER = '11010519491231002X';

it.each([
  ['full-width', '１１０１０５１９４９１２３１００２Ｘ'],
  ['a small x', '11010519491231002x'],
  ['a full-width small x', '11010519491231002ｘ'],
  ['a Cyrillic Х', '11010519491231002\u0425'],
  ['a small Cyrillic х', '11010519491231002\u0445'],
  ['a Greek Χ', '11010519491231002\u03a7'],
  ['a small Greek χ', '11010519491231002\u03c7'],
  ['a multiplication sign', '11010519491231002×'],
  ['a Roman ten', '11010519491231002Ⅹ'],
  ['blanks inside', ' 110105 1949 1231\u3000002\u00a0X\n'],
  ['invisible marks', '\ufeff110105\u200b19491231002X\u202c'],
  ['a quote in front', "'11010519491231002X"],
  ['a Chinese quote in front', '\u201811010519491231002X'],
  ['a spreadsheet formula', '="11010519491231002X"'],
])('undoes %s', (_what, typed) => {
  expect(cleanNumber(typed)).toBe(NUMBER);
});

it('brings look-alikes of other letters to Latin', () => {
  expect(cleanNumber('\u041d12345678')).toBe('H12345678');
  expect(cleanNumber('\u039c12345678')).toBe('M12345678');
  expect(cleanNumber('\u0415\u041a1234567')).toBe('EK1234567');
});

it('cleans once and for all', () => {
  fc.assert(fc.property(fc.stringMatching(/^[0-9A-Za-z'"= -]{0,20}$/), (text) => {
    const letters = cleanNumber(text).replace(/['"=]/g, '');
    expect(cleanNumber(letters)).toBe(letters);
  }));
});
