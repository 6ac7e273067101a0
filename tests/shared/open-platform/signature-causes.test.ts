/** 签名调试, of any request: whichever step of 2.4 is done wrong, that very one is named, by the text and by the signature alone. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { ascii, gbk } from '../../../functions/platform/crypto/other-encodings';
import { debugSignature, type Digests } from '../../../shared/open-platform/debug-signature';
import { SIGNATURE_CAUSES, type SignatureCause } from '../../../shared/open-platform/signature-causes';

const SECRET = 'demo-secret-0123456789abcdef0000';
const sha = (text: string | Uint8Array) => createHash('sha256').update(text);
const digests: Digests = {
  base64: (text) => sha(text).digest('base64'), hex: (text) => sha(text).digest('hex'), base64OfText: (text) => Buffer.from(text).toString('base64'),
  inOtherEncodings: (text) => [gbk(text), ascii(text)].map((bytes) => sha(bytes).digest('base64')),
};

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
type Part = Readonly<Record<string, Value>>;
type Pair = readonly [string, string];
type Asked = { readonly commonIn: Part; readonly req: Part };

const address = 'https://h.example/卡?a=1&phone1=2';
const word = fc.constantFrom('女', '测试甲', '东区 1号', ' 前后 ', 'P0001', 'a&b=c', address, '1+1', '2', '汉族');
const inner = fc.oneof(word, fc.constantFrom('', 'x/y'), fc.integer({ min: 0, max: 9 }), fc.boolean());
const nested = fc.oneof(
  fc.uniqueArray(fc.constantFrom('fatherName', 'birthTime', 'Zone', 'parity', 'url'), { minLength: 1 }).chain((names) => fc.tuple(...names.map(() => inner)).map((values) => Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])))),
  fc.array(fc.record({ idNumber: inner, openId: inner, patid: inner }), { minLength: 1, maxLength: 3 }),
);
const FLAT = ['Zone', 'name', 'phone1', 'address', 'wechatUrl', 'scene', 'appId', 'relation'] as const;
const flat = fc.oneof({ arbitrary: word, weight: 5 }, { arbitrary: fc.constantFrom<Value>('', null, 0, false, 3, true), weight: 2 });
/** Members in any order, some of them empty, numbers among them. */
const shuffled = (part: fc.Arbitrary<Part>) => part.chain((members) => fc.shuffledSubarray(Object.entries(members), { minLength: Object.keys(members).length }).map((entries): Part => Object.fromEntries(entries)));
const business: fc.Arbitrary<Asked> = fc.record({
  commonIn: shuffled(fc.record({ timestamp: fc.constant('1700000000'), requestId: fc.stringMatching(/^[0-9A-F]{8}$/), hospitalId: fc.constant('99901'), channelNum: fc.constantFrom(0, 1), appToken: fc.stringMatching(/^[0-9a-f]{8}$/) })),
  req: shuffled(fc.tuple(fc.dictionary(fc.constantFrom(...FLAT), flat, { minKeys: 1 }), fc.dictionary(fc.constantFrom('childInfo', 'healthCardItems'), nested)).map(([one, other]) => ({ ...one, ...other }))),
});
const credential: fc.Arbitrary<Asked> = fc.record({ commonIn: shuffled(fc.constantFrom<Part[]>(...['', undefined].map((appToken) => ({ timestamp: '1700000000', requestId: 'R1', hospitalId: '99901', ...(appToken === undefined ? {} : { appToken }) })))), req: fc.constant({ appId: 'demo-app-0001' }) });
const anyCall = fc.oneof({ arbitrary: business, weight: 6 }, { arbitrary: credential, weight: 1 });

const isNested = (value: Value | undefined): value is Part => typeof value === 'object' && value !== null;
const sortKeys = (value: Value): Value => (Array.isArray(value) ? value.map(sortKeys) : isNested(value) ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, sortKeys(value[name] ?? '')])) : value);
const render = (value: Value) => (typeof value === 'string' ? value : JSON.stringify(sortKeys(value)));
const membersOf = ({ commonIn, req }: Asked): Part => ({ ...commonIn, ...req });
const filled = (part: Part): Part => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== '' && value !== null));
const byBytes = (pairs: readonly Pair[]) => [...pairs].sort(([one], [other]) => (one < other ? -1 : 1));
const join = (pairs: readonly Pair[]) => pairs.map(([name, value]) => `${name}=${value}`).join('&');
const pairsOf = (part: Part, write: (value: Value, name: string) => string = render): Pair[] => Object.entries(filled(part)).map(([name, value]) => [name, write(value, name)]);
const right = (asked: Asked) => join(byBytes(pairsOf(membersOf(asked))));
const rewritten = (asked: Asked, write: (value: Value, name: string) => string) => join(byBytes(pairsOf(membersOf(asked), write)));
const nestedAs = (asked: Asked, write: (json: string, value: Part) => string) => rewritten(asked, (value) => (isNested(value) ? write(render(value), value) : render(value)));
const without = (asked: Asked, isOut: (name: string, value: Value) => boolean) => join(byBytes(pairsOf(Object.fromEntries(Object.entries(membersOf(asked)).filter(([name, value]) => !isOut(name, value))))));
const spaced = (json: string) => json.replace(/("(?:[^"\\]|\\.)*")|([,:])/g, (_all, quoted: string | undefined, mark = '') => quoted ?? `${mark as string} `);
const escaped = (text: string) => text.replace(/[\u0080-\uffff]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
const dropEmpty = (value: Value): Value => (Array.isArray(value) ? value.map(dropEmpty) : isNested(value) ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== '').map(([name, one]) => [name, dropEmpty(one)])) : value);
const backwards = (value: Value): Value => (Array.isArray(value) ? value.map(backwards) : isNested(value) ? Object.fromEntries(Object.keys(value).sort().reverse().map((name) => [name, value[name] ?? ''])) : value);

