/** The console over HTTP: two factors to come in, an app from request to rotated secret, and nothing of anybody else's. */
import { makeAppRequests } from '../../functions/open-platform/console.repository';
import { sampleWechatUsers } from '../../functions/local/seed/registered';
import { aesEcbEncrypt } from '../../functions/platform/crypto/cipher';
import { totpCode, totpStepOf } from '../../functions/platform/crypto/totp';
import * as c from '../../shared/open-platform/console.routes';
import { leaveHandOverRoute, readHandOverRoute } from '../../shared/open-platform/hand-over.routes';
import { genderWord } from '../../shared/open-platform/person.schema';
import { instantOf } from '../../shared/kernel/china-day';
import { RESULT_CODES } from '../../shared/open-platform/result-codes';
import { activateCardsRoute } from '../../shared/open-platform/upgrade.routes';
import { openTown, TODAY, type Town } from '../rig/open-town';
import { rawItems } from '../rig/raw-items';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { bodyOf, DEMO, openPartner, P, PERMANENT_CODE, post } from './partner';

jest.setTimeout(120_000);

let town: Town;
let clockMs = 0;
let developer: Phone;
let secret: Uint8Array = Buffer.alloc(0);
const now = () => Date.now() + clockMs;
/** A code is taken once: each sign-in is a step later. */
const codeNow = () => { clockMs += 30_000; return totpCode(secret, totpStepOf(now())); };
beforeAll(async () => {
  town = await openTown({ now });
  developer = makePhone(town);
  await developer.signIn('wx-developer-yan');
});
afterAll(() => town.end());

const refusalOf = (heard: { readonly ok: boolean; readonly problem?: unknown }) => (heard.problem as { code?: string } | undefined)?.code;
const timestamp = () => ({ timestamp: String(Math.floor(now() / 1000)) });
const appOf = async (appId: string) => (await developer.must(c.listAppsRoute, {})).apps.find((app) => app.appId === appId);

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

describe('coming in', () => {
  it('takes an authenticator at first use, and lets nobody in before', async () => {
    expect(await developer.must(c.readConsoleRoute, {})).toMatchObject({ institutionName: '郑州市中心医院', secondFactor: 'none' });
    expect(refusalOf(await developer.send(c.listAppsRoute, {}))).toBe('console/second-factor-needed');
    expect(refusalOf(await developer.send(c.signInConsoleRoute, { code: '000000' }))).toBe('console/not-enrolled');
    const first = await developer.must(c.enrolSecondFactorRoute, {});
    const { address } = await developer.must(c.enrolSecondFactorRoute, {});
    expect(address).not.toBe(first.address);
    expect(address).toMatch(/^otpauth:\/\/totp\/[^?]+\?secret=[A-Z2-7]{32}&issuer=/);
    secret = fromBase32(/secret=(\w+)/.exec(address)?.[1] ?? '');
    expect(await developer.must(c.signInConsoleRoute, { code: codeNow() })).toEqual({ until: expect.any(String) });
    expect(await developer.must(c.readConsoleRoute, {})).toMatchObject({ secondFactor: 'confirmed', until: expect.any(String) });
    expect(refusalOf(await developer.send(c.enrolSecondFactorRoute, {}))).toBe('console/already-enrolled');
  });

  it('takes a code once, pauses after five wrong ones, and frees a developer whose phone is lost', async () => {
    const code = codeNow();
    await developer.must(c.signInConsoleRoute, { code });
    expect(await developer.send(c.signInConsoleRoute, { code })).toMatchObject({ problem: { code: 'console/code-wrong', triesLeft: 4 } });
    for (const wrong of ['000001', '000002', '000003', '000004']) expect(refusalOf(await developer.send(c.signInConsoleRoute, { code: wrong }))).toBe('console/code-wrong');
    expect(await developer.send(c.signInConsoleRoute, { code: codeNow() })).toMatchObject({ problem: { code: 'console/tries-over', retryAt: expect.any(String) } });
    const written = await rawItems(town);
    const entries = (action: string) => written.filter(({ table, text }) => table.endsWith('audit') && text.includes(action)).length;
    expect([entries('console.wrong-code'), entries('console.enrol-second-factor')]).toEqual([5, 3]);
    clockMs += 901_000;
    await developer.signIn('wx-developer-yan');
    await developer.must(c.signInConsoleRoute, { code: codeNow() });
    const { accountId } = await developer.must(c.readConsoleRoute, {});
    await developer.must(c.listAppsRoute, {});
    await town.slices.openPlatformWindow.forgetSecondFactor({ accountId });
    // Whoever found the phone is out at once.
    expect(refusalOf(await developer.send(c.listAppsRoute, {}))).toBe('console/second-factor-needed');
    expect(await developer.must(c.readConsoleRoute, {})).toMatchObject({ secondFactor: 'none' });
    const { address } = await developer.must(c.enrolSecondFactorRoute, {});
    secret = fromBase32(/secret=(\w+)/.exec(address)?.[1] ?? '');
    await developer.must(c.signInConsoleRoute, { code: codeNow() });
  });

  it('asks again after half an hour, in another session, and after leaving', async () => {
    const other = makePhone(town);
    await other.signIn('wx-developer-yan');
    expect(refusalOf(await other.send(c.listAppsRoute, {}))).toBe('console/second-factor-needed');
    await developer.must(c.signOutConsoleRoute, {});
    expect(refusalOf(await developer.send(c.listAppsRoute, {}))).toBe('console/second-factor-needed');
    await developer.must(c.signInConsoleRoute, { code: codeNow() });
    await developer.must(c.listAppsRoute, {});
    clockMs += 1_800_000;
    await developer.signIn('wx-developer-yan');
    await developer.must(c.signInConsoleRoute, { code: codeNow() });
  });

  it('is for the post of a developer alone', async () => {
    const clerk = makePhone(town);
    await clerk.signIn('wx-clerk-xu');
    for (const route of [c.readConsoleRoute, c.enrolSecondFactorRoute, c.listAppsRoute, c.signOutConsoleRoute]) expect(refusalOf(await clerk.send(route, {}))).toBe('caller/not-allowed');
  });
});

