/** The gateway of the open platform: what real clients send passes, what was altered, repeated or guessed does not. */
import { request } from 'node:http';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { openTown, type Town } from '../rig/open-town';
import { AUTH, bodyOf, DEMO, newSerial, openPartner, P, post, type Called } from './partner';

jest.setTimeout(120_000);

let town: Town;
let clockMs = 0;
let partner: Awaited<ReturnType<typeof openPartner>>;
beforeAll(async () => {
  town = await openTown({ now: () => Date.now() + clockMs });
  partner = await openPartner(town.url);
});
afterAll(() => town.end());
afterEach(() => { clockMs = 0; });

const BIND = { patid: 'P1', qrCodeText: `${'A'.repeat(64)}:1` };
const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const getToken = (called: Called = {}, req: object = { appId: DEMO.appId }) => post(town.url, `${AUTH}getAppToken`, bodyOf({ ...req }, '', called));
/** A signed call that comes as far as its content. */
const passes = codeOf('card-not-found');

describe('getAppToken', () => {
  it('answers in the contract\'s envelope: requestId echoed, 成功, a number of seconds', async () => {
    const requestId = newSerial();
    const { commonOut, rsp } = await getToken({ commonIn: { requestId } });
    expect(commonOut).toEqual({ requestId, resultCode: 0, errMsg: '成功' });
    expect(rsp).toEqual({ appToken: expect.stringMatching(/^[\da-f]{64}$/), expiresIn: 7200 });
  });

  it('takes the .NET form without channelNum, and a timestamp as number', async () => {
    expect((await getToken({ commonIn: { channelNum: undefined, relateAppId: undefined, relateOpenId: undefined } })).commonOut.resultCode).toBe(0);
    expect((await getToken({ commonIn: { timestamp: Math.floor(Date.now() / 1000) } })).commonOut.resultCode).toBe(0);
  });

  it('lets the token before live for the overlap, and not longer', async () => {
    const old = await openPartner(town.url);
    const next = await openPartner(town.url);
    expect(old.token).not.toBe(next.token);
    const bindWith = async (token: string) => (await post(town.url, `${P}bindCardRelation`, bodyOf(BIND, token, { commonIn: { timestamp: String(Math.floor((Date.now() + clockMs) / 1000)) } }))).commonOut.resultCode;
    expect(await bindWith(old.token)).toBe(passes);
    clockMs = 299_000;
    expect([await bindWith(old.token), await bindWith(next.token)]).toEqual([passes, passes]);
    clockMs = 331_000;
    expect([await bindWith(old.token), await bindWith(next.token)]).toEqual([codeOf('token-not-valid'), passes]);
    clockMs = 7_201_000;
    expect(await bindWith(next.token)).toBe(codeOf('token-not-valid'));
  });

  it('gives each of twenty servers that ask at once a token that works', async () => {
    const partners = await Promise.all(Array.from({ length: 20 }, () => openPartner(town.url)));
    const answers = await Promise.all(partners.map((one) => one.call(`${P}bindCardRelation`, BIND)));
    expect(answers.map(({ commonOut }) => commonOut.resultCode)).toEqual(answers.map(() => passes));
  });

  it.each<[string, Called, object, ResultName]>([
    ['an app nobody registered', {}, { appId: 'nobody' }, 'app-unknown'],
    ['an appId sent as a number', {}, { appId: 1 }, 'app-unknown'],
    ['another institution\'s hospital', { commonIn: { hospitalId: '10002' } }, { appId: DEMO.appId }, 'hospital-unknown'],
    ['a wrong secret', { partner: { ...DEMO, secret: 'demo-secret-0123456789abcdef0001' } }, { appId: DEMO.appId }, 'sign'],
    ['milliseconds', { commonIn: { timestamp: String(Date.now()) } }, { appId: DEMO.appId }, 'clock'],
    ['no appId', {}, {}, 'input-not-valid'],
    ['a clock six minutes off', { commonIn: { timestamp: String(Math.floor(Date.now() / 1000) - 360) } }, { appId: DEMO.appId }, 'clock'],
    ['channelNum as a text', { commonIn: { channelNum: '0' } }, { appId: DEMO.appId }, 'envelope-not-valid'],
    ['no requestId', { commonIn: { requestId: '' } }, { appId: DEMO.appId }, 'envelope-not-valid'],
  ])('refuses %s', async (_what, called, req, name) => {
    const { commonOut, rsp } = await getToken(called, req);
    expect(commonOut).toMatchObject({ resultCode: codeOf(name), errMsg: expect.stringContaining(RESULT_CODES[name].chinese) });
    expect(rsp).toMatchObject({ appToken: '', expiresIn: 0 });
  });
});

