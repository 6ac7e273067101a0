import { certHash } from '../../../functions/platform/clients/wechat/face';
import { makeWechat } from '../../../functions/platform/clients/wechat/wechat';
import { startWechat, type WechatSandbox } from '../../../functions/sandbox/wechat';
import { memoryTokenShelf } from '../../doubles/memory-token-shelf';
import { caller, TOO_SLOW } from './calling';

const MINI = { appId: 'wx-mini', appSecret: 'mini-secret' };
const OFFICIAL = { appId: 'wx-oa', appSecret: 'oa-secret' };
const ZHANG = { wechatUser: 'wx-zhang', nickname: '张', miniProgramOpenid: 'o-mini', serviceAccountOpenid: 'o-oa', unionid: 'u-1', phone: '19900000001' };
/** Area code 419099 was never assigned. */
const SUBJECT = { name: '张三', idNumber: '419099189001010015', openid: 'o-mini', outSeqNo: 'face-00001' };

let sandbox: WechatSandbox;
let clock = 1_700_000_000_000;
beforeEach(async () => {
  clock = 1_700_000_000_000;
  const { appId: oaAppId, appSecret: oaAppSecret } = OFFICIAL;
  sandbox = await startWechat({ ...MINI, oaAppId, oaAppSecret, users: [ZHANG], clock: () => clock });
});
afterEach(() => sandbox.close());

function setup(over: Partial<Parameters<typeof makeWechat>[0]> = {}, patience = {}) {
  const { callJson, log } = caller(patience);
  const shelf = memoryTokenShelf();
  const options = { apiBase: sandbox.url, openBase: sandbox.url, miniProgram: MINI, serviceAccount: OFFICIAL, callJson, log, tokens: shelf, now: () => clock };
  return { wechat: makeWechat({ ...options, ...over }), log, shelf, another: () => makeWechat(options) };
}

const said = (code: string) => ({ ok: false, refusal: { code } });
const jsCode = () => sandbox.phone.jsCode('wx-zhang') ?? '';
const phoneCode = () => sandbox.phone.phoneCode('wx-zhang') ?? '';
const UNAVAILABLE = said('wechat/unavailable');

async function webCode(url: string): Promise<{ code: string; state: string }> {
  const page = new URL(url);
  const tapped = await fetch(`${sandbox.url}/sandbox/authorize?wechat_user=wx-zhang&${page.searchParams.toString()}`, { redirect: 'manual' });
  const back = new URL(tapped.headers.get('location') ?? '').searchParams;
  return { code: back.get('code') ?? '', state: back.get('state') ?? '' };
}

