/** A resident goes back to a hospital with a one-time code: good once, for this hospital, while the resident may show the card. */
import { claimCardRoute, listCardsRoute, removeCardRoute } from '../../shared/card/card.routes';
import { addChildRoute, listFamilyRoute } from '../../shared/identity/family.routes';
import { giveHealthCodeRoute, giveUserCodeRoute, leaveHandOverRoute, readHandOverRoute } from '../../shared/open-platform/hand-over.routes';
import { genderWord, nationName } from '../../shared/open-platform/person.schema';
import { takeWalletCardRoute } from '../../shared/open-platform/wallet.routes';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { sampleRegister } from '../../functions/local/seed/registered';
import { openTown, TODAY, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { openPartner, P } from './partner';

jest.setTimeout(120_000);

const HERE = { returnTo: 'https://hospital.example/back?step=1#/done', hospitalId: '99901' };
const APP = { name: '甲医院', cityCode: '410100', switches: { relates: true, clock: true, replay: true }, closed: false };
const OTHER = { appId: 'other-app', secret: 'other-secret-0123456789', hospitalId: '20001' };

let town: Town;
let clockMs = 0;
let hospital: Awaited<ReturnType<typeof openPartner>>;
let zhang: Phone;
beforeAll(async () => {
  town = await openTown({ now: () => Date.now() + clockMs });
  const { openPlatformWindow: window } = town.slices;
  await window.registerApp({ ...APP, appId: 'demo-app-0001', hospitals: [{ hospitalId: '99901', name: '甲医院' }, { hospitalId: '99902', name: '甲医院东院' }], secrets: ['demo-secret-0123456789abcdef0000'], redirectHosts: ['hospital.example', 'mini-program:wx0123456789abcdef'] });
  await window.registerApp({ ...APP, appId: OTHER.appId, name: '乙医院', hospitals: [{ hospitalId: '20001', name: '乙医院' }], secrets: [OTHER.secret], redirectHosts: ['other.example'] });
  hospital = await openPartner(town.url);
  zhang = await verifiedPhone(town, town.person('zhang-wei'));
  await zhang.consent('child');
  await zhang.must(addChildRoute, { name: town.person('zhang-zihan').name, idType: town.person('zhang-zihan').idType, idNumber: town.person('zhang-zihan').idNumber, guardianDeclared: true });
});
afterAll(() => town.end());
afterEach(() => { clockMs = 0; });

const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const parameter = (address: string, name: string) => new URLSearchParams(address.split('?').at(-1)).get(name) ?? '';
const later = () => ({ commonIn: { timestamp: String(Math.floor((Date.now() + clockMs) / 1000)) } });
const redeem = (healthCode: string) => hospital.call(`${P}getHealthCardByHealthCode`, { healthCode }, later());
const resultOf = async (healthCode: string) => (await redeem(healthCode)).commonOut.resultCode;

async function ownCard() {
  return (await zhang.must(claimCardRoute, {})).cardId;
}
async function healthCode(cardId?: string) {
  return parameter((await zhang.must(giveHealthCodeRoute, { ...HERE, cardId: cardId ?? (await ownCard()) })).address, 'healthCode');
}

describe('the way back', () => {
  it('leads to registered pages alone, and tells whose they are', async () => {
    const phone = makePhone(town);
    expect(await phone.must(readHandOverRoute, HERE)).toEqual({ hospitalName: '甲医院' });
    expect(await phone.must(readHandOverRoute, { ...HERE, hospitalId: '99902' })).toEqual({ hospitalName: '甲医院东院' });
    for (const asked of [{ returnTo: 'https://evil.example/' }, { returnTo: 'http://hospital.example/' }, { returnTo: 'https://hospital.example@evil.example/' }, { ...HERE, hospitalId: '20001' }, { returnTo: 'javascript:alert(1)' }]) {
      expect(await phone.send(readHandOverRoute, asked)).toMatchObject({ status: 403, problem: { code: 'open-platform/return-not-registered' } });
      expect(await zhang.send(giveUserCodeRoute, asked)).toMatchObject({ status: 403 });
      expect(await phone.send(leaveHandOverRoute, { ...asked, choice: 'declined' })).toMatchObject({ status: 403 });
    }
  });

  it('keeps what the address had, and brings 0 and -1 where no card is given, without signing in', async () => {
    const phone = makePhone(town);
    expect(await phone.must(leaveHandOverRoute, { ...HERE, choice: 'add-card' })).toEqual({ address: 'https://hospital.example/back?step=1#/done?healthCode=0' });
    expect(await phone.must(leaveHandOverRoute, { ...HERE, choice: 'declined' })).toEqual({ address: 'https://hospital.example/back?step=1#/done?healthCode=-1' });
    expect(await phone.must(leaveHandOverRoute, { returnTo: 'mini-program:wx0123456789abcdef', choice: 'declined' })).toEqual({ address: 'mini-program:wx0123456789abcdef?healthCode=-1' });
  });
});

describe('a page of the mini-program around us', () => {
  it('is gone back to for the hospital that was named, whose app alone may use the code', async () => {
    const phone = makePhone(town);
    for (const returnTo of ['back', 'page/index', '/page/index?x=1', 'mini:/page/index']) {
      expect(await phone.must(readHandOverRoute, { returnTo, hospitalId: '99901' })).toEqual({ hospitalName: '甲医院' });
    }
    expect(await phone.must(leaveHandOverRoute, { returnTo: 'page/index', hospitalId: '99901', choice: 'declined' })).toEqual({ address: 'page/index?healthCode=-1' });
    const { address } = await zhang.must(giveHealthCodeRoute, { returnTo: 'page/index', hospitalId: '99901', cardId: await ownCard() });
    const other = await openPartner(town.url, OTHER);
    expect((await other.call(`${P}getHealthCardByHealthCode`, { healthCode: parameter(address, 'healthCode') })).commonOut.resultCode).toBe(codeOf('code-not-valid'));
    expect(await resultOf(parameter(address, 'healthCode'))).toBe(0);
  });

  it('is nobody\'s without a hospital, with an unknown one, or when it is no page', async () => {
    const phone = makePhone(town);
    for (const asked of [{ returnTo: 'back' }, { returnTo: 'page/index', hospitalId: '1' }, { returnTo: '//evil.example', hospitalId: '99901' }, { returnTo: 'mini://evil.example', hospitalId: '99901' }, { returnTo: 'javascript:alert(1)', hospitalId: '99901' }]) {
      expect(await phone.send(readHandOverRoute, asked)).toMatchObject({ status: 403, problem: { code: 'open-platform/return-not-registered' } });
    }
  });
});

describe('a healthCode', () => {
  it('brings the whole card once; the same question again within a minute gets the same answer', async () => {
    const code = await healthCode();
    expect(code).toMatch(/^[\dA-F]{32}$/);
    const person = town.person('zhang-wei');
    const first = await redeem(code);
    expect(first.rsp).toMatchObject({ isSelf: true, card: { name: person.name, idNumber: person.idNumber, relation: '0', verifyStatus: true } });
    expect((await redeem(code)).rsp).toEqual(first.rsp);
    clockMs = 61_000;
    expect(await resultOf(code)).toBe(codeOf('code-used'));
  });

  it('brings a child\'s card as not one\'s own', async () => {
    const child = town.person('zhang-zihan');
    const { memberId } = await zhang.must(claimCardRoute, { memberId: (await zhang.must(listFamilyRoute, {})).members[0]?.memberId });
    const { items } = await zhang.must(listCardsRoute, {});
    const answer = await redeem(await healthCode(items.find((card) => card.memberId === memberId)?.cardId));
    expect(answer.rsp).toMatchObject({ isSelf: false, card: { name: child.name } });
  });

  it('stays good beside the next one for five minutes, and dies with the one after that', async () => {
    const [first, second] = [await healthCode(), await healthCode()];
    clockMs = 299_000;
    // A refusal consumes nothing: asked with a wrong hospital first.
    expect(await resultOf(first)).toBe(0);
    const third = await healthCode();
    clockMs = 299_000 + 301_000;
    expect([await resultOf(second), await resultOf(third)]).toEqual([codeOf('code-not-valid'), 0]);
    const [a, , c] = [await healthCode(), await healthCode(), await healthCode()];
    expect([await resultOf(a), await resultOf(c)]).toEqual([codeOf('code-not-valid'), 0]);
  });

  it('is over after half an hour', async () => {
    const code = await healthCode();
    clockMs = 1_801_000;
    expect(await resultOf(code)).toBe(codeOf('code-not-valid'));
  });

  it('is nothing to another institution, nor as another kind of code', async () => {
    const code = await healthCode();
    const other = await openPartner(town.url, OTHER);
    expect((await other.call(`${P}getHealthCardByHealthCode`, { healthCode: code })).commonOut.resultCode).toBe(codeOf('code-not-valid'));
    const userCode = parameter((await zhang.must(giveUserCodeRoute, HERE)).address, 'wechatCode');
    expect(await resultOf(userCode)).toBe(codeOf('code-not-valid'));
    expect(await resultOf(code)).toBe(0);
  });

  it('brings nothing of a card that was taken out meanwhile', async () => {
    const cardId = await ownCard();
    const code = await healthCode(cardId);
    await zhang.must(removeCardRoute, { cardId });
    expect(await resultOf(code)).toBe(codeOf('card-not-found'));
    await ownCard();
  });
});

describe('an order for the wallet', () => {
  it('brings the card of whoever may show it, and of nobody else', async () => {
    const { items } = await zhang.must(listCardsRoute, {});
    const own = items.find(({ memberId }) => memberId === undefined);
    const order = async (healthCardId: string) => String((await hospital.call(`${P}getOrderIdByOutAppId`, { appId: 'demo-app-0001', qrCodeText: `${healthCardId}:1` })).rsp['orderId']);
    const orderId = await order(own?.healthCardId ?? '');
    expect(await zhang.must(takeWalletCardRoute, { orderId })).toMatchObject({ cardId: own?.cardId, maskedName: own?.maskedName });
    const lina = await verifiedPhone(town, town.person('li-na'));
    expect(await lina.send(takeWalletCardRoute, { orderId })).toMatchObject({ status: 409, problem: { code: 'open-platform/wallet-card-of-another' } });
    expect(await zhang.send(takeWalletCardRoute, { orderId: 'nothing' })).toMatchObject({ status: 404 });
    // Its links name no hospital (1.3): the order does.
    expect(await makePhone(town).must(readHandOverRoute, { returnTo: 'back', orderId })).toEqual({ hospitalName: '甲医院' });
    expect(await makePhone(town).send(readHandOverRoute, { returnTo: 'back', orderId: 'nothing' })).toMatchObject({ status: 403 });
  });
});

describe('a wechatCode', () => {
  it('lets the hospital register a card once; it is in the resident\'s package at once', async () => {
    const person = sampleRegister(TODAY).find(({ name }) => name === town.person('zhang-wei').name);
    const code = parameter((await zhang.must(giveUserCodeRoute, HERE)).address, 'wechatCode');
    expect(code).toMatch(/^[\da-f]{32}$/);
    const form = { wechatCode: code, name: person?.name, gender: genderWord(person?.gender), nation: nationName(person?.nation ?? '01'), birthday: person?.birthday, idNumber: person?.idNumber, idType: '01', phone1: '13800000000' };
    expect((await hospital.call(`${P}registerHealthCard`, { ...form, name: '不对' })).commonOut.resultCode).toBe(codeOf('name-does-not-match'));
    // What was refused consumed nothing.
    const done = await hospital.call(`${P}registerHealthCard`, form);
    expect(done.commonOut.resultCode).toBe(0);
    expect((await hospital.call(`${P}registerHealthCard`, { ...form, phone1: '13800000001' })).commonOut.resultCode).toBe(codeOf('code-used'));
    const { items } = await zhang.must(listCardsRoute, {});
    expect(items.map(({ healthCardId }) => healthCardId)).toContain(done.rsp['healthCardId']);
  });

  it('used by two requests at once serves one of them', async () => {
    const code = parameter((await zhang.must(giveUserCodeRoute, HERE)).address, 'wechatCode');
    const [one, two] = sampleRegister(TODAY).filter(({ idType, deceased }) => idType === '01' && deceased !== true).slice(5, 7);
    const form = (person: typeof one) => ({ wechatCode: code, name: person?.name, gender: genderWord(person?.gender), nation: '汉族', birthday: person?.birthday, idNumber: person?.idNumber, idType: '01', phone1: '13800000000' });
    const answers = await Promise.all([one, two].map((person) => hospital.call(`${P}registerHealthCard`, form(person))));
    expect(answers.filter(({ commonOut }) => commonOut.resultCode === 0)).toHaveLength(1);
    expect([codeOf('busy'), codeOf('code-used')]).toContain(answers.find(({ commonOut }) => commonOut.resultCode !== 0)?.commonOut.resultCode);
  });
});

describe('a host that several apps share', () => {
  const TWIN = { appId: 'twin-app', secret: 'twin-secret-0123456789', hospitalId: '99901' };
  const LODGER = { appId: 'a-lodger-app', secret: 'lodger-secret-0123456789', hospitalId: '30009' };
  const shared = { secrets: [TWIN.secret], redirectHosts: ['hospital.example'] };
  beforeAll(async () => {
    const { openPlatformWindow: window } = town.slices;
    await window.registerApp({ ...APP, ...shared, appId: TWIN.appId, hospitals: [{ hospitalId: '99901', name: '甲医院' }] });
    await window.registerApp({ ...APP, ...shared, appId: LODGER.appId, name: '丙医院', secrets: [LODGER.secret], hospitals: [{ hospitalId: LODGER.hospitalId, name: '丙医院' }] });
  });
  const redeemAs = async (partner: typeof TWIN, code: string) => (await (await openPartner(town.url, partner)).call(`${P}getHealthCardByHealthCode`, { healthCode: code }, { partner })).commonOut.resultCode;

  it('gives a code to the hospital that was named: to each of its apps, once, and to no other institution of the host', async () => {
    const code = await healthCode();
    expect(await redeemAs(LODGER, code)).toBe(codeOf('code-not-valid'));
    expect(await redeemAs(TWIN, code)).toBe(0);
    expect(await resultOf(code)).toBe(codeOf('code-used'));
    expect(await resultOf(await healthCode())).toBe(0);
  });

  it('gives it to whose name was shown where none was named', async () => {
    const [returnTo, cardId] = [HERE.returnTo, await ownCard()];
    expect(await zhang.must(readHandOverRoute, { returnTo })).toEqual({ hospitalName: '丙医院' });
    const code = parameter((await zhang.must(giveHealthCodeRoute, { returnTo, cardId })).address, 'healthCode');
    expect(await resultOf(code)).toBe(codeOf('code-not-valid'));
    expect(await redeemAs(LODGER, code)).toBe(0);
  });

  it('keeps a user\'s two newest codes of each hospital apart', async () => {
    const first = await healthCode();
    for (let time = 0; time < 2; time += 1) await zhang.must(giveHealthCodeRoute, { ...HERE, hospitalId: LODGER.hospitalId, cardId: await ownCard() });
    expect(await resultOf(first)).toBe(0);
  });

  it('lets an app leave without the others losing their way back', async () => {
    const { openPlatformWindow: window } = town.slices;
    await window.registerApp({ ...APP, ...shared, appId: TWIN.appId, hospitals: [{ hospitalId: '99901', name: '甲医院' }], redirectHosts: [] });
    // What was read of an app a moment ago is used a little longer.
    clockMs = 61_000;
    const code = await healthCode();
    expect(await redeemAs(TWIN, code)).toBe(codeOf('code-not-valid'));
    expect(await resultOf(code)).toBe(0);
  });
});
