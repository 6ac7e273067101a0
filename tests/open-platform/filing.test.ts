/** Filing on the bind page (1.7, 3.3): back end, resident's phone and back again, over real HTTP. */
import { sampleRegister } from '../../functions/local/seed/registered';
import { claimCardRoute, listCardsRoute } from '../../shared/card/card.routes';
import { chinaDayOf } from '../../shared/kernel/china-day';
import { leaveAskedRoute, readAskedRoute } from '../../shared/open-platform/asked.routes';
import { chooseFilingCardRoute, correctFilingRoute, issueFilingCardRoute, newFilingPatientRoute, readCodeFieldsRoute, readFilingRoute } from '../../shared/open-platform/filing.routes';
import { MISSES_PER_DAY } from '../../shared/open-platform/limits.rules';
import { genderWord, nationName } from '../../shared/open-platform/person.schema';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { openTown, TODAY, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { DEMO, openPartner, P, PERMANENT_CODE, SERVER } from './partner';

jest.setTimeout(120_000);

let town: Town;
let partner: Awaited<ReturnType<typeof openPartner>>;
let zhang: Phone;
let cardId: string;
beforeAll(async () => {
  town = await openTown();
  partner = await openPartner(town.url);
  zhang = await verifiedPhone(town, town.person('zhang-wei'));
  ({ cardId } = await zhang.must(claimCardRoute, {}));
});
afterAll(() => town.end());

const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const PAGES = {
  successRedirectUrl: 'http://127.0.0.1:9/done?patientId=7&code=${healthCode}', failRedirectUrl: 'mini:/pages/failed?code=${regInfoCode}', verifyFailRedirectUrl: '/pages/unverified', faceUrl: '/pages/face/index',
};
const codeIn = (address: unknown) => String(address).split('=').at(-1) ?? '';
const call = async (method: string, input: object, base = P) => partner.call(base + method, { ...input });

async function begun(changes: object = {}) {
  const { commonOut, rsp } = await call('registerHealthCardPreAuth', { wechatCode: PERMANENT_CODE, patientType: 0, userFormPageUrl: 'http://127.0.0.1:9/form#/new?a=${authCode}', ...PAGES, ...changes });
  if (commonOut.resultCode !== 0) throw new Error(commonOut.errMsg);
  expect(rsp['bindCardUrl']).toMatch(`${town.url}/open/bind?code=`);
  return codeIn(rsp['bindCardUrl']);
}

const PEOPLE = sampleRegister(TODAY).filter(({ idType, deceased }) => idType === '01' && deceased !== true);
function form(changes: object = {}) {
  const person = PEOPLE[7]!;
  return { name: person.name, gender: genderWord(person.gender), nation: nationName(person.nation ?? '01'), birthday: person.birthday, idNumber: person.idNumber, idType: '01', phone1: '13800000000', address: '', ...changes };
}
const authCode = async () => codeIn((await zhang.must(newFilingPatientRoute, { code: await begun() })).leadTo);
async function filled(changes: object = {}) {
  const { commonOut, rsp } = await call('registerHealthCardPreFill', { authCode: await authCode(), ...form(changes), ...PAGES });
  if (commonOut.resultCode !== 0) throw new Error(commonOut.errMsg);
  return codeIn(rsp['verifyUrl']);
}

it('hands over the card the resident chose, with a healthCode that is good once', async () => {
  const code = await begun();
  expect(await zhang.must(readFilingRoute, { code })).toMatchObject({ institutionName: '示例医院', stage: 'cards', isOpen: true, cards: [{ cardId, maskedName: '张*', isSelf: true, state: 'active' }] });
  const { leadTo } = await zhang.must(chooseFilingCardRoute, { code, cardId });
  expect(leadTo).toMatch(/^http:\/\/127\.0\.0\.1:9\/done\?patientId=7&code=[\dA-F]{32}$/);
  const take = () => call('getHealthCardByHealthCode', { healthCode: codeIn(leadTo) });
  expect((await take()).rsp).toMatchObject({ isSelf: true, card: { name: '张伟', relation: '0' } });
  expect(await zhang.send(chooseFilingCardRoute, { code, cardId })).toMatchObject({ ok: false, problem: { code: 'open-platform/filing-ended' } });
});

it('sends a new patient to the hospital\'s form, and issues what they confirm', async () => {
  const { leadTo: formPage } = await zhang.must(newFilingPatientRoute, { code: await begun() });
  expect(formPage).toMatch(/^http:\/\/127\.0\.0\.1:9\/form#\/new\?a=[\da-f]{32}$/);
  const fill = (changes: object = {}) => call('registerHealthCardPreFill', { authCode: codeIn(formPage), ...form(changes), ...PAGES });
  expect((await fill({ birthday: '1900-01-01' })).commonOut.errMsg).toContain('(birthday)');
  const { rsp: { verifyUrl } } = await fill();
  expect((await fill({ phone1: '13800000001' })).commonOut.resultCode).toBe(codeOf('code-used'));
  const code = codeIn(verifyUrl);
  const seen = await zhang.must(readFilingRoute, { code });
  expect(seen).toMatchObject({ stage: 'form', isOpen: true, cards: [] });
  expect(JSON.stringify(seen)).not.toContain(form().idNumber);
  const { leadTo } = await zhang.must(issueFilingCardRoute, { code });
  const { rsp } = await call('getHealthCardByHealthCode', { healthCode: codeIn(leadTo) });
  expect(rsp).toMatchObject({ isSelf: false, card: { name: form().name, idNumber: form().idNumber } });
});

it('leads back with what was filled in when the authority issues no card', async () => {
  const { leadTo } = await zhang.must(issueFilingCardRoute, { code: await filled({ name: '李不是' }) });
  expect(leadTo).toMatch(/^mini:\/pages\/failed\?code=[\da-f]{32}$/);
  const { rsp } = await call('getRegInfoByCode', { code: codeIn(leadTo) });
  expect(rsp).toMatchObject({ name: '李不是', idNumber: form().idNumber, verifyStatus: false });
});

it('takes a form back to the hospital that is not right, with what was filled in', async () => {
  const code = await filled();
  const { leadTo } = await zhang.must(correctFilingRoute, { code });
  expect(leadTo).toMatch(/^mini:\/pages\/failed\?code=[\da-f]{32}$/);
  expect((await call('getRegInfoByCode', { code: codeIn(leadTo) })).rsp).toMatchObject({ name: form().name });
  expect(await zhang.send(issueFilingCardRoute, { code })).toMatchObject({ ok: false, problem: { code: 'open-platform/filing-ended' } });
});

it('says whose page it is and leads back to it before anybody signed in, and changes nothing by it', async () => {
  const [code, visitor] = [await begun(), makePhone(town)];
  expect(await visitor.must(readAskedRoute, { kind: 'filing', code })).toEqual({ institutionName: '示例医院' });
  expect(await visitor.must(leaveAskedRoute, { kind: 'filing', code })).toEqual({ leadTo: '/pages/unverified' });
  expect(await zhang.must(readFilingRoute, { code })).toMatchObject({ isOpen: true });
  for (const kind of ['verification', 'kiosk'] as const) expect(await visitor.send(readAskedRoute, { kind, code })).toMatchObject({ status: 404 });
  // Nothing was verified: the page is not handed a placeholder in place of a code.
  const unfilled = await begun({ verifyFailRedirectUrl: '/pages/unverified?patientId=7&order=${registerOrderId}' });
  expect(await visitor.must(leaveAskedRoute, { kind: 'filing', code: unfilled })).toEqual({ leadTo: '/pages/unverified?patientId=7&order=' });
});

it('says afterwards how it ended, and that a form sent back did not become a card', async () => {
  const ending = async (code: string) => (await zhang.must(readFilingRoute, { code })).ending;
  const [chosen, form, issued, corrected, refused] = [await begun(), await begun(), await filled(), await filled(), await filled({ name: '李不是' })];
  expect(await ending(chosen)).toBeUndefined();
  await zhang.must(chooseFilingCardRoute, { code: chosen, cardId });
  await zhang.must(newFilingPatientRoute, { code: form });
  await zhang.must(issueFilingCardRoute, { code: issued });
  await zhang.must(correctFilingRoute, { code: corrected });
  await zhang.must(issueFilingCardRoute, { code: refused });
  expect(await Promise.all([chosen, form, issued, corrected, refused].map(ending))).toEqual(['done', 'form', 'done', 'sent-back', 'not-issued']);
});

it('saves an old patient whose data were put right, and gives them back once', async () => {
  const { commonOut, rsp } = await call('savePatients', { code: await authCode(), card: form({ patid: 'OLD-1', guardianInfo: '{}' }), incorrectInfo: ['phone1'] });
  expect({ ...commonOut, ...rsp }).toMatchObject({ resultCode: 0, msg: '成功', healthCardId: expect.stringMatching(/^[\dA-F]{64}$/) });
  const give = async () => call('getPatientsHealthCard', { patientCode: rsp['patientCode'] });
  expect((await give()).rsp).toMatchObject({ name: form().name, patid: 'OLD-1', guardianInfo: '{}', multiplebirths: '' });
  expect((await call('getHealthCardByHealthCardId', { healthCardId: rsp['healthCardId'] }, SERVER)).rsp['card']).toMatchObject({ patid: 'OLD-1' });
  expect((await call('savePatients', { code: 'f'.repeat(32), card: form() })).commonOut.resultCode).toBe(codeOf('code-not-valid'));
});

it('begins nothing that could lead elsewhere', async () => {
  for (const field of ['successRedirectUrl', 'failRedirectUrl', 'verifyFailRedirectUrl', 'faceUrl', 'userFormPageUrl']) {
    const { commonOut } = await call('registerHealthCardPreAuth', { wechatCode: PERMANENT_CODE, userFormPageUrl: '/pages/form', ...PAGES, [field]: 'https://evil.example/${healthCode}' });
    expect(commonOut).toMatchObject({ resultCode: codeOf('input-not-valid'), errMsg: expect.stringContaining(`(${field})`) });
  }
});

it('says whether a name belongs to a number, with an id that is the app\'s own', async () => {
  const ask = async (userName: string, idCard = form().idNumber) => (await call('verifyRealNamePatient', { userName, idCard, platformId: 'p1' })).rsp;
  expect(await ask(form().name)).toMatchObject({ pass: 1, patientId: expect.stringMatching(/^.{32,64}$/) });
  expect(await ask('李不是')).toEqual({ pass: 0, patientId: '' });
  expect(await ask(form().name, '123')).toEqual({ pass: 0, patientId: '' });
  expect((await call('getThirdPartyPlatformInfo', { cityCode: '440300', platformId: 'p1' })).rsp).toMatchObject({ supportStatus: 0 });
});

it('says no more of names and numbers on a day on which an app was wrong too often', async () => {
  const ask = (userName: string) => call('verifyRealNamePatient', { userName, idCard: form().idNumber, platformId: 'p1' });
  const nowSeconds = Math.floor(Date.now() / 1000);
  const tally = { pk: `tally#${DEMO.appId}#${chinaDayOf(Date.now())}`, sk: 'missed-real-name' };
  const before = await town.foundations.store.count(town.foundations.table('open-platform'), tally, { by: 0, expiresAt: nowSeconds + 600, nowSeconds });
  await town.foundations.store.count(town.foundations.table('open-platform'), tally, { by: MISSES_PER_DAY['real-name'] - 2 - before, expiresAt: nowSeconds + 600, nowSeconds });
  expect((await ask(form().name)).rsp).toMatchObject({ pass: 1 });
  for (let miss = 0; miss < 2; miss += 1) expect((await ask('李不是')).rsp).toMatchObject({ pass: 0 });
  expect(await ask(form().name)).toMatchObject({ commonOut: { resultCode: codeOf('day-is-spent') }, rsp: { pass: 0, patientId: '' } });
});

it('keeps what a hospital wants shown beside a code of a card that exists', async () => {
  const healthCardId = 'A'.repeat(64);
  expect((await call('saveScanQrField', { healthCardId, registerId: 'R1' })).commonOut.resultCode).toBe(codeOf('card-not-found'));
  const { rsp } = await call('registerHealthCard', { wechatCode: PERMANENT_CODE, ...form() });
  expect((await call('saveScanQrField', { healthCardId: rsp['healthCardId'], registerId: 'R1' })).rsp['fieldCode']).toMatch(/^[\da-f]{32}$/);
});

it('gives it to whoever may show the card, for half an hour, and to nobody else', async () => {
  const { healthCardId } = (await zhang.must(listCardsRoute, {})).items.find((card) => card.cardId === cardId)!;
  const fields = { registerId: 'R1', registerQrCode: 'QR-1', caregiverName: '' };
  const fieldCode = String((await call('saveScanQrField', { healthCardId, ...fields, visitCodeFirst: '1' })).rsp['fieldCode']);
  expect(await zhang.must(readCodeFieldsRoute, { fieldCode })).toEqual({ cardId, hospitalName: '示例医院', fields: [{ name: 'registerId', value: 'R1' }, { name: 'registerQrCode', value: 'QR-1' }] });
  const other = await verifiedPhone(town, town.person('li-na'));
  for (const [phone, asked] of [[other, fieldCode], [zhang, '0'.repeat(32)]] as const) {
    expect(await phone.send(readCodeFieldsRoute, { fieldCode: asked })).toMatchObject({ status: 404, problem: { code: 'open-platform/fields-unknown' } });
  }
});