/** What is signed, and whether the signature alone can tell. `pick`: which of several members. */
type Mistake = { readonly cause: SignatureCause; readonly text: (asked: Asked, pick: number) => string; readonly onlyByText?: true };
const one = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];
const MISTAKES: readonly Mistake[] = [
  { cause: 'url-encoded', text: (asked) => rewritten(asked, (value) => encodeURIComponent(render(value))) },
  { cause: 'empty-kept', text: (asked) => join(byBytes(Object.entries(membersOf(asked)).map(([name, value]) => [name, value === null ? '' : render(value)]))) },
  { cause: 'order-as-sent', text: (asked) => join(pairsOf(membersOf(asked))) },
  { cause: 'order-as-sent', text: (asked) => join([...byBytes(pairsOf(asked.req)), ...byBytes(pairsOf(asked.commonIn))]) },
  { cause: 'order-as-sent', text: (asked, pick) => { const pairs = byBytes(pairsOf(membersOf(asked))); const at = pick % pairs.length; return join([...pairs.slice(at).reverse(), ...pairs.slice(0, at)]); }, onlyByText: true },
  { cause: 'order-ignores-case', text: (asked) => join([...pairsOf(membersOf(asked))].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))) },
  { cause: 'milliseconds', text: (asked) => rewritten(asked, (value, name) => (name === 'timestamp' ? `${render(value)}000` : render(value))) },
  { cause: 'milliseconds', text: (asked) => rewritten(asked, (value, name) => (name === 'timestamp' ? `${render(value)}123` : render(value))), onlyByText: true },
  { cause: 'trimmed', text: (asked) => rewritten(asked, (value) => render(value).trim()) },
  { cause: 'zero-dropped', text: (asked) => without(asked, (_name, value) => value === 0 || value === false) },
  { cause: 'sign-included', text: (asked) => join(byBytes([...pairsOf(membersOf(asked)), ['sign', '']])) },
  { cause: 'sign-included', text: (asked) => `${right(asked)}&sign=abc`, onlyByText: true },
  { cause: 'nested-not-json', text: (asked) => nestedAs(asked, () => '[object Object]') },
  { cause: 'nested-not-json', text: (asked) => nestedAs(asked, () => '{name=测试甲, parity=}'), onlyByText: true },
  { cause: 'nested-spaced', text: (asked) => nestedAs(asked, spaced) },
  { cause: 'nested-escaped', text: (asked) => nestedAs(asked, escaped) },
  { cause: 'nested-empty-dropped', text: (asked) => nestedAs(asked, (_json, value) => render(dropEmpty(value))) },
  { cause: 'nested-unsorted', text: (asked) => nestedAs(asked, (_json, value) => JSON.stringify(backwards(value))), onlyByText: true },
  { cause: 'token-missing', text: (asked) => without(asked, (name) => name === 'appToken') },
  { cause: 'req-missing', text: ({ commonIn }) => right({ commonIn, req: {} }) },
  { cause: 'common-missing', text: ({ req }) => right({ commonIn: {}, req }) },
  { cause: 'member-missing', text: (asked, pick) => { const gone = one(pairsOf(membersOf(asked)).map(([name]) => name), pick); return without(asked, (name) => name === gone); } },
  { cause: 'member-extra', text: (asked) => join(byBytes([...pairsOf(membersOf(asked)), ['patid2', 'P1']])), onlyByText: true },
  { cause: 'member-extra', text: (asked) => `${right(asked)}&patid2=P1`, onlyByText: true },
  { cause: 'value-differs', text: (asked, pick) => { const other = one(Object.entries(filled(membersOf(asked))).flatMap(([name, value]) => (isNested(value) ? [] : [name])), pick); return rewritten(asked, (value, name) => (name === other ? 'other' : render(value))); }, onlyByText: true },
  { cause: 'not-utf8', text: (asked) => ascii(right(asked)).reduce((text, byte) => text + String.fromCharCode(byte), '') },
  { cause: 'ampersand-at-end', text: (asked) => `${right(asked)}&` },
  { cause: 'secret-named', text: (asked) => `${right(asked)}&key=` },
  { cause: 'blank-at-end', text: (asked) => `${right(asked)}\n` },
];