describe('an app', () => {
  let first = '';

  it('is asked for, approved by operations, and gets its first secret from the developer', async () => {
    const asked = await developer.must(c.requestAppRoute, { name: '中心医院公众号', purpose: '建档、挂号', hospitals: ['郑州市中心医院'] });
    expect(refusalOf(await developer.send(c.requestAppRoute, { name: '又一个', purpose: '试', hospitals: ['郑州市中心医院'] }))).toBe('console/request-waiting');
    // Also when two developers ask at the same moment, and neither sees the other's.
    const atOnce = makeAppRequests({ store: town.foundations.store, table: town.foundations.table('open-platform') });
    const request = { institutionId: 'inst-at-once', institutionName: '', cityCode: '410100', name: 'a', purpose: 'b', hospitals: ['c'], askedAt: '2026-11-23T08:00:00.000+08:00', state: 'waiting', version: 0 } as const;
    const saved = await Promise.all(['r1', 'r2', 'r3'].map((requestId) => atOnce.save({ ...request, requestId })));
    expect(saved.filter(Boolean)).toHaveLength(1);
    const [waiting] = await atOnce.list('inst-at-once');
    expect(await atOnce.save({ ...waiting!, state: 'declined' })).toBe(true);
    expect(await atOnce.save({ ...request, requestId: 'r4' })).toBe(true);
    await town.slices.openPlatformWindow.decideApp({ institutionId: 'inst-410100-10', requestId: asked.requestId, appId: 'zz-center', hospitals: [{ hospitalId: '41010', name: '郑州市中心医院' }] });
    expect(await appOf('zz-center')).toMatchObject({ secretsInForce: 0, hospitals: [{ hospitalId: '41010', campuses: [] }] });
    const made = await developer.must(c.rotateSecretRoute, { appId: 'zz-center' });
    first = made.secret;
    expect(made).toEqual({ appId: 'zz-center', secret: expect.stringMatching(/^[\da-f]{32}$/), secretsInForce: 1 });
    clockMs += 31_000;
    const token = await post(town.url, '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken', bodyOf({ appId: 'zz-center' }, '', { partner: { appId: 'zz-center', secret: made.secret, hospitalId: '41010' }, commonIn: timestamp() }));
    expect(token.commonOut.resultCode).toBe(0);
    expect(JSON.stringify(await appOf('zz-center'))).not.toContain(made.secret);
  });

  it('has two secrets while one takes the other\'s place, and no third', async () => {
    const { secret: next } = await developer.must(c.rotateSecretRoute, { appId: 'zz-center' });
    expect(refusalOf(await developer.send(c.rotateSecretRoute, { appId: 'zz-center' }))).toBe('console/rotation-open');
    // Its developers see whether the older one is still used, before they end it.
    expect(await appOf('zz-center')).not.toHaveProperty('oldSecretUsedAt');
    clockMs += 31_000;
    const tokenBy = (by: string) => post(town.url, '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken', bodyOf({ appId: 'zz-center' }, '', { partner: { appId: 'zz-center', secret: by, hospitalId: '41010' }, commonIn: timestamp() }));
    await tokenBy(next);
    expect(await appOf('zz-center')).not.toHaveProperty('oldSecretUsedAt');
    await tokenBy(first);
    expect(await appOf('zz-center')).toMatchObject({ oldSecretUsedAt: expect.stringContaining(instantOf(now()).slice(0, 10)) });
    expect(await developer.must(c.endOldSecretRoute, { appId: 'zz-center' })).toMatchObject({ secretsInForce: 1 });
    expect(refusalOf(await developer.send(c.discardNewSecretRoute, { appId: 'zz-center' }))).toBe('console/no-old-secret');
    // One that was not kept is discarded: the one in use stays, and another is made.
    const { secret: lost } = await developer.must(c.rotateSecretRoute, { appId: 'zz-center' });
    expect(await developer.must(c.discardNewSecretRoute, { appId: 'zz-center' })).toMatchObject({ secretsInForce: 1 });
    clockMs += 31_000;
    expect([(await tokenBy(lost)).commonOut.resultCode, (await tokenBy(next)).commonOut.resultCode]).toEqual([RESULT_CODES.sign.code, 0]);
    expect(refusalOf(await developer.send(c.endOldSecretRoute, { appId: 'zz-center' }))).toBe('console/no-old-secret');
    clockMs += 31_000;
    const token = await post(town.url, '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken', bodyOf({ appId: 'zz-center' }, '', { partner: { appId: 'zz-center', secret: next, hospitalId: '41010' }, commonIn: timestamp() }));
    expect(token.commonOut.resultCode).toBe(0);
  });

  it('takes hosts, a call-back, switches and campuses, each in its form', async () => {
    const settings = { redirectHosts: ['h.example', 'mini-program:wx0000000000000009'], callbackUrl: 'https://h.example/notify', switches: { relates: false, clock: true, replay: true }, campuses: [{ hospitalId: '41010', code: 'east', name: '东院区' }] };
    const version = (await appOf('zz-center'))?.version ?? -1;
    expect(await developer.must(c.changeAppRoute, { appId: 'zz-center', version, ...settings })).toMatchObject({ version: version + 1, redirectHosts: settings.redirectHosts, callbackUrl: settings.callbackUrl, switches: settings.switches, hospitals: [{ campuses: [{ code: 'east', name: '东院区' }] }] });
    // Whoever began from the settings before does not undo these unseen.
    expect(refusalOf(await developer.send(c.changeAppRoute, { appId: 'zz-center', version, ...settings, redirectHosts: [] }))).toBe('console/changed-meanwhile');
    expect(await appOf('zz-center')).toMatchObject({ version: version + 1, redirectHosts: settings.redirectHosts });
    for (const redirectHosts of [['https://h.example'], ['h.example/path'], ['*.example'], ['h.example@evil']]) expect((await developer.send(c.changeAppRoute, { appId: 'zz-center', version: version + 1, ...settings, redirectHosts })).status).toBe(400);
    expect((await developer.send(c.changeAppRoute, { appId: 'zz-center', version: version + 1, ...settings, callbackUrl: 'http://h.example' })).status).toBe(400);
  });

  it('is nobody\'s business of another institution', async () => {
    const unionId = sampleWechatUsers(TODAY).find(({ wechatUser }) => wechatUser === 'wx-clerk-song')?.unionid ?? '';
    await town.slices.identityWindow.appoint(unionId, { role: 'institution-developer', institutionId: 'inst-other', institutionName: '别家医院', cityCode: '410300' });
    const other = makePhone(town);
    await other.signIn('wx-clerk-song');
    const { address } = await other.must(c.enrolSecondFactorRoute, {});
    await other.must(c.signInConsoleRoute, { code: totpCode(fromBase32(/secret=(\w+)/.exec(address)?.[1] ?? ''), totpStepOf(now())) });
    expect((await other.must(c.listAppsRoute, {})).apps).toEqual([]);
    const tries = [other.send(c.rotateSecretRoute, { appId: 'zz-center' }), other.send(c.downloadAppRoute, { appId: 'zz-center' }), other.send(c.debugSignatureRoute, { appId: 'zz-center', request: '{}' }), other.send(c.listCallsRoute, { appId: DEMO.appId, day: TODAY })];
    expect((await Promise.all(tries)).map(refusalOf)).toEqual(tries.map(() => 'console/app-unknown'));
  });
});