describe('a call', () => {
  it('passes whatever the content type, and with Expect: 100-continue', async () => {
    const { commonOut } = await partner.call(`${P}bindCardRelation`, BIND, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(commonOut.resultCode).toBe(passes);
    const body = bodyOf(BIND, partner.token);
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = request(town.url + P + 'bindCardRelation', { method: 'POST', headers: { expect: '100-continue', 'content-length': Buffer.byteLength(body) } }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => { text += chunk.toString(); }).on('end', () => { resolve(text); });
      });
      sent.on('continue', () => { sent.end(body); }).on('error', reject);
    });
    expect(JSON.parse(answer)).toMatchObject({ commonOut: { resultCode: passes } });
  });

  it('gets an envelope also where there is no method, and for what is no JSON', async () => {
    expect((await partner.call(`${P}noSuchMethod`, BIND)).commonOut.resultCode).toBe(codeOf('method-unknown'));
    for (const [body, name] of [['', 'body-not-json'], ['{"commonIn":', 'body-not-json'], ['[]', 'body-not-json'], ['{}', 'envelope-not-valid'], ['null', 'body-not-json']] as const) {
      const { commonOut, rsp } = await post(town.url, `${P}bindCardRelation`, body);
      expect([body, commonOut.resultCode, typeof rsp]).toEqual([body, codeOf(name), 'object']);
    }
  });

  it('is named in its refusal as far as it can be read', async () => {
    for (const req of ['', ',"req":null', ',"req":[]']) {
      const { commonOut } = await post(town.url, `${P}bindCardRelation`, `{"commonIn":{"requestId":"R-1"}${req}}`);
      expect(commonOut).toEqual({ requestId: 'R-1', resultCode: codeOf('envelope-not-valid'), errMsg: '公共参数不正确(req)' });
    }
  });

  it('is refused in other letters than UTF-8, whatever they look like', async () => {
    const body = bodyOf({ ...BIND, patid: 'P-?' }, partner.token);
    const gbk = Buffer.concat([Buffer.from(body.slice(0, body.indexOf('P-?'))), Buffer.from([0xd6, 0xdc]), Buffer.from(body.slice(body.indexOf('P-?') + 3))]);
    const answer = await fetch(`${town.url}${P}bindCardRelation`, { method: 'POST', body: gbk });
    expect(await answer.json()).toMatchObject({ commonOut: { resultCode: codeOf('body-not-json') } });
  });

  it('by GET is told to come by POST', async () => {
    const answer = await fetch(`${town.url}${P}bindCardRelation`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { commonOut: { resultCode: codeOf('method-not-post'), errMsg: '请用POST调用' }, rsp: { result: false } }]);
  });

  it.each<[string, object]>([['qrCodeText', {}], ['name', { idType: '01', idNumber: '419099198108080026' }], ['patidHospitalId', { patid: 'P-1' }], ['patid', { qrCodeText: 'x', patid: 'P-1' }]])('names %s where one of several forms is due', async (field, input) => {
    expect((await partner.call('/rest/auth/henan/OpenPlatform/AcceptObj/identifyPatient', { ...input })).commonOut.errMsg).toBe(`业务参数不正确(${field})`);
  });

  it('is refused when it is huge, deep, or says one thing twice', async () => {
    const answered = async (body: string) => (await post(town.url, `${P}bindCardRelation`, body)).commonOut.resultCode;
    expect(await answered(bodyOf({ patid: 'x'.repeat(1_100_000) }, partner.token))).toBe(codeOf('request-too-large'));
    // What was not read of it is not taken for the next request: the connection ends.
    const huge = await fetch(`${town.url}${P}bindCardRelation`, { method: 'POST', body: bodyOf({ patid: 'x'.repeat(1_100_000) }, partner.token) });
    expect([huge.status, huge.headers.get('connection')]).toEqual([200, 'close']);
    expect(await answered(`{"commonIn":{},"req":{"a":${'['.repeat(100_000)}`)).toBe(codeOf('nested-too-deep'));
    expect(await answered(bodyOf(BIND, partner.token).replace('"patid":"P1"', '"patid":"P1","patid":"P2"'))).toBe(codeOf('member-twice'));
    expect(await answered(bodyOf({ ...BIND, hospitalId: '99902' }, partner.token))).toBe(codeOf('member-contradicts'));
  });

  it('is refused when anything of it was altered on the way', async () => {
    const body = bodyOf(BIND, partner.token);
    const altered = [body.replace('"P1"', '"P2"'), body.replace('oTEST-0001', 'oTEST-0002'), body.replace('"channelNum":0', '"channelNum":1'), body.replace(/"sign":"./, (found) => `${found.slice(0, -1)}${found.endsWith('A') ? 'B' : 'A'}`)];
    for (const one of altered) expect((await post(town.url, `${P}bindCardRelation`, one)).commonOut.resultCode).toBe(codeOf('sign'));
  });

  it('is refused with another institution\'s token', async () => {
    await town.slices.openPlatformWindow.registerApp({ appId: 'other', name: '别家', cityCode: '410300', hospitals: [{ hospitalId: '20001', name: '别家医院' }], secrets: ['other-secret-0123456789'], redirectHosts: [], switches: { relates: true, clock: true, replay: true }, closed: false });
    const other = await openPartner(town.url, { appId: 'other', secret: 'other-secret-0123456789', hospitalId: '20001' });
    // Signed by one, with the token of the other: whose token it is, decides.
    expect((await post(town.url, `${P}bindCardRelation`, bodyOf(BIND, other.token))).commonOut.resultCode).toBe(codeOf('sign'));
    expect((await other.call(`${P}bindCardRelation`, BIND, { commonIn: { hospitalId: DEMO.hospitalId } })).commonOut.resultCode).toBe(codeOf('hospital-unknown'));
  });
});

