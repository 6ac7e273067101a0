/** Proving to an institution who one is (1.9, 3.4): its back end, the resident's phone, and back again, over real HTTP. */
import { randomBytes } from 'node:crypto';
import { makeOneTimeCodes } from '../../functions/open-platform/codes.repository';
import { addChildRoute, listFamilyRoute } from '../../shared/identity/family.routes';
import { leaveAskedRoute, readAskedRoute } from '../../shared/open-platform/asked.routes';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import {
  attestVerificationRoute, declineVerificationRoute, passVerificationRoute, readVerificationRoute,
} from '../../shared/open-platform/verification.routes';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { proveByFace } from '../rig/presence';
import { openPartner, P, PERMANENT_CODE, SERVER } from './partner';

jest.setTimeout(120_000);

let town: Town;
let clockMs = 0;
let partner: Awaited<ReturnType<typeof openPartner>>;
let zhang: Phone;
let lina: Phone;
beforeAll(async () => {
  town = await openTown({ now: () => Date.now() + clockMs });
  const app = { appId: 'other-app', name: '别家', cityCode: '410300', hospitals: [{ hospitalId: '20001', name: '别家医院' }], secrets: ['other-secret-0123456789'], redirectHosts: ['127.0.0.1'], switches: { relates: true, clock: true, replay: true }, closed: false };
  await town.slices.openPlatformWindow.registerApp(app);
  zhang = await verifiedPhone(town, town.person('zhang-wei'));
  lina = await verifiedPhone(town, town.person('li-na'));
  await proveByFace(town, zhang);
});
beforeEach(async () => {
  clockMs = 0;
  partner = await openPartner(town.url);
});
afterAll(() => town.end());

const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const PAGES = {
  verifySuccessRedirectUrl: 'http://127.0.0.1:9/ok?x=1#/done?r=${registerOrderId}', verifyFailRedirectUrl: 'http://127.0.0.1:9/failed', faceUrl: '/pages/face/index',
};
const asked = (key: string, changes: object = {}) => {
  const { name, idType, idNumber } = town.person(key);
  return { name, cardType: idType, idCard: idNumber, wechatCode: PERMANENT_CODE, scene: '0101081', useCardType: '11', ...PAGES, ...changes };
};

async function ordered(key = 'zhang-wei', changes: object = {}) {
  const { commonOut, rsp } = await partner.call(`${P}registerUniformVerifyOrder`, asked(key, changes));
  if (commonOut.resultCode !== 0) throw new Error(commonOut.errMsg);
  return { orderId: String(rsp['verifyOrderId']), verifyUrl: String(rsp['verifyUrl']) };
}
const check = (verifyOrderId: string, verifyResult: string, path = SERVER) => partner.call(`${path}checkUniformVerifyResult`, { verifyOrderId, verifyResult });
const passed = async (phone: Phone, orderId: string, input: object = {}) => String((await phone.must(passVerificationRoute, { orderId, ...input })).leadTo);
const resultIn = (leadTo: string) => /r=([\da-f]{32})$/.exec(leadTo)?.[1] ?? '';
const refusalOf = async (phone: Phone, orderId: string, input: object = {}) => {
  const heard = await phone.send(passVerificationRoute, { orderId, ...input });
  return heard.ok ? 'passed' : heard.problem.code;
};

