/** The adapters against WeChat's stand-in, over real HTTP: what WeChat says becomes our words. */
import { facesOf, wechatOf, checkRealNameAt } from '../../functions/identity/identity.outside';
import type { Foundations } from '../../functions/platform/foundations';
import { makeCallJson } from '../../functions/platform/clients/call-json';
import { makeWechat } from '../../functions/platform/clients/wechat/wechat';
import { noMetrics } from '../../functions/platform/observe/metrics';
import { startWechat, type WechatSandbox } from '../../functions/sandbox/wechat';
import { ok, refuse } from '../../shared/kernel/result';
import { memoryTokenShelf } from '../doubles/memory-token-shelf';
import { recordingLog } from '../doubles/recording-log';
import { MOTHER } from './people';

const APPS = { appId: 'wx1', appSecret: 'secret-1', oaAppId: 'wx2', oaAppSecret: 'secret-2' };
const USER = { wechatUser: 'wx-zhang', nickname: '小张', miniProgramOpenid: 'mini-zhang', serviceAccountOpenid: 'web-zhang', unionid: 'union-zhang', phone: '19900000001' };

let sandbox: WechatSandbox;
let client: Foundations['clients']['wechat'];
beforeAll(async () => {
  sandbox = await startWechat({ ...APPS, users: [USER], citizens: [{ name: MOTHER.name, idNumber: MOTHER.idNumber }] });
  const log = recordingLog();
  client = makeWechat({
    apiBase: sandbox.url, openBase: sandbox.url, callJson: makeCallJson({ log, now: Date.now, metrics: noMetrics }), log, now: Date.now, tokens: memoryTokenShelf(),
    miniProgram: { appId: APPS.appId, appSecret: APPS.appSecret }, serviceAccount: { appId: APPS.oaAppId, appSecret: APPS.oaAppSecret },
  });
});
afterAll(() => sandbox.close());

async function post(path: string, body: unknown = {}): Promise<Record<string, string>> {
  const response = await fetch(`${sandbox.url}${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return (await response.json()) as Record<string, string>;
}

describe('WeChat', () => {
  it('tells who signs in to the mini-program, once for a code', async () => {
    const { code = '' } = await post('/sandbox/users/wx-zhang/js-code');
    expect(await wechatOf(client).miniProgramUser(code)).toEqual(ok({ app: 'mini-program', openId: 'mini-zhang', unionId: 'union-zhang' }));
    expect(await wechatOf(client).miniProgramUser(code)).toEqual(refuse('sign-in/code-not-valid'));
  });

  it('tells who signs in to the service account, with the union id that joins the two', async () => {
    const address = new URL(wechatOf(client).authorizeUrl('https://health.example/h5/', 'abc'));
    const agreed = await fetch(`${sandbox.url}/sandbox/authorize${address.search}&wechat_user=wx-zhang`, { redirect: 'manual' });
    const code = new URL(agreed.headers.get('location') ?? '').searchParams.get('code') ?? '';
    expect(await wechatOf(client).serviceAccountUser(code)).toEqual(ok({ app: 'service-account', openId: 'web-zhang', unionId: 'union-zhang' }));
    expect(await wechatOf(client).serviceAccountUser(code)).toEqual(refuse('sign-in/code-not-valid'));
  });

  it('vouches for the phone number', async () => {
    const { code = '' } = await post('/sandbox/users/wx-zhang/phone-code');
    expect(await wechatOf(client).phone(code)).toEqual(ok('19900000001'));
    expect(await wechatOf(client).phone('guessed')).toEqual(refuse('identity/phone-code-not-valid'));
  });

  it('is unavailable when it does not answer', async () => {
    await post('/sandbox/moods', { path: '*', mood: { kind: 'error', code: -1 }, times: 20 });
    expect(await wechatOf(client).phone('any')).toEqual(refuse('sign-in/wechat-unavailable'));
    await fetch(`${sandbox.url}/sandbox/moods`, { method: 'DELETE' });
  });
});

describe('a face check', () => {
  const question = (checkId: string, idNumber = MOTHER.idNumber) => ({ name: MOTHER.name, document: { type: '01' as const, number: idNumber }, openId: 'mini-zhang', checkId });

  it('is opened under our own id, played on the phone, and read from WeChat', async () => {
    const asked = question('face_01K0000000000000000000000A');
    const opened = await facesOf(client).begin(asked);
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { verifyId } = opened.value;
    expect(await facesOf(client).result(verifyId, asked)).toEqual(ok('not-finished'));
    await post(`/sandbox/face/${verifyId}`, { outcome: 'pass' });
    expect(await facesOf(client).result(verifyId, asked)).toEqual(ok('passed'));
    expect(await facesOf(client).result(verifyId, { ...asked, name: '别人' })).toEqual(ok('not-passed'));
  });

  it('cancelled or failed has not passed, and another document is refused', async () => {
    const asked = question('face_01K0000000000000000000000B');
    const opened = await facesOf(client).begin(asked);
    if (!opened.ok) throw new Error(opened.refusal.code);
    await post(`/sandbox/face/${opened.value.verifyId}`, { outcome: 'cancel' });
    expect(await facesOf(client).result(opened.value.verifyId, asked)).toEqual(ok('not-passed'));
    expect(await facesOf(client).begin(question('face_01K0000000000000000000000C', 'ZZ1234567'))).toEqual(refuse('identity/face-not-for-document'));
  });
});

describe('the card authority', () => {
  type Query = Foundations['clients']['authority']['query'];
  const person = { name: MOTHER.name, document: { type: '01' as const, number: MOTHER.idNumber } };
  const answering = (answer: Awaited<ReturnType<Query>>) => checkRealNameAt({ query: async () => answer } as unknown as Foundations['clients']['authority'])(person);

  it('answers what the register said, with the birthday it told', async () => {
    expect(await answering(ok({ realName: 'match', birthday: '1990-05-17' }))).toEqual({ answer: 'match', birthday: '1990-05-17' });
    expect(await answering(ok({ realName: 'match' }))).toEqual({ answer: 'match' });
    expect(await answering(ok({ realName: 'deceased', birthday: '1990-05-17' }))).toEqual({ answer: 'deceased' });
  });

  it('that did not ask, or does not answer, has verified nobody', async () => {
    expect(await answering(ok({ realName: 'not-asked' }))).toEqual({ answer: 'unavailable' });
    expect(await answering(refuse('authority/unavailable'))).toEqual({ answer: 'unavailable' });
    expect(await answering(refuse('authority/not-accepted'))).toEqual({ answer: 'unavailable' });
  });
});
