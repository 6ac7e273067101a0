/** The card methods of the open platform over real HTTP, as a hospital's existing back end calls them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chinaDayOf } from '../../shared/kernel/china-day';
import { genderWord, nationName } from '../../shared/open-platform/person.schema';
import { MISSES_PER_DAY } from '../../shared/open-platform/limits.rules';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { openTown, TODAY, type Town } from '../rig/open-town';
import { sampleRegister } from '../../functions/local/seed/registered';
import { DEMO, openPartner, P, PERMANENT_CODE, SERVER } from './partner';
import { patients } from './upgrades';

jest.setTimeout(120_000);

let town: Town;
let partner: Awaited<ReturnType<typeof openPartner>>;
beforeAll(async () => {
  town = await openTown({ alsoRegistered: MORE });
  partner = await openPartner(town.url);
});
afterAll(() => town.end());

const MORE = patients(7);
const PEOPLE = [...sampleRegister(TODAY).filter(({ idType, deceased }) => idType === '01' && deceased !== true), ...MORE];
let taken = 0;

/** The form of 3.2 for somebody who has no card yet. */
function form(changes: object = {}) {
  taken += 1;
  const person = PEOPLE[taken];
  if (!person) throw new Error('no more people');
  return {
    wechatCode: PERMANENT_CODE, name: person.name, gender: genderWord(person.gender), nation: nationName(person.nation ?? '01'), birthday: person.birthday,
    idNumber: person.idNumber, idType: '01', address: '', phone1: '13800000000', phone2: '', ...changes,
  };
}

async function registered(changes: object = {}) {
  const asked = form(changes);
  const { commonOut, rsp } = await partner.call(`${P}registerHealthCard`, asked);
  if (commonOut.resultCode !== 0) throw new Error(commonOut.errMsg);
  return { asked, qrCodeText: String(rsp['qrCodeText']), healthCardId: String(rsp['healthCardId']), phid: String(rsp['phid']), rsp };
}
const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const wireNow = (aheadMs = 0) => `${chinaDayOf(Date.now() + aheadMs)} ${new Date(Date.now() + aheadMs + 8 * 3_600_000).toISOString().slice(11, 19)}`;

describe('registerHealthCard', () => {
  it('issues the card of the province: the same whichever door asks', async () => {
    const card = await registered();
    expect(card.healthCardId).toMatch(/^[\dA-F]{64}$/);
    expect(card.phid).toMatch(/^[\dA-F]{64}$/);
    expect(card.qrCodeText).toBe(`${card.healthCardId}:1`);
    expect(JSON.parse(String(card.rsp['adminExt']))).toMatchObject({ ecardId: card.healthCardId, main_index: card.phid, qr_code: card.qrCodeText, name: card.asked.name });
    const again = await partner.call(`${P}registerHealthCard`, card.asked);
    expect(again.rsp).toMatchObject({ healthCardId: card.healthCardId, phid: card.phid });
  });

  it.each<[string, object, ResultName, string]>([
    ['a name that is another\'s', { name: '李不是' }, 'name-does-not-match', ''],
    ['a number with a wrong check digit', { idNumber: '419099199001010010' }, 'input-not-valid', 'idNumber'],
    ['another birthday than the number says', { birthday: '1900-01-01' }, 'input-not-valid', 'birthday'],
    ['a nation that does not exist', { nation: '火星族' }, 'input-not-valid', 'nation'],
    ['a name sent as a number', { name: 123 }, 'input-not-valid', 'name'],
    ['no telephone', { phone1: '' }, 'input-not-valid', 'phone1'],
    ['a code nobody was given', { wechatCode: 'ffffffffffffffffffffffffffffffff' }, 'code-not-valid', ''],
  ])('refuses %s, with every text of rsp empty', async (_what, changes, name, field) => {
    const { commonOut, rsp } = await partner.call(`${P}registerHealthCard`, form(changes));
    expect(commonOut.resultCode).toBe(codeOf(name));
    if (field) expect(commonOut.errMsg).toContain(`(${field})`);
    expect(rsp).toMatchObject({ qrCodeText: '', healthCardId: '', phid: '', adminExt: '' });
  });
});

