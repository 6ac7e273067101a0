/** What institutions tell (3.7) and the methods only some clients call, over real HTTP. */
import { sampleRegister } from '../../functions/local/seed/registered';
import { chinaDayOf } from '../../shared/kernel/china-day';
import { RENAMED_PER_DAY } from '../../shared/open-platform/limits.rules';
import { APPOINTMENTS_PER_CARD, APPOINTMENTS_PER_USER, NOTICE_BYTES_MAX } from '../../shared/open-platform/notice.methods';
import { genderWord } from '../../shared/open-platform/person.schema';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { openTown, TODAY, type Town } from '../rig/open-town';
import { openPartner, P, PERMANENT_CODE } from './partner';

jest.setTimeout(120_000);

const LIMIT = '/rest/auth/HealthCard/VaccinationOpenServer/OpenVaccinationObj/checkAppointmentLimit';
let town: Town;
let partner: Awaited<ReturnType<typeof openPartner>>;
beforeAll(async () => {
  town = await openTown();
  partner = await openPartner(town.url);
});
afterAll(() => town.end());

const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const call = (method: string, input: object) => partner.call(P + method, { ...input });
const PEOPLE = sampleRegister(TODAY).filter(({ idType, deceased }) => idType === '01' && deceased !== true);
async function registered(person = PEOPLE[0]) {
  if (!person) throw new Error('nobody');
  const { rsp } = await call('registerHealthCard', { wechatCode: PERMANENT_CODE, name: person.name, gender: genderWord(person.gender), nation: '汉族', birthday: person.birthday, idNumber: person.idNumber, idType: '01', phone1: '13800000000' });
  return { healthCardId: String(rsp['healthCardId']), qrCodeText: String(rsp['qrCodeText']), idNumber: person.idNumber };
}

it('gives the formal id of a card by document, in both shapes', async () => {
  const { healthCardId, idNumber } = await registered();
  const update = async (items: object[]) => (await call('updateHealthCardId', { updateHealthCardIdItems: items })).rsp;
  expect(await update([{ healthCardId: 'TEST', idType: '01', idNumber }])).toEqual({ result: true, updateHealthCardIdRspItems: [{ oldHealthCardId: 'TEST', newHealthCardId: healthCardId, idType: '01', idNumber }] });
  expect(await update([{ healthCardId: 'TEST', idType: '03', idNumber: 'X12345678' }])).toMatchObject({ result: false, updateHealthCardIdRspItems: [{ newHealthCardId: '' }] });
});

it('gives nobody\'s card for an old id that is another\'s card here', async () => {
  const { idNumber } = await registered();
  const other = await registered(PEOPLE[1]);
  const item = { healthCardId: other.healthCardId, idType: '01', idNumber };
  expect((await call('updateHealthCardId', { updateHealthCardIdItems: [item] })).rsp).toMatchObject({ result: false, updateHealthCardIdRspItems: [{ newHealthCardId: '' }] });
  const own = await call('updateHealthCardId', { updateHealthCardIdItems: [{ ...item, idNumber: other.idNumber }] });
  expect(own.rsp).toMatchObject({ result: true, updateHealthCardIdRspItems: [{ newHealthCardId: other.healthCardId }] });
});

it('gives no card for numbers alone unless operations opened a migration, and no more than a day may see', async () => {
  const { idNumber } = await registered();
  const { openPlatformWindow: operations } = town.slices;
  const app = { name: '迁移医院', cityCode: '410300', redirectHosts: [], switches: { relates: true, clock: true, replay: true }, closed: false };
  const openMover = async (appId: string, isOpened: boolean) => {
    await operations.registerApp({ ...app, appId, hospitals: [{ hospitalId: '30002', name: '迁移医院' }], secrets: ['mover-secret-0123456'] });
    if (isOpened) await operations.openMigration({ appId, migrates: true });
    const mover = await openPartner(town.url, { appId, secret: 'mover-secret-0123456', hospitalId: '30002' });
    const items = (size: number) => ({ updateHealthCardIdItems: Array.from({ length: size }, () => ({ healthCardId: 'TEST', idType: '01', idNumber })) });
    return async (size = 1) => (await mover.call(`${P}updateHealthCardId`, items(size))).commonOut.resultCode;
  };
  expect(await (await openMover('mover-closed', false))()).toBe(codeOf('migration-not-open'));
  const update = await openMover('mover', true);
  expect(await update()).toBe(0);
  const audited = JSON.stringify(await town.foundations.store.queryAll(town.foundations.table('audit'), { pk: `subject#app#mover#${chinaDayOf(Date.now()).slice(0, 7)}` }));
  for (const action of ['open-platform.register-app', 'open-platform.open-migration']) expect(audited).toContain(action);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const tally = { pk: `tally#mover#${chinaDayOf(Date.now())}`, sk: 'renamed' };
  await town.foundations.store.count(town.foundations.table('open-platform'), tally, { by: RENAMED_PER_DAY - 20, expiresAt: nowSeconds + 600, nowSeconds });
  expect(await update(30)).toBe(codeOf('day-is-spent'));
  await expect(operations.openMigration({ appId: 'nobody', migrates: true })).rejects.toThrow('no such app');
});

it('gives an order for the wallet of a card that is there', async () => {
  const { qrCodeText } = await registered();
  expect((await call('getOrderIdByOutAppId', { qrCodeText })).rsp['orderId']).toMatch(/^[\da-f]{32}$/);
  expect((await call('getOrderIdByOutAppId', { qrCodeText: `${'A'.repeat(64)}:1` })).commonOut.resultCode).toBe(codeOf('card-not-found'));
});