function named(asked: Asked, pasted: { readonly signedText?: string; readonly sign: string }) {
  const found = debugSignature({ request: JSON.stringify(asked), ...pasted }, [SECRET], digests);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

/** One text may come of two mistakes (only one member is empty, and it is the only zero): then neither name is wrong. */
function others(asked: Asked, pick: number, { cause, text }: Mistake): boolean {
  const theirs = text(asked, pick);
  return MISTAKES.some((other) => other.cause !== cause && other.text(asked, pick) === theirs);
}

const RUNS = 15;

describe.each(MISTAKES.map((mistake, index) => [`${mistake.cause} (${String(index)})`, mistake] as const))('%s', (_title, mistake) => {
  const { cause, text, onlyByText } = mistake;

  it('is named, and nothing else is', () => {
    let tried = 0;
    fc.assert(fc.property(anyCall, fc.nat(40), (asked, pick) => {
      const theirs = text(asked, pick);
      const sign = digests.base64(theirs + SECRET);
      fc.pre(theirs !== right(asked) && named(asked, { sign }).acceptedAs === undefined && !others(asked, pick, mistake));
      tried += 1;
      expect(named(asked, { signedText: theirs, sign: 'x' })).toMatchObject({ cause });
      if (!onlyByText) expect(named(asked, { sign })).toMatchObject({ cause });
    }), { numRuns: RUNS, maxSkipsPerRun: 1_000 });
    expect(tried).toBeGreaterThanOrEqual(RUNS);
  });
});

it('is named where it is done to the text as a whole, or to its digest', () => {
  fc.assert(fc.property(anyCall, (asked) => {
    const whole = right(asked) + SECRET;
    for (const [cause, sign] of [
      ['secret-first', digests.base64(SECRET + right(asked))], ['hex-not-base64', digests.hex(whole)], ['base64-of-hex', digests.base64OfText(digests.hex(whole))],
      ['sign-case-changed', digests.base64(whole).toLowerCase()],
    ] as const) expect(named(asked, { sign })).toMatchObject({ cause });
    expect(named(asked, { sign: digests.base64('another'), signedText: right(asked) })).toMatchObject({ cause: 'other-secret' });
    expect(named(asked, { sign: '', signedText: right(asked) })).toMatchObject({ cause: 'sign-missing' });
  }), { numRuns: 100 });
});

it('tries every cause there is', () => {
  const elsewhere: readonly SignatureCause[] = ['secret-first', 'hex-not-base64', 'base64-of-hex', 'sign-case-changed', 'other-secret', 'sign-missing', 'nested-null-kept', 'unknown'];
  expect(new Set([...MISTAKES.map(({ cause }) => cause), ...elsewhere])).toEqual(new Set(Object.keys(SIGNATURE_CAUSES)));
});

it('names a null that was kept inside a nested value', () => {
  const asked: Asked = { commonIn: { requestId: 'R1' }, req: { childInfo: { parity: null, fatherName: '甲' } } };
  const theirs = 'childInfo={"fatherName":"甲","parity":null}&requestId=R1';
  for (const pasted of [{ sign: digests.base64(theirs + SECRET) }, { sign: 'x', signedText: theirs }]) expect(named(asked, pasted)).toMatchObject({ cause: 'nested-null-kept', field: 'childInfo' });
});

describe('asking for a token', () => {
  const common = { timestamp: '1700000000', requestId: 'R1', hospitalId: '99901', channelNum: 0 };
  const tokenAs = (value: string) => `appId=demo-app-0001&appToken=${value}&channelNum=0&hospitalId=99901&requestId=R1&timestamp=1700000000`;

  it.each(['', 'null', 'demo-token'])('names appToken as what does not belong when it was signed as "%s"', (value) => {
    const asked: Asked = { commonIn: common, req: { appId: 'demo-app-0001' } };
    expect(named(asked, { sign: 'x', signedText: tokenAs(value) })).toMatchObject({ cause: 'member-extra', field: 'appToken' });
  });

  it('names it by the signature alone, and as an empty member where the request has it', () => {
    const sign = digests.base64(tokenAs('') + SECRET);
    expect(named({ commonIn: common, req: { appId: 'demo-app-0001' } }, { sign })).toMatchObject({ cause: 'member-extra', field: 'appToken' });
    expect(named({ commonIn: { ...common, appToken: '' }, req: { appId: 'demo-app-0001' } }, { sign })).toMatchObject({ cause: 'empty-kept', field: 'appToken' });
  });
});