describe('finding the card', () => {
  it('gives card and holder in clear by static code and by id, with this hospital\'s own number', async () => {
    const { asked, qrCodeText, healthCardId, phid } = await registered({ patid: 'P-0001', phone1: '13800000007' });
    const expected = { qrCodeText, healthCardId, phid, name: asked.name, gender: asked.gender, birthday: asked.birthday, idNumber: asked.idNumber, idType: '01', phone1: '13800000007', patid: 'P-0001', idCard: asked.idNumber };
    expect((await partner.call(`${P}getHealthCardByQRCode`, { qrCodeText })).rsp['card']).toMatchObject(expected);
    expect((await partner.call(`${SERVER}getHealthCardByHealthCardId`, { healthCardId })).rsp['card']).toMatchObject(expected);
  });

  it('tells the special values of a healthCode apart from codes that do not hold', async () => {
    const refusal = async (healthCode: string) => (await partner.call(`${P}getHealthCardByHealthCode`, { healthCode })).commonOut.resultCode;
    expect(await refusal('0')).toBe(codeOf('user-adds-card'));
    expect(await refusal('-1')).toBe(codeOf('user-declined'));
    expect(await refusal('F0E1D2C3B4A5968778695A4B3C2D1E0F')).toBe(codeOf('code-not-valid'));
  });

  it('needs the related ids where the contract does, unless the institution\'s switch is off', async () => {
    const { commonOut } = await partner.call(`${P}getHealthCardByHealthCode`, { healthCode: '0' }, { commonIn: { relateOpenId: '' } });
    expect(commonOut).toMatchObject({ resultCode: codeOf('relation-needed'), errMsg: expect.stringContaining('relateOpenId') });
    const app = { appId: 'old-client', name: '老系统', cityCode: '410100', hospitals: [{ hospitalId: '10001', name: '老医院' }], secrets: ['old-secret-0123456789'], redirectHosts: [], closed: false };
    await town.slices.openPlatformWindow.registerApp({ ...app, switches: { relates: false, clock: true, replay: true } });
    const old = await openPartner(town.url, { appId: 'old-client', secret: 'old-secret-0123456789', hospitalId: '10001' });
    expect((await old.call(`${P}getHealthCardByHealthCode`, { healthCode: '0' }, { commonIn: { relateAppId: '', relateOpenId: '' } })).commonOut.resultCode).toBe(codeOf('user-adds-card'));
  });
});

describe('bindCardRelation', () => {
  it('ties a hospital\'s number to one card, as often as it is said', async () => {
    const [one, other] = [await registered(), await registered()];
    const bind = async (patid: string, qrCodeText: string) => (await partner.call(`${P}bindCardRelation`, { patid, qrCodeText }));
    expect((await bind('P-77', one.qrCodeText)).rsp).toEqual({ result: true });
    expect((await bind('P-77', one.qrCodeText)).rsp).toEqual({ result: true });
    expect((await bind('P-77', other.qrCodeText)).commonOut.resultCode).toBe(codeOf('patid-of-another'));
    expect((await bind('P-78', one.qrCodeText)).rsp).toEqual({ result: true });
    // The number of before is the same person's still.
    expect((await bind('P-77', other.qrCodeText)).commonOut.resultCode).toBe(codeOf('patid-of-another'));
    const identify = async (patid: string) => (await partner.call('/rest/auth/henan/OpenPlatform/AcceptObj/identifyPatient', { patid, patidHospitalId: DEMO.hospitalId })).rsp;
    for (const patid of ['P-77', 'P-78']) expect(await identify(patid)).toMatchObject({ patid: 'P-78', card: { healthCardId: one.healthCardId } });
    await bind('P-77', one.qrCodeText);
    expect(await identify('P-78')).toMatchObject({ patid: 'P-77' });
  });
});

