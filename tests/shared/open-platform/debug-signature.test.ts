/** The signature debugger: each mistake of a real client is found by its signature alone, and by its text; the secret is never shown. */
import { createHash } from 'node:crypto';
import { ascii, gbk } from '../../../functions/platform/crypto/other-encodings';
import { debugSignature, type Digests, type Pasted } from '../../../shared/open-platform/debug-signature';
import { SIGNATURE_CAUSES, type SignatureCause } from '../../../shared/open-platform/signature-causes';

const SECRET = 'demo-secret-0123456789abcdef0000';
const digests: Digests = {
  base64: (text) => createHash('sha256').update(text).digest('base64'),
  hex: (text) => createHash('sha256').update(text).digest('hex'),
  base64OfText: (text) => Buffer.from(text).toString('base64'),
  inOtherEncodings: (text) => [gbk(text), ascii(text)].map((bytes) => createHash('sha256').update(bytes).digest('base64')),
};

const REQUEST = {
  commonIn: { timestamp: '1700000000', requestId: 'R1', hospitalId: '99901', channelNum: 0, appToken: 'token', sign: '' },
  req: { name: '测试甲 ', address: '', Zone: '东区', url: 'https://h.example/a', isSelf: false, phone1: '13800000000', childInfo: { fatherName: '测试乙', parity: '', birthTime: '1/2' } },
};
const TEXT = 'Zone=东区&appToken=token&channelNum=0&childInfo={"birthTime":"1/2","fatherName":"测试乙","parity":""}&hospitalId=99901&isSelf=false&name=测试甲 &phone1=13800000000&requestId=R1&timestamp=1700000000&url=https://h.example/a';

function setup(pasted: Partial<Pasted> = {}, secrets: readonly string[] = [SECRET]) {
  const found = debugSignature({ request: JSON.stringify(REQUEST), ...pasted }, secrets, digests);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}
const signed = (text: string) => digests.base64(text + SECRET);

/** What a client with this mistake signs. */
const MISTAKEN: readonly (readonly [SignatureCause, string])[] = [
  ['url-encoded', TEXT.split('&').map((pair) => pair.replace(/=(.*)$/, (_all, value: string) => `=${encodeURIComponent(value)}`)).join('&')],
  ['empty-kept', TEXT.replace('&appToken', '&address=&appToken')],
  ['order-as-sent', 'timestamp=1700000000&requestId=R1&hospitalId=99901&channelNum=0&appToken=token&name=测试甲 &Zone=东区&url=https://h.example/a&isSelf=false&phone1=13800000000&childInfo={"birthTime":"1/2","fatherName":"测试乙","parity":""}'],
  ['order-ignores-case', `${TEXT.replace('Zone=东区&', '')}&Zone=东区`],
  ['milliseconds', TEXT.replace('1700000000', '1700000000000')],
  ['trimmed', TEXT.replace('测试甲 &', '测试甲&')],
  ['zero-dropped', TEXT.replace('channelNum=0&', '').replace('isSelf=false&', '')],
  ['sign-included', TEXT.replace('&timestamp', '&sign=&timestamp')],
  ['sign-included', TEXT.replace('&appToken', '&address=&appToken').replace('&timestamp', '&sign=&timestamp')],
  ['nested-not-json', TEXT.replace(/\{.*\}/, '[object Object]')],
  ['nested-spaced', TEXT.replace(/\{.*\}/, '{"birthTime": "1/2", "fatherName": "测试乙", "parity": ""}')],
  ['nested-escaped', TEXT.replace('测试乙', '\\u6d4b\\u8bd5\\u4e59').replace('1/2', '1\\/2')],
  ['nested-empty-dropped', TEXT.replace(',"parity":""', '')],
  ['token-missing', TEXT.replace('appToken=token&', '')],
  ['req-missing', 'appToken=token&channelNum=0&hospitalId=99901&requestId=R1&timestamp=1700000000'],
  ['common-missing', 'Zone=东区&childInfo={"birthTime":"1/2","fatherName":"测试乙","parity":""}&isSelf=false&name=测试甲 &phone1=13800000000&url=https://h.example/a'],
];