describe('an order to prove who one is', () => {
  it('shows whom it is about and who asks, never a number, and leads back with what proves it: once', async () => {
    const { orderId, verifyUrl } = await ordered();
    expect(verifyUrl).toBe(`${town.url}/open/verify?order=${orderId}`);
    const seen = await zhang.must(readVerificationRoute, { orderId });
    expect(seen).toMatchObject({ institutionName: '示例医院', maskedName: '张*', state: 'open', scene: '0101081', facePage: expect.stringContaining(`orderId=${orderId}`) });
    expect(JSON.stringify(seen)).not.toContain(town.person('zhang-wei').idNumber);
    const leadTo = await passed(zhang, orderId);
    expect(leadTo).toMatch(/^http:\/\/127\.0\.0\.1:9\/ok\?x=1#\/done\?r=[\da-f]{32}$/);
    expect((await check(orderId, '0'.repeat(32))).rsp).toMatchObject({ suc: false, healthCardId: '' });
    expect(await check(orderId, resultIn(leadTo))).toMatchObject({ commonOut: { resultCode: 0, errMsg: '成功' }, rsp: { suc: true } });
    // The same institution asking again at once hears the same; later it was used.
    expect((await check(orderId, resultIn(leadTo), P)).rsp).toMatchObject({ suc: true });
    clockMs = 61_000;
    expect((await check(orderId, resultIn(leadTo))).commonOut.resultCode).toBe(codeOf('code-used'));
  });

  it('is not passed before somebody has, nor by who declined', async () => {
    const { orderId } = await ordered();
    expect((await check(orderId, 'x')).rsp).toMatchObject({ suc: false });
    expect(await zhang.must(declineVerificationRoute, { orderId })).toEqual({ leadTo: 'http://127.0.0.1:9/failed' });
    expect(await refusalOf(zhang, orderId)).toBe('open-platform/order-ended');
    expect((await check(orderId, 'x')).rsp).toMatchObject({ suc: false });
  });

  it('says who asks, and leads back, before anybody signed in', async () => {
    const { orderId } = await ordered();
    const visitor = makePhone(town);
    expect(await visitor.must(readAskedRoute, { kind: 'verification', code: orderId })).toEqual({ institutionName: '示例医院' });
    expect(await visitor.must(leaveAskedRoute, { kind: 'verification', code: orderId })).toEqual({ leadTo: 'http://127.0.0.1:9/failed' });
    expect(await zhang.must(readVerificationRoute, { orderId })).toMatchObject({ state: 'open' });
  });

  it('is passed by the person alone, who was there lately, or by a parent for a child', async () => {
    const { orderId } = await ordered();
    expect(await refusalOf(lina, orderId)).toBe('open-platform/not-this-person');
    const own = await ordered('li-na');
    expect(await refusalOf(lina, own.orderId)).toBe('identity/presence-needed');
    expect(await refusalOf(zhang, own.orderId)).toBe('open-platform/not-this-person');
    await zhang.consent('child');
    const { name, idType, idNumber } = town.person('zhang-zihan');
    await zhang.must(addChildRoute, { name, idType, idNumber, guardianDeclared: true });
    const { members } = await zhang.must(listFamilyRoute, {});
    const child = await ordered('zhang-zihan');
    expect(await refusalOf(zhang, child.orderId)).toBe('open-platform/not-this-person');
    const leadTo = await passed(zhang, child.orderId, { memberId: members[0]?.memberId });
    expect((await check(child.orderId, resultIn(leadTo))).rsp).toMatchObject({ suc: true });
  });

  it('ends after half an hour, and is none for another institution or a stranger to it', async () => {
    const { orderId } = await ordered();
    const other = await openPartner(town.url, { appId: 'other-app', secret: 'other-secret-0123456789', hospitalId: '20001' });
    for (const path of [P, SERVER]) expect((await other.call(`${path}checkUniformVerifyResult`, { verifyOrderId: orderId, verifyResult: 'x' })).commonOut.resultCode).toBe(codeOf('code-not-valid'));
    expect((await other.call(`${P}getOrderInfoByOrderId`, { orderId, verifyType: 1 })).commonOut.resultCode).toBe(codeOf('code-not-valid'));
    expect(await refusalOf(zhang, 'f'.repeat(32))).toBe('open-platform/order-unknown');
    clockMs = 1_801_000;
    expect(await refusalOf(zhang, orderId)).toBe('open-platform/order-unknown');
  });

  it('belongs to whoever gave the institution the wechatCode, and the code is good once', async () => {
    const f = town.foundations;
    const codes = makeOneTimeCodes({ ...f, table: f.table('open-platform'), newCode: () => randomBytes(16).toString('hex') });
    const wechatCode = await codes.mint('wechat', { host: '127.0.0.1', accountId: zhang.session()?.account.accountId ?? '' });
    const { orderId } = await ordered('zhang-wei', { wechatCode });
    expect(await refusalOf(lina, orderId)).toBe('open-platform/order-unknown');
    expect(await refusalOf(zhang, orderId)).toBe('passed');
    expect((await partner.call(`${P}registerUniformOrder`, asked('zhang-wei', { wechatCode, scene: '0101051' }))).commonOut.resultCode).toBe(codeOf('code-used'));
  });

  it.each([
    ['another host', { verifySuccessRedirectUrl: 'https://evil.example/' }, 'verifySuccessRedirectUrl'],
    ['a user in front of the host', { verifyFailRedirectUrl: 'http://127.0.0.1@evil.example/' }, 'verifyFailRedirectUrl'],
    ['a script', { faceUrl: 'javascript:alert(1)' }, 'faceUrl'],
    ['a wrong check digit', { idCard: '419099199001010010' }, 'idCard'],
    ['no scene', { scene: '' }, 'scene'],
  ])('is refused with %s', async (_what, changes, field) => {
    const { commonOut, rsp } = await partner.call(`${P}registerUniformVerifyOrder`, asked('zhang-wei', changes));
    expect(commonOut).toMatchObject({ resultCode: codeOf('input-not-valid'), errMsg: expect.stringContaining(`(${field})`) });
    expect(rsp).toEqual({ verifyUrl: '', verifyOrderId: '', protectState: 0 });
  });
});

describe('the institution\'s own face check', () => {
  const attest = (orderId: string, key: string, result = '01') => {
    const { name, idType, idNumber } = town.person(key);
    return partner.call(`${P}registerRealPersonAuthOrder`, { orderId, wechatCode: PERMANENT_CODE, idCard: idNumber, cardType: idType, name, result, verifyType: '1' });
  };

  it('learns whom to check, and settles the order it was made for', async () => {
    const { orderId } = await ordered('li-na');
    const { name, idNumber } = town.person('li-na');
    expect((await partner.call(`${P}getOrderInfoByOrderId`, { orderId, verifyType: '1' })).rsp).toEqual({ name, cardType: '01', idCard: idNumber });
    expect((await attest(orderId, 'zhang-wei')).commonOut.resultCode).toBe(codeOf('holder-does-not-match'));
    const { rsp: { verifyOrderId } } = await attest(orderId, 'li-na');
    const other = await ordered('li-na');
    expect(await lina.send(attestVerificationRoute, { orderId: other.orderId, verifyOrderId })).toMatchObject({ ok: false, problem: { code: 'open-platform/not-attested' } });
    const { leadTo } = await lina.must(attestVerificationRoute, { orderId, verifyOrderId });
    expect((await check(orderId, resultIn(String(leadTo)))).rsp).toMatchObject({ suc: true, verifyType: 2 });
  });

  it('settles nothing when it was not passed', async () => {
    const { orderId } = await ordered('li-na');
    const { rsp: { verifyOrderId } } = await attest(orderId, 'li-na', '02');
    expect(await lina.send(attestVerificationRoute, { orderId, verifyOrderId })).toMatchObject({ ok: false, problem: { code: 'open-platform/not-attested' } });
    expect(await lina.send(attestVerificationRoute, { orderId, verifyOrderId: '-1' })).toMatchObject({ ok: false, problem: { code: 'open-platform/not-attested' } });
    expect((await check(String(verifyOrderId), String(verifyOrderId))).rsp).toMatchObject({ suc: false });
  });

  it('gives nobody\'s card for a number alone: the name has to be its holder\'s', async () => {
    const { idType, idNumber } = town.person('li-na');
    const { commonOut, rsp } = await partner.call(`${P}registerRealPersonAuthOrder`, { wechatCode: PERMANENT_CODE, idCard: idNumber, cardType: idType, name: '赵假名', result: '01', verifyType: 2 });
    expect([commonOut.resultCode, rsp]).toEqual([codeOf('name-does-not-match'), { verifyOrderId: '' }]);
  });

  it('is told by its own order as well', async () => {
    const { name, idType, idNumber } = town.person('li-na');
    const { rsp: { verifyOrderId } } = await partner.call(`${P}registerRealPersonAuthOrder`, { wechatCode: PERMANENT_CODE, idCard: idNumber, cardType: idType, name, result: '01', verifyType: 2, extInfo: { from: 'face' } });
    expect((await check(String(verifyOrderId), String(verifyOrderId))).rsp).toMatchObject({ suc: true, verifyType: 2 });
  });
});

it('answers the older pair from what was proved here, whatever the blob says', async () => {
  const { name, idNumber } = town.person('zhang-wei');
  const { rsp: { orderId } } = await partner.call(`${P}registerOrder`, { name, idCardNumber: idNumber });
  const verify = async () => (await partner.call(`${P}verifyFaceIdentity`, { orderId, verifyResult: 'aGVsbG8=' })).rsp;
  expect(await verify()).toMatchObject({ status: false, result: false });
  expect(await zhang.must(passVerificationRoute, { orderId })).toEqual({});
  expect(await verify()).toMatchObject({ status: true, result: true });
});

it('lets nobody see an order who has not signed in', async () => {
  const { orderId } = await ordered();
  expect(await makePhone(town).send(readVerificationRoute, { orderId })).toMatchObject({ ok: false, status: 401 });
});