describe('what an app\'s calls came to', () => {
  const wireNow = () => new Date(now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const day = () => new Date(now() + 8 * 3_600_000).toISOString().slice(0, 10);

  it('tells the reason of a refusal and its remedy, figures and terminals, and gives everything at once', async () => {
    await developer.signIn('wx-developer-yan');
    await developer.must(c.signInConsoleRoute, { code: codeNow() });
    const token = String((await post(town.url, '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken', bodyOf({ appId: DEMO.appId }, '', { commonIn: timestamp() }))).rsp['appToken']);
    await post(town.url, `${P}verifyQRCode`, bodyOf({ qrCodeText: 'no code', terminalId: 'S-7', channelCode: '0100' }, token, { commonIn: timestamp() }));
    const { items } = await developer.must(c.listCallsRoute, { appId: DEMO.appId, day: day() });
    expect(items[0]).toMatchObject({ method: 'verifyQRCode', resultCode: RESULT_CODES['qr-not-valid'].code, terminalId: 'S-7', words: { cause: RESULT_CODES['qr-not-valid'].cause, remedy: RESULT_CODES['qr-not-valid'].remedy } });
    expect((await developer.must(c.listCallsRoute, { appId: DEMO.appId, day: day(), which: 'done' })).items.map(({ method }) => method)).toContain('getAppToken');
    expect((await developer.must(c.readUsageRoute, { appId: DEMO.appId, days: 1 })).items).toContainEqual({ day: day(), method: 'verifyQRCode', result: 'qr-not-valid', count: 1 });
    expect((await developer.must(c.listTerminalsRoute, { appId: DEMO.appId })).items).toEqual([expect.objectContaining({ kind: 'window', terminalId: 'S-7' })]);
    const report = { qrCodeText: `${'5'.repeat(64)}:1::5100A0013`, time: wireNow(), hospitalCode: '99901', subHospitalCode: 'east', scene: '010103', cardType: '11', cardChannel: '0100' };
    expect((await post(town.url, `${P}reportHISData`, bodyOf(report, token, { commonIn: timestamp() }))).commonOut.resultCode).toBe(0);
    const uses = { day: day(), hospitalId: '99901', campus: 'east', scene: '010103', count: 1 };
    expect((await developer.must(c.readUsesRoute, { appId: DEMO.appId, days: 1 })).items).toEqual([uses]);
    const all = await developer.must(c.downloadAppRoute, { appId: DEMO.appId });
    expect(all).toMatchObject({ isComplete: true, app: { appId: DEMO.appId } });
    expect(all.refusedCalls.length).toBeGreaterThan(0);
    expect(all.answeredCalls.map(({ method }) => method)).toEqual(expect.arrayContaining(['getAppToken', 'reportHISData']));
    expect(all.uses).toEqual([uses]);
    expect(all.requests).toEqual((await developer.must(c.listAppsRoute, {})).requests);
    expect(JSON.stringify(all)).not.toContain(DEMO.secret);
  });

  it('shows why a signature differs, without the secret', async () => {
    const request = bodyOf({ appId: DEMO.appId, name: '测试 甲' }, '', { sign: 'x' });
    const found = await developer.must(c.debugSignatureRoute, { appId: DEMO.appId, request, signedText: 'appId=demo-app-0001&channelNum=0&hospitalId=99901&name=%E6%B5%8B' });
    expect(found).toMatchObject({ cause: 'url-encoded', field: 'name', chinese: expect.any(String), remedy: expect.any(String), difference: { ours: expect.stringContaining('测试 甲') } });
    expect(JSON.stringify(found)).not.toContain(DEMO.secret);
    // Signed well, but hours ago, and under a request id that was used.
    const used = { requestId: 'USED-1', ...timestamp() };
    await post(town.url, '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken', bodyOf({ appId: DEMO.appId }, '', { commonIn: used }));
    const late = bodyOf({ appId: DEMO.appId }, '', { commonIn: { ...used, timestamp: String(Math.floor(now() / 1000) - 4000) } });
    expect(await developer.must(c.debugSignatureRoute, { appId: DEMO.appId, request: late })).toMatchObject({ acceptedAs: 'contract', others: [{ result: 'clock', secondsOff: expect.closeTo(-4000, -1) as number }, { result: 'request-id-reused', certain: false }] });
    expect(await developer.send(c.debugSignatureRoute, { appId: DEMO.appId, request: '{"a":1,"a":2}' })).toMatchObject({ problem: { code: 'console/request-not-readable', field: 'member-twice' } });
  });

  it('counts by poster who came, and who gave a card', async () => {
    const form = { tag: 'dawan-village', place: '大湾村', page: 'card-list', returnTo: 'https://127.0.0.1/back' };
    expect(refusalOf(await developer.send(c.addPosterRoute, { appId: DEMO.appId, ...form, returnTo: 'https://evil.example/' }))).toBe('console/return-not-registered');
    const poster = await developer.must(c.addPosterRoute, { appId: DEMO.appId, ...form });
    expect(poster.link).toBe(`${town.config.PUBLIC_BASE_URL}/open/getHealthCardList?redirect_uri=${encodeURIComponent(form.returnTo)}&from=dawan-village`);
    expect(refusalOf(await developer.send(c.addPosterRoute, { appId: DEMO.appId, ...form }))).toBe('console/tag-taken');
    expect(await developer.must(c.linkPosterRoute, { appId: DEMO.appId, tag: 'dawan-village' })).toEqual({ urlLink: expect.stringMatching(/^https:\/\/wxaurl\.cn\//), expiresAt: expect.any(String) });
    expect(refusalOf(await developer.send(c.linkPosterRoute, { appId: DEMO.appId, tag: 'no-such' }))).toBe('console/poster-unknown');
    for (const from of ['dawan-village', 'dawan-village', 'nobody-s']) await developer.must(readHandOverRoute, { returnTo: form.returnTo, from });
    await developer.must(leaveHandOverRoute, { returnTo: form.returnTo, from: 'dawan-village', choice: 'declined' });
    expect((await developer.must(c.listPostersRoute, { appId: DEMO.appId })).items).toEqual([expect.objectContaining({ tag: 'dawan-village', opened: 2, left: 1, cardsGiven: 0 })]);
  });

  it('still serves a partner as before', async () => {
    clockMs = 0;
    const partner = await openPartner(town.url);
    expect(partner.first.commonOut.resultCode).toBe(0);
  });

  it('lets links that were sent before a secret ended open, and nothing be signed with it', async () => {
    clockMs = 7_200_000;
    await developer.signIn('wx-developer-yan');
    await developer.must(c.signInConsoleRoute, { code: codeNow() });
    const { name, gender, birthday, idNumber } = town.person('liu-qiang');
    const item = { wechatCode: PERMANENT_CODE, name, gender: genderWord(gender), nation: '未知', birthday, idNumber, idType: '01', phone1: '13800000000', patid: 'P-1', openId: 'o-1', wechatUrl: 'https://h.example/' };
    expect((await (await openPartner(town.url, DEMO, timestamp())).call(`${P}registerBatchHealthCard`, { healthCardItems: [item] }, { commonIn: timestamp() })).commonOut.resultCode).toBe(0);
    const by = { link: DEMO.appId + String(aesEcbEncrypt(Buffer.from(DEMO.secret), `0A1B2C3D4E5F60718293A4B5C6D7E8F9&o-1&${DEMO.hospitalId}`)), returnTo: 'http://127.0.0.1:7777/cards' };
    const phone = await verifiedPhone(town, town.person('liu-qiang'));
    await developer.must(c.rotateSecretRoute, { appId: DEMO.appId });
    expect(await developer.must(c.endOldSecretRoute, { appId: DEMO.appId })).toMatchObject({ secretsInForce: 1 });
    clockMs += 31_000;
    const signed = await post(town.url, '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken', bodyOf({ appId: DEMO.appId }, '', { commonIn: timestamp() }));
    expect(signed.commonOut.resultCode).toBe(RESULT_CODES.sign.code);
    expect((await phone.must(activateCardsRoute, by)).activated).toEqual(['刘*']);
    const { Items } = await town.engine.call('Scan', { TableName: town.foundations.table('open-platform') }) as { Items: unknown[] };
    expect(JSON.stringify(Items)).not.toContain(DEMO.secret);
  });
});