it('shows the text and the signature the platform makes', () => {
  expect(setup()).toMatchObject({ signedText: TEXT, expectedSign: signed(TEXT), cause: 'sign-missing' });
  expect(setup({ sign: 'x' })).toMatchObject({ cause: 'unknown' });
});

it.each(MISTAKEN)('finds %s by the signature alone', (cause, text) => {
  expect(setup({ sign: signed(text) })).toMatchObject({ cause });
});

it.each(MISTAKEN)('finds %s by the text, and shows where it parts', (cause, text) => {
  const { difference, ...found } = setup({ signedText: text, sign: 'x' });
  expect(found).toMatchObject({ cause });
  const at = difference?.at ?? -1;
  // The accepted form that is nearest to theirs.
  const nearest = cause === 'zero-dropped' ? TEXT.replace('channelNum=0&', '') : TEXT;
  expect(text.slice(0, at)).toBe(nearest.slice(0, at));
  expect(text[at]).not.toBe(nearest[at]);
  expect(text).toContain(difference?.theirs);
  expect(nearest).toContain(difference?.ours);
});

it.each<[SignatureCause, string, string | undefined]>([
  ['ampersand-at-end', digests.base64(`${TEXT}&${SECRET}`), `${TEXT}&${SECRET}`],
  ['secret-named', digests.base64(`${TEXT}&appSecret=${SECRET}`), `${TEXT}&appSecret=${SECRET}`],
  ['secret-named', digests.base64(`${TEXT}&key=${SECRET}`), `${TEXT}&key=`],
  ['secret-first', digests.base64(SECRET + TEXT), SECRET + TEXT],
  ['blank-at-end', digests.base64(`${TEXT} ${SECRET}`), `${TEXT} `],
  ['blank-at-end', digests.base64(`${TEXT}${SECRET}\n`), `${TEXT}\n`],
  ['hex-not-base64', digests.hex(TEXT + SECRET).toUpperCase(), undefined],
  ['base64-of-hex', digests.base64OfText(digests.hex(TEXT + SECRET)), undefined],
  ['other-secret', digests.base64(`${TEXT}another`), TEXT],
])('finds %s, which only the end or the digest shows', (cause, sign, signedText) => {
  if (cause !== 'other-secret') expect(setup({ sign })).toMatchObject({ cause });
  if (signedText === undefined) return;
  const byText = setup({ signedText, sign: 'x' });
  expect(byText).toMatchObject({ cause });
  expect(JSON.stringify(byText)).not.toContain(SECRET);
});

it.each<[SignatureCause, string, string]>([
  ['member-missing', TEXT.replace('&phone1=13800000000', ''), 'phone1'],
  ['member-extra', TEXT.replace('&phone1', '&patid=P1&phone1'), 'patid'],
  ['value-differs', TEXT.replace('13800000000', '13800000001'), 'phone1'],
  ['value-differs', TEXT.replace('东区', '西区'), 'Zone'],
])('names for %s the member', (cause, signedText, field) => {
  expect(setup({ signedText, sign: signed(signedText) })).toMatchObject({ cause, field });
});

it('does not take a signature that was signed along for a member that is gone', () => {
  for (const signedText of [`${TEXT}&sign=abc`, TEXT.replace('&timestamp', '&sign=abc&timestamp')]) expect(setup({ signedText, sign: signed(signedText) })).toMatchObject({ cause: 'sign-included' });
});