describe('the same requestId', () => {
  it('with the same bytes gets the stored answer, also when both come at once', async () => {
    const body = bodyOf({ appId: DEMO.appId }, '');
    const [one, two] = await Promise.all([post(town.url, `${AUTH}getAppToken`, body), post(town.url, `${AUTH}getAppToken`, body)]);
    expect(two.text).toBe(one.text);
    expect((await post(town.url, `${AUTH}getAppToken`, body)).text).toBe(one.text);
  });

  it('with other bytes is refused, unless the institution\'s switch is off', async () => {
    const commonIn = { requestId: newSerial() };
    expect((await partner.call(`${P}bindCardRelation`, BIND, { commonIn })).commonOut.resultCode).toBe(passes);
    expect((await partner.call(`${P}bindCardRelation`, { ...BIND, patid: 'P2' }, { commonIn })).commonOut.resultCode).toBe(codeOf('request-id-reused'));
    const secret = 'fixed-secret-0123456789';
    await town.slices.openPlatformWindow.registerApp({ appId: 'fixed', name: '固定', cityCode: '410300', hospitals: [{ hospitalId: '20002', name: '固定医院' }], secrets: [secret], redirectHosts: [], switches: { relates: true, clock: true, replay: false }, closed: false });
    const fixed = await openPartner(town.url, { appId: 'fixed', secret, hospitalId: '20002' });
    for (const patid of ['P1', 'P2']) expect((await fixed.call(`${P}bindCardRelation`, { ...BIND, patid }, { commonIn })).commonOut.resultCode).toBe(passes);
  });
});

it('takes both secrets while one takes the other\'s place, and none of a closed app', async () => {
  const app = { appId: 'rotating', name: '换密钥', cityCode: '410300', hospitals: [{ hospitalId: '20003', name: '换密钥医院' }], redirectHosts: [], switches: { relates: true, clock: true, replay: true }, closed: false };
  const [first, second] = ['first-secret-0123456789', 'second-secret-0123456789'];
  const as = (secret: string) => ({ appId: app.appId, secret, hospitalId: '20003' });
  await town.slices.openPlatformWindow.registerApp({ ...app, secrets: [first] });
  const before = await openPartner(town.url, as(first));
  await town.slices.openPlatformWindow.registerApp({ ...app, secrets: [second, first] });
  clockMs = 31_000;
  const timestamp = () => ({ timestamp: String(Math.floor((Date.now() + clockMs) / 1000)) });
  const ask = async (secret: string) => (await post(town.url, `${P}bindCardRelation`, bodyOf(BIND, before.token, { partner: as(secret), commonIn: timestamp() }))).commonOut.resultCode;
  expect([await ask(first), await ask(second)]).toEqual([passes, passes]);
  await town.slices.openPlatformWindow.registerApp({ ...app, secrets: [second] });
  clockMs = 62_000;
  expect([await ask(first), await ask(second)]).toEqual([codeOf('sign'), passes]);
  const close = (appId: string, closed: boolean) => fetch(`${town.url}/local/orders/open-platform-close`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ appId, closed }) });
  expect((await close('rotating', true)).status).toBe(200);
  clockMs = 93_000;
  expect(await ask(second)).toBe(codeOf('app-closed'));
  await close('rotating', false);
  clockMs = 124_000;
  expect(await ask(second)).toBe(passes);
  expect(await (await close('nobody', true)).json()).toMatchObject({ done: false, why: 'no such app' });
});