describe('signing in with WeChat', () => {
  it('turns the code of wx.login into the user', async () => {
    expect(await setup().wechat.codeToUser(jsCode())).toEqual({ ok: true, value: { openid: 'o-mini', unionid: 'u-1' } });
  });

  it('says that a code is not valid when it was used, is old, or never was', async () => {
    const { wechat } = setup();
    const used = jsCode();
    await wechat.codeToUser(used);
    const old = jsCode();
    clock += 5 * 60_000 + 1;
    expect([await wechat.codeToUser(used), await wechat.codeToUser(old), await wechat.codeToUser('never')]).toEqual(Array(3).fill(said('wechat/code-not-valid')));
  });

  it('says that WeChat blocks a user of high risk', async () => {
    sandbox.moods.set({ path: '/sns/jscode2session', mood: { kind: 'error', code: 40226 } });
    expect(await setup().wechat.codeToUser(jsCode())).toEqual(said('wechat/user-blocked'));
  });

  it('through the web comes back with the state and joins both accounts by unionid', async () => {
    const { wechat } = setup();
    const url = wechat.authorizeUrl('http://127.0.0.1:8080/h5/?from=menu#/me', 'state-1');
    expect(url).toMatch(/\/connect\/oauth2\/authorize\?appid=wx-oa&redirect_uri=http%3A%2F%2F[^&]+&response_type=code&scope=snsapi_userinfo&state=state-1#wechat_redirect$/);
    const { code, state } = await webCode(url);
    expect(state).toBe('state-1');
    expect(await wechat.webCodeToUser(code)).toEqual({ ok: true, value: { openid: 'o-oa', unionid: 'u-1' } });
    expect(await wechat.webCodeToUser(code)).toEqual(said('wechat/code-not-valid'));
  });

  it('tells our own wrong secret from a wrong code, loudly in the log only', async () => {
    const { wechat, log } = setup({ miniProgram: { ...MINI, appSecret: 'wrong' } });
    expect(await wechat.codeToUser(jsCode())).toEqual(UNAVAILABLE);
    expect(log.lines).toContainEqual({ at: 'call.not-accepted', target: 'wechat', status: 40125, code: '/sns/jscode2session' });
  });

  it('writes neither code, secret nor openid into the log', async () => {
    const { wechat, log } = setup();
    const code = jsCode();
    await wechat.codeToUser(code);
    await wechat.codeToUser(code);
    expect(log.lines.length).toBeGreaterThan(0);
    for (const secret of [code, MINI.appSecret, 'o-mini', 'u-1']) expect(JSON.stringify(log.lines)).not.toContain(secret);
  });
});

describe('the phone number', () => {
  it('is what the button\'s code stands for, once', async () => {
    const { wechat } = setup();
    const code = phoneCode();
    expect(await wechat.codeToPhone(code)).toEqual({ ok: true, value: { countryCode: '86', number: '19900000001' } });
    expect(await wechat.codeToPhone(code)).toEqual(said('wechat/code-not-valid'));
  });
});

describe('the access token', () => {
  const renewals = (log: ReturnType<typeof setup>['log']) => log.lines.filter(({ at }) => at === 'wechat.token-renewed').length;

  it('is fetched once for many calls at the same time and for all functions', async () => {
    const { wechat, another, log } = setup();
    await Promise.all(Array.from({ length: 5 }, () => wechat.codeToPhone(phoneCode())));
    await another().codeToPhone(phoneCode());
    expect(renewals(log)).toBe(1);
  });

  it('is fetched anew before its end', async () => {
    const { wechat, log } = setup();
    await wechat.codeToPhone(phoneCode());
    clock += 7_200_000 - 30_000;
    expect(await wechat.codeToPhone(phoneCode())).toMatchObject({ ok: true });
    expect(renewals(log)).toBe(2);
  });

  it.each([40001, 42001, 40014])('that WeChat refuses with %i is fetched anew and the question asked once more', async (errcode) => {
    const { wechat } = setup();
    sandbox.moods.set({ path: '/wxa/business/getuserphonenumber', mood: { kind: 'error', code: errcode }, times: 1 });
    expect(await wechat.codeToPhone(phoneCode())).toMatchObject({ ok: true });
  });

  it('that was forged on the shelf is replaced without forcing a new one', async () => {
    const { wechat, shelf, log } = setup();
    shelf.put(MINI.appId, { token: 'forged', expiresAt: clock + 7_000_000 });
    expect(await wechat.codeToPhone(phoneCode())).toMatchObject({ ok: true });
    expect(renewals(log)).toBe(1);
  });

  it('is not fetched over and over when WeChat refuses every one', async () => {
    const { wechat, log } = setup();
    sandbox.moods.set({ path: '/wxa/business/getuserphonenumber', mood: { kind: 'error', code: 40001 } });
    expect(await wechat.codeToPhone(phoneCode())).toEqual(UNAVAILABLE);
    expect(renewals(log)).toBeLessThan(4);
  });

  it('that cannot be fetched makes WeChat unavailable', async () => {
    const { wechat } = setup();
    sandbox.moods.set({ path: '/cgi-bin/stable_token', mood: { kind: 'error', code: 45009 } });
    expect(await wechat.codeToPhone(phoneCode())).toEqual(UNAVAILABLE);
  });
});

describe('the face check', () => {
  it('hashes the document as WeChat documents it', () => {
    // The published example: base64 of each member, joined, SHA-256.
    expect(certHash({ name: '张三', idNumber: ['310101', '19980101', '1234'].join('') })).toBe('3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b');
  });

  it('is passed by the person before the camera', async () => {
    const { wechat } = setup();
    const opened = await wechat.getVerifyId(SUBJECT);
    if (!opened.ok) throw new Error(opened.refusal.code);
    expect(opened.value.expiresAt).toBe(clock + 3_600_000);
    const { verifyId } = opened.value;
    expect(await wechat.queryVerifyInfo(verifyId, SUBJECT)).toEqual({ ok: true, value: { outcome: 'not-finished', verifyRet: 10300 } });
    sandbox.phone.faceAct(verifyId, 'pass');
    expect(await wechat.queryVerifyInfo(verifyId, SUBJECT)).toEqual({ ok: true, value: { outcome: 'passed', verifyRet: 10000 } });
  });

  it.each([['fail', undefined, 'not-passed'], ['cancel', undefined, 'cancelled'], ['fail', 90008, 'device-unable'], ['fail', 90199, 'device-unable']] as const)(
    'that ends with %s %s is %s', async (act, verifyRet, outcome) => {
      const { wechat } = setup();
      const opened = await wechat.getVerifyId(SUBJECT);
      if (!opened.ok) throw new Error(opened.refusal.code);
      sandbox.phone.faceAct(opened.value.verifyId, act, verifyRet);
      expect(await wechat.queryVerifyInfo(opened.value.verifyId, SUBJECT)).toMatchObject({ ok: true, value: { outcome } });
    },
  );

  it('is refused for passports and permits', async () => {
    expect(await setup().wechat.getVerifyId({ ...SUBJECT, idNumber: 'E12345678' })).toEqual(said('wechat/document-refused'));
  });

  it.each([['another person', { name: '李四' }], ['another phone', { openid: 'o-other' }], ['another serial', { outSeqNo: 'face-00002' }]])(
    'opened for one does not prove %s', async (_, over) => {
      const { wechat } = setup();
      const opened = await wechat.getVerifyId(SUBJECT);
      if (!opened.ok) throw new Error(opened.refusal.code);
      sandbox.phone.faceAct(opened.value.verifyId, 'pass');
      expect(await wechat.queryVerifyInfo(opened.value.verifyId, { ...SUBJECT, ...over })).toEqual(said('wechat/face-check-not-valid'));
    },
  );

  it('is worth nothing after an hour', async () => {
    const { wechat } = setup();
    const opened = await wechat.getVerifyId(SUBJECT);
    if (!opened.ok) throw new Error(opened.refusal.code);
    sandbox.phone.faceAct(opened.value.verifyId, 'pass');
    clock += 3_600_001;
    expect(await wechat.queryVerifyInfo(opened.value.verifyId, SUBJECT)).toEqual(said('wechat/face-check-not-valid'));
  });
});

describe('WeChat misbehaving', () => {
  const MOODS = [
    { kind: 'slow', ms: 400 }, { kind: 'down', how: 'reset' }, { kind: 'down', how: 'bad-gateway' },
    { kind: 'wrong', how: 'garbage' }, { kind: 'wrong', how: 'other-json' }, { kind: 'wrong', how: 'cut-off' }, { kind: 'error', code: -1 },
  ] as const;

  it.each(MOODS)('(%o) for good is unavailable, whatever was asked', async (mood) => {
    sandbox.moods.set({ path: '*', mood });
    const { wechat } = setup({}, mood.kind === 'slow' ? TOO_SLOW : {});
    expect([await wechat.codeToUser(jsCode()), await wechat.webCodeToUser('x'), await wechat.codeToPhone(phoneCode()), await wechat.getVerifyId(SUBJECT), await wechat.queryVerifyInfo('v', SUBJECT)])
      .toEqual(Array(5).fill(UNAVAILABLE));
  });

  it('(reset) for a moment is not noticed by the person', async () => {
    sandbox.moods.set({ path: '/sns/jscode2session', mood: { kind: 'down', how: 'reset' }, times: 1 });
    expect(await setup().wechat.codeToUser(jsCode())).toMatchObject({ ok: true });
  });

  it('(other JSON) is never taken for a passed face check', async () => {
    sandbox.moods.set({ path: '/cityservice/face/identify/queryverifyinfo', mood: { kind: 'wrong', how: 'other-json' } });
    expect(await setup().wechat.queryVerifyInfo('v', SUBJECT)).toEqual(UNAVAILABLE);
  });
});