describe('codes', () => {
  it('gives a picture that a reader of others reads, and the code is good once', async () => {
    const { asked, healthCardId } = await registered();
    const { rsp } = await partner.call(`${P}getDynamicQRCode`, { healthCardId, idType: '01', idNumber: asked.idNumber, codeType: 0 });
    const text = String(rsp['qrCodeText']);
    expect(text).toMatch(new RegExp(`^${healthCardId}:0:[\\da-f]{32}$`));
    const file = join(mkdtempSync(join(tmpdir(), 'qr-')), 'code.png');
    writeFileSync(file, Buffer.from(String(rsp['qrCodeImg']), 'base64'));
    expect(execFileSync('zbarimg', ['-q', '--raw', file]).toString().trim()).toBe(text);

    const verify = (terminalId: string) => partner.call(`${P}verifyQRCode`, { qrCodeText: text, terminalId, medicalStep: '010101', channelCode: '0100' });
    expect((await verify('T1')).rsp).toMatchObject({ name: asked.name, gender: asked.gender, idNumber: asked.idNumber, healthCardId, result: true, card: { name: asked.name } });
    expect((await verify('T1')).commonOut.resultCode).toBe(0);
    expect((await verify('T2')).commonOut.resultCode).toBe(codeOf('qr-used-elsewhere'));
  });

  it('gives the static code when asked, and none to whoever names another\'s document', async () => {
    const [one, other] = [await registered(), await registered()];
    const ask = (idNumber: string) => partner.call(`${P}getDynamicQRCode`, { healthCardId: one.healthCardId, idType: '01', idNumber, codeType: '1' });
    expect((await ask(one.asked.idNumber)).rsp['qrCodeText']).toBe(one.qrCodeText);
    expect((await ask(other.asked.idNumber)).commonOut.resultCode).toBe(codeOf('holder-does-not-match'));
  });

  it('dates a use by its own clock when the scanner\'s is wrong, and marks one of yesterday', async () => {
    const { qrCodeText, healthCardId } = await registered();
    const days = [wireNow(), wireNow(-86_400_000)].map((time) => time.slice(0, 10));
    const scans = [['2099-01-01 08:00:00', '010101'], ['1999-01-01 08:00:00', '010102'], [wireNow(-86_400_000), '010103']];
    for (const [time, medicalStep] of scans) expect((await partner.call(`${P}verifyQRCode`, { qrCodeText, time, medicalStep })).commonOut.resultCode).toBe(0);
    const uses = await Promise.all([...days, '2099-01-01', '1999-01-01'].map((day) => usesAt('99901', healthCardId, day)));
    expect(uses).toMatchObject([[{ isLate: false }, { isLate: false }], [{ isLate: true }], [], []]);
  });

  it('is refused to whoever is named beside it and is not its holder', async () => {
    const { qrCodeText, asked, healthCardId } = await registered();
    const verify = async (named: object) => (await partner.call(`${P}verifyQRCode`, { qrCodeText, ...named })).commonOut;
    expect(await verify({ name: asked.name, idCard: ` ${asked.idNumber.toLowerCase()} ` })).toMatchObject({ resultCode: 0 });
    const uses = await usesAt('99901', healthCardId);
    expect(await verify({ name: '李不是' })).toMatchObject({ resultCode: codeOf('holder-does-not-match'), errMsg: expect.stringContaining('(name)') });
    expect(await verify({ name: asked.name, idCard: '419099198108080026' })).toMatchObject({ resultCode: codeOf('holder-does-not-match'), errMsg: expect.stringContaining('(idCard)') });
    expect(await usesAt('99901', healthCardId)).toEqual(uses);
  });

  it('refuses what is no code', async () => {
    expect((await partner.call(`${P}verifyQRCode`, { qrCodeText: 'https://example.com' })).commonOut.resultCode).toBe(codeOf('qr-not-valid'));
    expect((await partner.call(`${P}getHealthCardByQRCode`, { qrCodeText: `${'A'.repeat(64)}:1` })).commonOut.resultCode).toBe(codeOf('card-not-found'));
  });
});

