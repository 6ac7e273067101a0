import fc from 'fast-check';
import { cleanNumber } from '../../../shared/kernel/typed-number';

const NUMBER = '41909919491231004X';

it.each([
  ['full-width', '４１９０９９１９４９１２３１００４Ｘ'],
  ['a small x', '41909919491231004x'],
  ['a full-width small x', '41909919491231004ｘ'],
  ['a Cyrillic Х', '41909919491231004\u0425'],
  ['a small Cyrillic х', '41909919491231004\u0445'],
  ['a Greek Χ', '41909919491231004\u03a7'],
  ['a small Greek χ', '41909919491231004\u03c7'],
  ['a multiplication sign', '41909919491231004×'],
  ['a Roman ten', '41909919491231004Ⅹ'],
  ['blanks inside', ' 419099 1949 1231\u3000004\u00a0X\n'],
  ['invisible marks', '\ufeff419099\u200b19491231004X\u202c'],
  ['a quote in front', "'41909919491231004X"],
  ['a Chinese quote in front', '\u201841909919491231004X'],
  ['a spreadsheet formula', '="41909919491231004X"'],
])('undoes %s', (_what, typed) => {
  expect(cleanNumber(typed)).toBe(NUMBER);
});

it('takes letters for digits where only digits stand, and nowhere else', () => {
  expect(cleanNumber('419O9919491231OO4X')).toBe(NUMBER);
  expect(cleanNumber('4l9099l949l23l004x')).toBe(NUMBER);
  expect(cleanNumber('4I909919491231004X-l')).toBe(`${NUMBER}-1`);
  expect(cleanNumber('419O99491231OO4')).toBe('419099491231004');
  for (const other of ['EO1234567', 'IL1234567', 'CHN110100000001', 'OILOILOILOILOIL']) expect(cleanNumber(other)).toBe(other);
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
