/** 签名原文: the vectors of the contract (2.6), the forms real clients send (2.5), and what must not pass. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { readCall, NESTING_MAX } from '../../../shared/open-platform/received';
import { acceptedTexts, contradiction, signedText } from '../../../shared/open-platform/signed-text';

const SECRET = 'demo-secret-0123456789abcdef0000';
const COMMON = { requestId: '0A1B2C3D4E5F60718293A4B5C6D7E8F9', hospitalId: '99901', timestamp: '1700000000' };
const CALLED = { ...COMMON, channelNum: 0, appToken: 'demo-token-0001' };
const PERSON = {
  wechatCode: '11112222333344445555666677778888', name: '测试甲', gender: '女', nation: '汉族', birthday: '1990-01-02',
  idNumber: '11010119900102002X', idType: '01', phone1: '13800000000', patid: 'P0001',
};
const ITEM = {
  wechatCode: 'W1', name: '测试甲', gender: '女', nation: '汉族', birthday: '1990-01-02', idNumber: '11010119900102002X', idType: '01',
  phone1: '13800000000', phone2: '', patid: 'P0001', openId: 'o1', wechatUrl: 'https://h.example/c?a=1&b=2',
};
const sign = (text: string, secret = SECRET) => createHash('sha256').update(text + secret, 'utf8').digest('base64');

function texts(body: string): string[] {
  const call = readCall(body);
  if (!call.ok) throw new Error(call.refusal.code);
  return [...acceptedTexts(call.value)];
}

describe('the vectors of the contract', () => {
  it.each([
    ['0, the guide\'s own example', '8c8e763f443ef983ac33aef1c7085cfb', { requestId: 'DB4D975748A84309977EA25224C0F5CF', hospitalId: '90003', timestamp: '1525392000' }, { appId: 'a1a2e0bde41574ad8ea9a4bb58022oop' }, 'TsccMUMTHfOiEovR2hMlRXcQqctRFmPbpPIZdxXCJ/o='],
    ['0b, a numeric zero is signed', 'secret', { channelNum: 0 }, {}, 'izPY5tjxkXETiFSV03ck5ImGpUv2fvK8aHcFrDebzc4='],
    ['1, getAppToken', SECRET, { ...COMMON, channelNum: 0, appToken: '' }, { appId: 'demo-app-0001' }, 'yNxAz2PkrsLRC2MpvIsd2CNeRA/mSeCbPFMswPtpUgw='],
    ['2, without channelNum', SECRET, COMMON, { appId: 'demo-app-0001' }, 'f99V7QpsL6d6hZtKSI9Jv7EDxh7rUifh+//UrxfN4E8='],
    ['3, registerHealthCard', SECRET, CALLED, { ...PERSON, address: '', phone2: '' }, 'TmyeMG5ofm+joL+dvQ5xZSGQSwP9OHkP48Tr81Tn5jw='],
    ['4, with childInfo', SECRET, CALLED, { ...PERSON, relation: '2', childInfo: { fatherName: '测试乙', fatherIdType: '01' } }, 'KXo9ihgZLCnfhfkrmT5+hvv1/URfWLqOydGwT62RQeY='],
    ['5, registerBatchHealthCard', SECRET, CALLED, { healthCardItems: [ITEM] }, 'gvZgiY7NbIo8WmKZOIdn61py/0urTk43YnqcxMxk/4Y='],
    ['6, related ids', SECRET, { ...CALLED, relateAppId: 'wx0000000000000001', relateOpenId: 'oTEST-0001' }, { healthCode: 'F0E1D2C3B4A5968778695A4B3C2D1E0F' }, 'kkthnIesDoplDDa1p2RK43s7eVEg3ujOLMCCXPSilZs='],
  ])('%s: what we sign and what we accept first', (...[, secret, commonIn, req, expected]) => {
    expect(sign(signedText(commonIn, req), secret)).toBe(expected);
    expect(sign(texts(JSON.stringify({ req, commonIn: { ...commonIn, sign: 'x' } }))[0] ?? '', secret)).toBe(expected);
  });

  it('5g: nested values in the escapes of Go\'s encoder', () => {
    const accepted = texts(JSON.stringify({ commonIn: CALLED, req: { healthCardItems: [ITEM] } })).map((text) => sign(text));
    expect(accepted).toContain('GFAzJ0Tf3Sni7tUZnwI04daCmaiYe0+dOTFOv0KWogQ=');
  });
});

describe('the forms of real clients', () => {
  it('accepts nested values in the member order of the sender, without the blanks', () => {
    const accepted = texts('{"commonIn":{"requestId":"R"},"req":{"childInfo": { "z" : "\\u4e00" , "a": [1, 2.50, null] }}}');
    expect(accepted).toContain('childInfo={"z":"\\u4e00","a":[1,2.50,null]}&requestId=R');
    expect(accepted[0]).toBe('childInfo={"a":[1,2.5,null],"z":"一"}&requestId=R');
  });

  it('accepts a numeric channelNum 0 that was left out, but no other number', () => {
    expect(texts('{"commonIn":{"channelNum":0,"requestId":"R"},"req":{}}')).toEqual(['channelNum=0&requestId=R', 'requestId=R']);
    expect(texts('{"commonIn":{"channelNum":1,"requestId":"R"},"req":{}}')).toEqual(['channelNum=1&requestId=R']);
    expect(texts('{"commonIn":{"channelNum":"0","requestId":"R"},"req":{}}')).toEqual(['channelNum=0&requestId=R']);
  });

  it('renders a timestamp the same as text and as number', () => {
    expect(texts('{"commonIn":{"timestamp":1700000000},"req":{}}')).toEqual(texts('{"commonIn":{"timestamp":"1700000000"},"req":{}}'));
  });

  it('accepts strings of only white space signed or left out', () => {
    expect(texts('{"commonIn":{"requestId":"R"},"req":{"phid":" "}}')).toEqual(['phid= &requestId=R', 'requestId=R']);
  });

  it('sorts member names by bytes, those that look like numbers too', () => {
    expect(texts('{"commonIn":{"requestId":"R"},"req":{"extInfo":{"2":"b","10":"a","C":"d","b":"e"}}}')[0]).toBe('extInfo={"10":"a","2":"b","C":"d","b":"e"}&requestId=R');
  });
});

describe('what is not read', () => {
  it.each([
    ['no JSON', 'appId=1', 'body-not-json'],
    ['text behind the object', '{"commonIn":{},"req":{}} x', 'body-not-json'],
    ['a raw control character', '{"commonIn":{"a":"\u0001"},"req":{}}', 'body-not-json'],
    ['a string without end', `{"commonIn":{"a":"${'a'.repeat(50_000)}`, 'body-not-json'],
    ['no parts', '{"commonIn":{}}', 'envelope-not-valid'],
    ['a part that is a list', '{"commonIn":{},"req":[]}', 'envelope-not-valid'],
    ['one member twice', '{"commonIn":{"sign":"a","sign":"b"},"req":{}}', 'member-twice'],
    ['one member twice, spelt with escapes', '{"commonIn":{},"req":{"name":"a","n\\u0061me":"b"}}', 'member-twice'],
    ['one part twice', '{"commonIn":{},"req":{},"req":{}}', 'member-twice'],
    ['one member twice deep inside', '{"commonIn":{},"req":{"a":[{"b":1,"b":1}]}}', 'member-twice'],
    ['nesting beyond the limit', `{"commonIn":{},"req":{"a":${'['.repeat(NESTING_MAX)}${']'.repeat(NESTING_MAX)}}}`, 'nested-too-deep'],
  ])('%s', (_name, body, code) => {
    expect(readCall(body)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('names the member that says two things', () => {
    const read = (body: string) => {
      const call = readCall(body);
      return call.ok ? contradiction(call.value) : call.refusal.code;
    };
    expect(read('{"commonIn":{"hospitalId":"99901"},"req":{"hospitalId":"99902"}}')).toBe('hospitalId');
    expect(read('{"commonIn":{"hospitalId":"99901"},"req":{"hospitalId":"99901"}}')).toBeUndefined();
  });

  // A serialiser that writes every member (.NET) sends `hospitalId` of reportHISData as null, and signs the one of the envelope.
  it.each(['null', '""'])('takes %s for nothing said: the other part is what counts', (nothing) => {
    const call = readCall(`{"commonIn":{"hospitalId":"99901"},"req":{"hospitalId":${nothing}}}`);
    expect(call.ok && [contradiction(call.value), [...acceptedTexts(call.value)]]).toEqual([undefined, ['hospitalId=99901']]);
  });
});

it('reads every JSON as the language does, and what we sign is what we accept first', () => {
  const member = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((name) => name !== 'sign');
  fc.assert(fc.property(fc.dictionary(member, fc.jsonValue({ maxDepth: 4 })), (req) => {
    const body = JSON.stringify({ commonIn: {}, req }, null, 1);
    const call = readCall(body);
    if (!call.ok) throw new Error(call.refusal.code);
    expect(Object.fromEntries([...call.value.req].map(([name, { value }]) => [name, value]))).toEqual((JSON.parse(body) as { req: object }).req);
    expect([...acceptedTexts(call.value)][0]).toBe(signedText({}, JSON.parse(JSON.stringify(req)) as Record<string, never>));
  }), { numRuns: 500 });
});