/** Uses of a card that a hospital's day knows. */
async function usesAt(hospitalId: string, healthCardId: string, day = wireNow().slice(0, 10)) {
  const items = await town.foundations.store.queryAll(town.foundations.table('open-platform'), { pk: `use#${hospitalId}#${day}` });
  return items.filter((item) => item['healthCardId'] === healthCardId);
}

const NEIGHBOUR = { appId: 'neighbour', secret: 'neighbour-secret-0123', hospitalId: '30001' };
async function openNeighbour() {
  await town.slices.openPlatformWindow.registerApp({
    appId: NEIGHBOUR.appId, name: '邻院', cityCode: '410300', hospitals: [{ hospitalId: NEIGHBOUR.hospitalId, name: '邻院' }], secrets: [NEIGHBOUR.secret],
    redirectHosts: [], switches: { relates: true, clock: true, replay: true }, closed: false,
  });
  return openPartner(town.url, NEIGHBOUR);
}

describe('identifyPatient (通卡就医)', () => {
  const identify = (req: object) => partner.call('/rest/auth/henan/OpenPlatform/AcceptObj/identifyPatient', req as Record<string, unknown>);

  it('finds the same person by card, by document, and by any hospital\'s number', async () => {
    const { asked, qrCodeText, healthCardId } = await registered({ patid: 'P-9001' });
    const neighbour = await openNeighbour();
    const ask = (req: object, place: number) => neighbour.call('/rest/auth/henan/OpenPlatform/AcceptObj/identifyPatient', { ...req, medicalStep: `01010${String(place)}` });
    const ways = [{ qrCodeText }, { idType: '01', idNumber: asked.idNumber, name: asked.name }, { patid: 'P-9001', patidHospitalId: '99901', name: asked.name }];
    const answers = await Promise.all(ways.map(ask));
    expect(answers.map(({ rsp }) => [(rsp['card'] as { healthCardId: string }).healthCardId, rsp['recognisedBy']])).toEqual([[healthCardId, 'qrCode'], [healthCardId, 'document'], [healthCardId, 'patid']]);
    expect((await usesAt('30001', healthCardId)).map(({ scene, isLate }) => [scene, isLate]).sort()).toEqual([['010100', false], ['010101', false], ['010102', false]]);
  });

  it('tells nothing of anybody for a number with another\'s name, and takes one way alone', async () => {
    const { asked, qrCodeText } = await registered();
    const refused = await identify({ idType: '01', idNumber: asked.idNumber, name: '李不是' });
    expect(refused).toMatchObject({ commonOut: { resultCode: codeOf('name-does-not-match') }, rsp: { card: { name: '', healthCardId: '' } } });
    expect((await identify({ qrCodeText, idType: '01', idNumber: asked.idNumber, name: asked.name })).commonOut.resultCode).toBe(codeOf('input-not-valid'));
    expect((await identify({ patid: 'nobody', patidHospitalId: '99901' })).commonOut.resultCode).toBe(codeOf('card-not-found'));
    const misnamed = await identify({ patid: 'P-9001', patidHospitalId: '99901', name: '孙德福' });
    expect([misnamed.commonOut.resultCode, misnamed.rsp['patid']]).toEqual([codeOf('name-does-not-match'), '']);
  });

  it('tells nothing for another hospital\'s number without the holder\'s whole name, while one\'s own needs none', async () => {
    const { asked, healthCardId } = await registered({ patid: 'P-9002' });
    expect(await identify({ patid: 'P-9002', patidHospitalId: '99901' })).toMatchObject({ rsp: { card: { healthCardId } } });
    const neighbour = await openNeighbour();
    const ask = (more: object) => neighbour.call('/rest/auth/henan/OpenPlatform/AcceptObj/identifyPatient', { patid: 'P-9002', patidHospitalId: '99901', medicalStep: '010109', ...more });
    expect((await ask({})).commonOut).toMatchObject({ resultCode: codeOf('input-not-valid'), errMsg: expect.stringContaining('(name)') });
    for (const name of ['李不是', asked.name.slice(0, 1) + '某']) {
      expect(await ask({ name })).toMatchObject({ commonOut: { resultCode: codeOf('name-does-not-match') }, rsp: { card: { name: '', idNumber: '' }, patid: '' } });
    }
    // What missed is no use of the card.
    expect(await usesAt(NEIGHBOUR.hospitalId, healthCardId)).toEqual([]);
    expect(await ask({ name: asked.name })).toMatchObject({ rsp: { card: { healthCardId } } });
  });

  it('stops an app for the day that missed too often, whichever number it tries, and no other app', async () => {
    const { asked } = await registered({ patid: 'P-9003' });
    const neighbour = await openNeighbour();
    const ask = (patid: string, name: string) => neighbour.call('/rest/auth/henan/OpenPlatform/AcceptObj/identifyPatient', { patid, patidHospitalId: '99901', name });
    await town.foundations.store.count(town.foundations.table('open-platform'), { pk: `tally#neighbour#${chinaDayOf(Date.now())}`, sk: 'missed-identify' }, {
      by: MISSES_PER_DAY.identify - 3, expiresAt: Math.floor(Date.now() / 1000) + 600, nowSeconds: Math.floor(Date.now() / 1000),
    });
    for (let miss = 0; miss < 3; miss += 1) await ask(`P-NOBODY-${String(miss)}`, asked.name);
    expect(await ask('P-9003', asked.name)).toMatchObject({ commonOut: { resultCode: codeOf('day-is-spent') }, rsp: { card: { name: '' } } });
    expect((await identify({ idType: '01', idNumber: asked.idNumber, name: asked.name })).commonOut.resultCode).toBe(0);
  });
});