it.each<[string, object, string]>([
  ['null as the empty string', { address: '', patid: null, phone2: '' }, 'address=&appToken=token&hospitalId=1&patid=&phone2=&requestId=R&timestamp=1'],
  ['no null', { address: '', patid: null, phone2: '' }, 'address=&appToken=token&hospitalId=1&phone2=&requestId=R&timestamp=1'],
  ['one of several', { address: '', patid: null, phone2: '' }, 'address=&appToken=token&hospitalId=1&requestId=R&timestamp=1'],
  ['nested values as they were sent', { address: '', list: [{ b: 1, a: 2 }] }, 'address=&appToken=token&hospitalId=1&list=[{"b":1,"a":2}]&requestId=R&timestamp=1'],
])('finds empty strings that were signed by the signature alone: %s', (_what, req, text) => {
  const request = JSON.stringify({ commonIn: { appToken: 'token', hospitalId: '1', requestId: 'R', timestamp: '1', sign: signed(text) }, req });
  expect(setup({ request })).toMatchObject({ cause: 'empty-kept' });
});

it('finds a signature that lost its case, one that is missing, and a text in another encoding', () => {
  expect(setup({ sign: signed(TEXT).toLowerCase() })).toMatchObject({ cause: 'sign-case-changed' });
  expect(setup({ signedText: TEXT })).toMatchObject({ cause: 'sign-missing' });
  for (const bytes of [gbk(TEXT + SECRET), ascii(TEXT + SECRET)]) expect(setup({ sign: createHash('sha256').update(bytes).digest('base64') })).toMatchObject({ cause: 'not-utf8' });
  expect(setup({ signedText: TEXT.replace('东区', '\ufffd\ufffd'), sign: 'x' })).toMatchObject({ cause: 'not-utf8', field: 'Zone' });
});

it('writes GBK as others read it', () => {
  const text = 'Zone=东区&name=测试甲';
  expect(new TextDecoder('gbk').decode(gbk(text))).toBe(text);
  expect([gbk('😀a'), ascii('甲a')].map((bytes) => Buffer.from(bytes).toString())).toEqual(['?a', '?a']);
});

it('tells the first of two mistakes', () => {
  const both = TEXT.replace('&appToken', '&address=&appToken').replace('13800000000', '138');
  expect(setup({ signedText: both })).toMatchObject({ cause: 'empty-kept' });
});

it('tells a timestamp in milliseconds that is also in the request', () => {
  const request = JSON.stringify({ ...REQUEST, commonIn: { ...REQUEST.commonIn, timestamp: 1700000000000 } });
  expect(setup({ request, sign: 'x' })).toMatchObject({ cause: 'milliseconds' });
});

it.each<[string, string]>([
  ['contract', TEXT],
  ['nested-as-sent', TEXT.replace(/\{.*\}/, JSON.stringify(REQUEST.req.childInfo))],
  ['without-channel-zero', TEXT.replace('channelNum=0&', '')],
])('says that the form %s is accepted', (acceptedAs, text) => {
  const request = JSON.stringify({ ...REQUEST, commonIn: { ...REQUEST.commonIn, sign: signed(text) } });
  expect(setup({ request })).toEqual({ call: expect.anything(), signedText: TEXT, expectedSign: signed(TEXT), acceptedAs });
});

it('accepts the older of two secrets, and shows the newer one\'s signature', () => {
  expect(setup({ sign: signed(TEXT) }, ['newer-secret-0123456789', SECRET])).toMatchObject({ acceptedAs: 'contract', expectedSign: digests.base64(`${TEXT}newer-secret-0123456789`) });
});

it('refuses what is no request as the gateway does', () => {
  expect(debugSignature({ request: '{"commonIn":{}}' }, [SECRET], digests)).toEqual({ ok: false, refusal: { code: 'envelope-not-valid', facts: { field: 'req' } } });
  expect(debugSignature({ request: '{"a":1,"a":2}' }, [SECRET], digests)).toEqual({ ok: false, refusal: { code: 'member-twice' } });
});

it('has words and a remedy for every cause', () => {
  for (const { chinese, remedy } of Object.values(SIGNATURE_CAUSES)) expect(chinese.length * remedy.length).toBeGreaterThan(0);
});
