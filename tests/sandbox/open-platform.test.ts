import { createHash } from 'node:crypto';
import { startOpenPlatform, type OpenPlatformSandbox } from '../../functions/sandbox/open-platform';

const SECRET = 'demo-secret-0123456789abcdef0000';
const P = '/rest/auth/HealthCard/HealthOpenPlatform/ISVOpenObj/';
const TOKEN = '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken';
const BY_ID = '/rest/auth/TXHealthCard/EHealthCardServer/ISVOpenObj/getHealthCardByHealthCardId';
const PERSON = { name: '王五', gender: '男', nation: '汉族', birthday: '1890-01-01', idNumber: '419099189001010015', idType: '01', phone1: '13800000000' };
const FIRST_VECTOR = { requestId: '0A1B2C3D4E5F60718293A4B5C6D7E8F9', hospitalId: '99901', timestamp: '1700000000', channelNum: 0 };

let clock: number;
let sandbox: OpenPlatformSandbox;
beforeEach(async () => {
  clock = 1_700_000_000_000;
  sandbox = await startOpenPlatform({ appId: 'demo-app-0001', appSecret: SECRET, clock: () => clock });
});
afterEach(() => sandbox.close());

type Answer = { readonly commonOut: { requestId: string; resultCode: number; errMsg: string }; readonly rsp: Record<string, unknown> };

async function post(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${sandbox.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** Flat requests only: their text is written down by hand. */
function ask(path: string, req: Record<string, string>, appToken = '') {
  const commonIn = { ...FIRST_VECTOR, timestamp: String(clock / 1000), appToken };
  const text = Object.entries({ ...commonIn, ...req }).filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${String(value)}`).join('&');
  return post(path, { req, commonIn: { ...commonIn, sign: createHash('sha256').update(text + SECRET).digest('base64') } });
}

const newToken = async () => String((await ask(TOKEN, { appId: 'demo-app-0001' })).rsp['appToken']);
const register = async (token: string) => (await ask(`${P}registerHealthCard`, { ...PERSON, wechatCode: sandbox.mintWechatCode('o1') }, token)).rsp;

describe('the sandbox of the outside open platform', () => {
  it('takes the signature of the published vector, and no other', async () => {
    const call = (sign: string) => post(TOKEN, { commonIn: { ...FIRST_VECTOR, sign }, req: { appId: 'demo-app-0001' } });
    expect(await call('yNxAz2PkrsLRC2MpvIsd2CNeRA/mSeCbPFMswPtpUgw=')).toMatchObject({ commonOut: { requestId: FIRST_VECTOR.requestId, resultCode: 0, errMsg: '成功' }, rsp: { expiresIn: 7200 } });
    expect(await call('yNxAz2PkrsLRC2MpvIsd2CNeRA/mSeCbPFMswPtpUgx=')).toEqual({ commonOut: { requestId: FIRST_VECTOR.requestId, resultCode: -1001, errMsg: '签名校验失败' }, rsp: { appToken: '' } });
  });

  it('ends a token at once when a new one is fetched, and after two hours', async () => {
    const old = await newToken();
    const token = await newToken();
    expect((await ask(BY_ID, { healthCardId: 'A' }, old)).commonOut.resultCode).toBe(-1002);
    expect((await ask(BY_ID, { healthCardId: 'A' }, token)).commonOut.resultCode).toBe(-2003);
    clock += 7_200_000;
    expect((await ask(BY_ID, { healthCardId: 'A' }, token)).commonOut.resultCode).toBe(-1002);
  });

  it('gives one card for one person, and takes each code of a WeChat user once, within half an hour', async () => {
    const token = await newToken();
    expect(await register(token)).toEqual(await register(token));
    const wechatCode = sandbox.mintWechatCode('o1');
    const again = () => ask(`${P}registerHealthCard`, { ...PERSON, wechatCode }, token);
    expect((await again()).commonOut.resultCode).toBe(0);
    expect(await again()).toMatchObject({ commonOut: { resultCode: -2001 }, rsp: { qrCodeText: '', healthCardId: '', phid: '', adminExt: '' } });
    const late = sandbox.mintWechatCode('o1');
    clock += 30 * 60_000;
    expect((await ask(`${P}registerHealthCard`, { ...PERSON, wechatCode: late }, token)).commonOut.resultCode).toBe(-2001);
  });

  it('keeps the two newest health codes of a user good, the older for five minutes', async () => {
    const token = await newToken();
    const { healthCardId } = await register(token);
    const [first, second, third] = [1, 2, 3].map(() => sandbox.mintHealthCode('o1', String(healthCardId)));
    const codeOf = async (healthCode = '') => (await ask(`${P}getHealthCardByHealthCode`, { healthCode }, token)).commonOut.resultCode;
    expect(await codeOf(first)).toBe(-2002);
    clock += 4 * 60_000;
    expect(await codeOf(second)).toBe(0);
    expect(await codeOf(second)).toBe(-2002);
    expect(await codeOf(third)).toBe(0);
  });

  it('lets a dynamic code go after a little more than two minutes', async () => {
    const token = await newToken();
    const { healthCardId } = await register(token);
    const { rsp } = await ask(`${P}getDynamicQRCode`, { healthCardId: String(healthCardId), idType: '01', idNumber: PERSON.idNumber, codeType: '0' }, token);
    clock += 131_000;
    expect((await ask(`${P}verifyQRCode`, { qrCodeText: String(rsp['qrCodeText']) }, token)).commonOut.resultCode).toBe(-2005);
  });

  it('refuses a request whose members are not of the contract\'s types', async () => {
    for (const wrong of [{ requestId: 'x' }, { timestamp: 1_700_000_000 }, { channelNum: '0' }]) {
      expect((await post(TOKEN, { commonIn: { ...FIRST_VECTOR, sign: 's', ...wrong }, req: { appId: 'demo-app-0001' } })).commonOut.resultCode).toBe(-1005);
    }
  });

  it('mints codes over HTTP too, and tells what it received', async () => {
    const mint = await fetch(`${sandbox.url}/sandbox/wechat-codes`, { method: 'POST', body: JSON.stringify({ openId: 'o1' }) });
    expect(await mint.json()).toEqual({ wechatCode: expect.stringMatching(/^[\dA-F]{32}$/) as string });
    await newToken();
    const told = (await (await fetch(`${sandbox.url}/sandbox/received`)).json()) as { received: unknown[] };
    expect(told.received).toMatchObject([{ method: 'getAppToken', req: { appId: 'demo-app-0001' } }]);
  });
});