describe('reportHISData', () => {
  let card: Awaited<ReturnType<typeof registered>>;
  beforeAll(async () => { card = await registered(); });

  it('takes a use once, marks a late one, and refuses what cannot be', async () => {
    const { qrCodeText, healthCardId } = card;
    const report = (changes: object) => partner.call(`${P}reportHISData`, { qrCodeText, time: wireNow(), hospitalCode: '99901', scene: '0101011', department: '0301', cardType: '11', cardChannel: '0401', ...changes });
    const yesterday = wireNow(-86_400_000);
    for (const changes of [{ time: yesterday }, { time: yesterday }, {}]) expect((await report(changes)).commonOut.resultCode).toBe(0);
    const items = await town.foundations.store.queryAll(town.foundations.table('open-platform'), { pk: `use#99901#${yesterday.slice(0, 10)}` });
    expect(items.filter((item) => item['healthCardId'] === healthCardId)).toMatchObject([{ isLate: true, scene: '0101011', department: '0301' }]);
    expect((await report({ time: wireNow(3_600_000) })).commonOut.resultCode).toBe(codeOf('use-in-future'));
    expect((await report({ time: wireNow(-90 * 86_400_000) })).commonOut.resultCode).toBe(codeOf('use-too-old'));
    expect((await report({ department: '' })).commonOut).toMatchObject({ resultCode: codeOf('input-not-valid'), errMsg: expect.stringContaining('department') });
    expect((await report({ scene: '0101051' })).commonOut.errMsg).toContain('cardCostTypes');
    expect((await report({ time: '2026-02-30 08:00:00' })).commonOut.errMsg).toContain('time');
  });

  it('takes the place of the scan before it, and of the one after it', async () => {
    const { qrCodeText, healthCardId } = await registered();
    const before = (await usesAt('99901', healthCardId)).length;
    const report = (time: string) => partner.call(`${P}reportHISData`, { qrCodeText, time, hospitalCode: '99901', scene: '0101012', department: '0301', cardType: '11', cardChannel: '0100' });
    const scanned = async (time?: string) => (await partner.call(`${P}verifyQRCode`, { qrCodeText, terminalId: 'T-1', hospitalCode: '99901', ...(time === undefined ? {} : { time }) })).commonOut.resultCode;
    expect([await scanned(), (await report(wireNow(-60_000))).commonOut.resultCode, await scanned(wireNow(-30_000))]).toEqual([0, 0, 0]);
    const after = await usesAt('99901', healthCardId);
    expect(after.length - before).toBeLessThanOrEqual(1);
    expect(after.filter(({ provisional }) => provisional)).toEqual([]);
  });

  it('takes a use of a card that is there, whatever became of its code, and none of a card that nobody issued', async () => {
    const { qrCodeText, healthCardId, asked } = card;
    const report = (text: string) => partner.call(`${P}reportHISData`, { qrCodeText: text, time: wireNow(), hospitalCode: '99901', scene: '010103', cardType: '11', cardChannel: '0100' });
    const { rsp } = await partner.call(`${P}getDynamicQRCode`, { healthCardId, idType: '01', idNumber: asked.idNumber });
    const dynamic = String(rsp['qrCodeText']);
    for (const text of [qrCodeText, dynamic, `${healthCardId}:0:${'d'.repeat(32)}`, `${'5'.repeat(64)}:1::5100A0013`, `${healthCardId}:1::4100A0013`]) expect((await report(text)).commonOut.resultCode).toBe(0);
    const nobodys = 'A'.repeat(64);
    for (const text of [`${nobodys}:1`, `${nobodys}:0:${'d'.repeat(32)}`, ...['4100A0013', '410100', 'anything', '99', '5'].map((organisation) => `${nobodys}:1::${organisation}`), `${nobodys}:0:${'d'.repeat(32)}::4100A0013`]) expect((await report(text)).commonOut).toMatchObject({ resultCode: codeOf('card-not-found'), errMsg: expect.stringContaining('(qrCodeText)') });
    expect((await report('https://example.org')).commonOut.resultCode).toBe(codeOf('qr-not-valid'));
    // A report uses no code up.
    expect((await partner.call(`${P}verifyQRCode`, { qrCodeText: dynamic, terminalId: 'T-1' })).commonOut.resultCode).toBe(0);
  });

  it.each<[string, string, object]>([
    ['reportHISData', 'hospitalCode', { hospitalCode: '12345' }],
    ['reportHISData', 'cardChannel', { cardChannel: '0999' }],
    ['reportHISData', 'cardCostTypes', { cardCostTypes: '0999' }],
    ['reportScanQRCode', 'healthCardId', { healthCardId: 'B'.repeat(64) }],
  ])('%s with a %s that cannot be right is refused by its name', async (method, field, changes) => {
    const { qrCodeText } = card;
    const { commonOut } = await partner.call(P + method, { qrCodeText, time: wireNow(), hospitalCode: '99901', scene: '010103', cardType: '11', cardChannel: '0100', ...changes });
    expect(commonOut).toMatchObject({ resultCode: codeOf('input-not-valid'), errMsg: expect.stringContaining(`(${field})`) });
  });
});

