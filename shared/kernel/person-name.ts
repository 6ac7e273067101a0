/** Names of persons: one canonical form for every way of typing the same name. */
import { GBK_PRIVATE_FIRST, GBK_PRIVATE_IDEOGRAPHS } from './gbk-private-ideographs';
import { ok, refuse, type Result } from './result';

export const NAME_MAX_CHARACTERS = 50;

/** CJK unified ideographs with extensions A-J, the twelve that sit among the compatibility ones, and 〇. */
const HAN =
  '\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\ufa0e\\ufa0f\\ufa11\\ufa13\\ufa14\\ufa1f\\ufa21\\ufa23\\ufa24\\ufa27-\\ufa29\\u{20000}-\\u{2fa1f}\\u{30000}-\\u{3347f}';
/** Latin as passports print it, with its accents. */
const LATIN = 'A-Z\\u00c0-\\u00d6\\u00d8-\\u00de\\u0100-\\u024f\\u1e00-\\u1eff';
const NAME = new RegExp(`^[${HAN}${LATIN}]+([· '.,-]+[${HAN}${LATIN}]+)*\\.?$`, 'u');

/** The dots that keyboards offer for the middle dot of names such as 阿依古丽·买买提. Brought to one before NFKC, which would take ˙ apart. */
const MIDDLE_DOTS = /[\u00b7\u02d9\u0387\u1427\u16eb\u2022\u2027\u2218\u2219\u22c5\u25cf\u25e6\u2981\u2e31\u2e33\u30fb\u318d\uff65\ua78f\u{10101}]/gu;
/** Marks without a shape of their own, variation selectors included: registers keep the base character. */
const INVISIBLE = /[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc`\u00b4]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const BETWEEN_HAN = new RegExp(`([${HAN}])([ .·]+)(?=[${HAN}])`, 'gu');
const GBK_PRIVATE = /[\ue815-\ue864]/g;

function fromGbkPrivate(character: string): string {
  return GBK_PRIVATE_IDEOGRAPHS[character.charCodeAt(0) - GBK_PRIVATE_FIRST] ?? character;
}

/**
 * NFKC makes full-width letters half-width and compatibility ideographs and Kangxi radicals unified ones; it leaves every
 * unified ideograph, the rare ones of all extensions included, as it is (proved by test). Capitals, since passports print capitals.
 */
function canonical(raw: string): string {
  return raw
    .replace(APOSTROPHES, "'")
    .replace(MIDDLE_DOTS, '·')
    .replace(GBK_PRIVATE, fromGbkPrivate)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(BETWEEN_HAN, (_all, before: string, between: string) => (between.trim() === '' ? before : `${before}·`))
    .replace(/ ?·[ ·]*/g, '·')
    .toUpperCase();
}

/** Reads a name as typed: 1-50 characters, Chinese or Latin, no digits, no pictures. */
export function readName(raw: string): Result<string, 'name/format'> {
  const name = canonical(raw);
  return [...name].length <= NAME_MAX_CHARACTERS && NAME.test(name) ? ok(name) : refuse('name/format');
}

/** Whether two names are one, and why: what an officer or a resident can be told. */
export type NameMatch =
  | { readonly same: true; readonly because: 'identical' | 'written-alike' | 'marks-left-out' }
  | { readonly same: false; readonly because: 'different' | 'not-a-name' };

/** Compares as typed, then in canonical form, then without the dots, blanks and marks that some registers drop. */
export function sameName(one: string, other: string): NameMatch {
  const [a, b] = [readName(one), readName(other)];
  if (!a.ok || !b.ok) return { same: false, because: 'not-a-name' };
  if (one === other) return { same: true, because: 'identical' };
  if (a.value === b.value) return { same: true, because: 'written-alike' };
  return bare(a.value) === bare(b.value) ? { same: true, because: 'marks-left-out' } : { same: false, because: 'different' };
}

function bare(name: string): string {
  return name.replace(/[· '.,-]/g, '');
}
