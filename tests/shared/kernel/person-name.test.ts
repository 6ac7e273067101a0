import fc from 'fast-check';
import { readName, sameName } from '../../../shared/kernel/person-name';

function nameOf(raw: string): string | undefined {
  const result = readName(raw);
  return result.ok ? result.value : undefined;
}

it.each(['·', '•', '‧', '・', '．', '･', '.', '∙', '⋅', '●', ' · ', '··', '\u0387', '\u02d9', '\u1427', '\u2e33', '\u2981', '\u318d', '\u2218', '\u{10101}'])('brings the dot %j of a name to U+00B7', (dot) => {
  expect(nameOf(`阿依古丽${dot}买买提`)).toBe('阿依古丽\u00b7买买提');
});

it('keeps rare characters of every extension', () => {
  for (const rare of ['㛃', '䶮', '𠀀', '𬱖', '𫠊', '𰀀', '𱁬', '〇', '﨑']) expect(nameOf(`张${rare}`)).toBe(`张${rare}`);
});

it('leaves every unified ideograph as it is', () => {
  const blocks = [[0x3400, 0x4dbf], [0x4e00, 0x9fff], [0x20000, 0x2a6df], [0x2a700, 0x2ebe0], [0x2ebf0, 0x2ee5d], [0x30000, 0x323af]] as const;
  for (const [first, last] of blocks) {
    for (let start = first; start <= last; start += 50) {
      const text = Array.from({ length: Math.min(50, last - start + 1) }, (_, step) => String.fromCodePoint(start + step)).join('');
      expect(nameOf(text)).toBe(text);
    }
  }
});

it('brings compatibility ideographs and radicals to the unified character', () => {
  expect(nameOf('\uf9e1晴')).toBe('李晴');
  expect(nameOf('張\u{2f80a}')).toBe('張僧');
  expect(nameOf('\u2fbc明')).toBe('高明');
});

it('reads the private use characters of old systems', () => {
  expect(nameOf('刘\ue863')).toBe('刘䶮');
  expect(nameOf('王\ue816')).toBe('王𠂇');
  expect(nameOf('王\ue864')).toBe('王龻');
  expect(nameOf('王\ue000')).toBeUndefined();
});

it('drops variation selectors and invisible marks', () => {
  expect(nameOf('\ufeff辻\u{e0100}子\u200b')).toBe('辻子');
});

it('drops blanks between Chinese characters and keeps one between Latin words', () => {
  expect(nameOf('  张\u3000 三 ')).toBe('张三');
  expect(nameOf(' anna   maria\u00a0o\u2019brien ')).toBe("ANNA MARIA O'BRIEN");
  expect(nameOf('ＪＯＨＮ　ＳＭＩＴＨ')).toBe('JOHN SMITH');
  expect(nameOf('José Müller–Łuk Jr.')).toBe('JOSÉ MÜLLER-ŁUK JR.');
});

it.each(['', ' ', '张3', '张三😀', '·张', '张·', '张三!', '张/三', '<b>', '张\u0000三', 'たなか', '张'.repeat(51), '①张', '张٣'])('refuses %j', (raw) => {
  expect(readName(raw)).toEqual({ ok: false, refusal: { code: 'name/format' } });
});

it('counts characters, not code units', () => {
  expect(nameOf('𬱖'.repeat(50))).toBe('𬱖'.repeat(50));
});

it('reads its own canonical form to itself', () => {
  const letter = fc.constantFrom('张', '三', '𬱖', 'Ａ', 'é', 'o', ' ', '·', '.', '-', "'", '\uf9e1', '•', '\ue863');
  fc.assert(fc.property(fc.array(letter, { maxLength: 12 }), (letters) => {
    const name = nameOf(letters.join(''));
    if (name !== undefined) expect(nameOf(name)).toBe(name);
  }), { numRuns: 1000 });
});

it('answers a long run of dots and blanks at once', () => {
  const started = process.hrtime.bigint();
  readName(`A${'. '.repeat(24)}`);
  readName(`张${'·.'.repeat(5000)}1`);
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000);
});

describe('sameName', () => {
  it.each([
    ['张三', '张三', true, 'identical'],
    ['阿依古丽•买买提', '阿依古丽·买买提', true, 'written-alike'],
    ['john smith', 'JOHN SMITH', true, 'written-alike'],
    ['阿依古丽买买提', '阿依古丽·买买提', true, 'marks-left-out'],
    ["O'BRIEN", 'OBRIEN', true, 'marks-left-out'],
    ['张三', '张叁', false, 'different'],
    ['张三', '张3', false, 'not-a-name'],
    ['', '', false, 'not-a-name'],
  ])('%s and %s: %s, %s', (one, other, same, because) => {
    expect(sameName(one, other)).toEqual({ same, because });
    expect(sameName(other, one)).toEqual({ same, because });
  });
});