it('says of each card whether it may be seen', async () => {
  const { qrCodeText } = await registered();
  expect((await call('bindUnionId', { weChatCode: PERMANENT_CODE, qrCodeList: [qrCodeText, `${'A'.repeat(64)}:1`, 'x'] })).rsp)
    .toEqual({ responseStatusList: ['0', String(codeOf('card-not-found')), String(codeOf('qr-not-valid'))] });
});

it('answers what institutions tell, in both spellings, and keeps none of it', async () => {
  expect(await call('recvPushMsg', { anything: { at: ['某个消息'] } })).toMatchObject({ commonOut: { resultCode: 0 }, rsp: { resultCode: 0, message: '成功' } });
  expect(await call('referralResultNotice', { applyNo: 'R1', checkStatus: 1, referralDoctor: '王某某', diagnosticOpinion: '某种诊断' })).toMatchObject({ commonOut: { resultCode: 0 }, rsp: { resultCode: 0, message: '成功' } });
  const used = { hospitalName: '通知医院', extend: '某种扩展', userCardInfoList: [{ time: '2026-11-23 08:00:00', scene: '0101011' }] };
  expect((await call('sendMedicalRecordNotice', { ...used, appld: 'a', openld: 'o', healthCardld: 'A'.repeat(64) })).commonOut.resultCode).toBe(0);
  expect((await call('sendMedicalRecordNotice', { ...used, appId: 'a', openId: 'o', healthCardId: 'A'.repeat(64) })).commonOut.resultCode).toBe(0);
  expect((await call('sendMedicalRecordNotice', used)).commonOut.errMsg).toContain('(healthCardId)');
  const { Items } = await town.engine.call('Scan', { TableName: town.foundations.table('open-platform') }) as { Items: { pk: { S: string } }[] };
  expect(Items.filter(({ pk }) => pk.S.startsWith('notice#'))).toEqual([]);
  for (const told of ['某个消息', '王某某', '某种诊断', '通知医院', '某种扩展']) expect(JSON.stringify(Items)).not.toContain(told);
});

it('takes a large notice, and refuses a larger one for good', async () => {
  expect((await call('recvPushMsg', { filling: '字'.repeat(Math.floor((NOTICE_BYTES_MAX - 2_000) / 3)) })).commonOut.resultCode).toBe(0);
  const refused = await call('recvPushMsg', { filling: 'x'.repeat(NOTICE_BYTES_MAX) });
  expect(refused.commonOut.resultCode).toBe(codeOf('request-too-large'));
  expect(RESULT_CODES['request-too-large'].retry).toBe(false);
});

it('limits how often a card and a user book on a day, and gives back what is cancelled', async () => {
  const cards: string[] = [];
  for (const person of PEOPLE.slice(0, 4)) cards.push((await registered(person)).healthCardId);
  const [card = '', ...others] = cards;
  const book = async (healthCardId: string, openId: string, clientIp: string | undefined = '1.2.4.8') => (await partner.call(LIMIT, { openId, healthCardId, ...(clientIp ? { clientIp } : {}) })).rsp;
  for (let time = 1; time < APPOINTMENTS_PER_CARD; time += 1) expect(await book(card, 'o1')).toEqual({ verify: true, riskLevel: 0, toast: '' });
  expect(await book(card, 'o1')).toMatchObject({ verify: true, riskLevel: 1 });
  expect(await book(card, 'o2')).toMatchObject({ verify: false, riskLevel: 2, toast: expect.stringContaining('明天') });
  // What was refused was not booked: one cancelled makes room for one.
  expect(await book(card, 'o1', '')).toMatchObject({ verify: true });
  expect([await book(card, 'o1'), await book(card, 'o1')]).toMatchObject([{ verify: true }, { verify: false }]);
  for (let time = 0; time < APPOINTMENTS_PER_USER; time += 1) await book(others[time % 2] ?? '', 'scalper');
  expect(await book(others[2] ?? '', 'scalper')).toMatchObject({ verify: false });
});

it('makes no room for more when appointments of another day are cancelled', async () => {
  const { healthCardId } = await registered(PEOPLE[4]);
  const ask = async (more: object) => (await partner.call(LIMIT, { openId: 'o-late', healthCardId, ...more })).rsp;
  for (let time = 0; time < 3; time += 1) expect(await ask({})).toMatchObject({ verify: true });
  for (let time = 0; time < APPOINTMENTS_PER_CARD; time += 1) expect(await ask({ clientIp: '1.2.4.9' })).toMatchObject({ verify: true });
  expect(await ask({ clientIp: '1.2.4.9' })).toMatchObject({ verify: false });
});

it('books for no card that is not there, counts nothing of the try, and still takes a cancelling', async () => {
  const asked = (more: object) => partner.call(LIMIT, { openId: 'o-invented', healthCardId: 'A'.repeat(64), ...more });
  for (let time = 0; time <= APPOINTMENTS_PER_USER; time += 1) expect((await asked({ clientIp: '1.2.4.10' })).commonOut.resultCode).toBe(codeOf('card-not-found'));
  expect((await asked({})).rsp).toMatchObject({ verify: true });
  const { healthCardId } = await registered(PEOPLE[5]);
  expect((await asked({ healthCardId, clientIp: '1.2.4.10' })).rsp).toMatchObject({ verify: true, riskLevel: 0 });
});