it('tells patients without a card apart, and keeps nothing of how their hospital calls them', async () => {
  const time = wireNow();
  const report = (patientId: string) => partner.call('/rest/auth/HealthCard/HealthOpenPlatform/ISVOpenObj/reportRealNamePatientData', { patientId, time, platformId: DEMO.appId, subHospitalCode: '1', scene: '010109' });
  for (const patientId of ['patient-one', 'patient-two', 'patient-two']) expect((await report(patientId)).commonOut.resultCode).toBe(0);
  const uses = await usesAt('99901', '-');
  expect(uses.filter(({ scene }) => scene === '010109')).toHaveLength(2);
  expect(JSON.stringify(uses)).not.toContain('patient-');
});

it('keeps what a hospital does in the audit, under its app and the card, never by number', async () => {
  const { qrCodeText, healthCardId, asked } = await registered();
  await partner.call(`${P}getHealthCardByQRCode`, { qrCodeText });
  const entries = await town.foundations.store.queryAll(town.foundations.table('audit'), { pk: `subject#card#${healthCardId}#${chinaDayOf(Date.now()).slice(0, 7)}` });
  expect(JSON.stringify(entries)).toContain(`open-platform:${DEMO.appId}`);
  expect(JSON.stringify(entries)).not.toContain(asked.idNumber);
});
