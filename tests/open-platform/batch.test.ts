/** Cards made ahead for patients of old visit cards, and the residents who activate them, over real HTTP. */
import { aesEcbEncrypt } from '../../functions/platform/crypto/cipher';
import { reportLossRoute } from '../../shared/card/card-life.routes';
import { checkClaimRoute, listCardsRoute } from '../../shared/card/card.routes';
import { addChildRoute } from '../../shared/identity/family.routes';
import { genderWord } from '../../shared/open-platform/person.schema';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { activateCardsRoute, readWaitingCardsRoute } from '../../shared/open-platform/upgrade.routes';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone } from '../rig/phone';
import { DEMO, openPartner, P, PERMANENT_CODE } from './partner';

jest.setTimeout(120_000);

let town: Town;
let partner: Awaited<ReturnType<typeof openPartner>>;
beforeAll(async () => {
  town = await openTown();
  partner = await openPartner(town.url);
});
afterAll(() => town.end());

const RETURN = 'http://127.0.0.1:7777/cards?from=us';
const codeOf = (name: ResultName) => RESULT_CODES[name].code;

function item(personKey: string, changes: object = {}) {
  const { name, gender, birthday, idNumber } = town.person(personKey);
  return {
    wechatCode: PERMANENT_CODE, name, gender: genderWord(gender), nation: '未知', birthday, idNumber, idType: '01', phone1: '13800000000', phone2: '',
    patid: `P-${personKey}`, openId: `o-${personKey}`, wechatUrl: 'https://h.example/c?a=1&b=2', ...changes,
  };
}

type Told = { rspItems: { idNumber: string; idType: string; qrCodeText: string; healthCardId: string }[]; failedItems: { position: number; idNumber: string; resultCode: number; errMsg: string }[] };
async function batch(...items: object[]) {
  const { commonOut, rsp } = await partner.call(`${P}registerBatchHealthCard`, { healthCardItems: items });
  return { commonOut, ...(rsp as Told) };
}

/** As the hospital's own code writes it. */
function linkFor(openId: string, secret = DEMO.secret): string {
  return DEMO.appId + String(aesEcbEncrypt(Buffer.from(secret), `0A1B2C3D4E5F60718293A4B5C6D7E8F9&${openId}&${DEMO.hospitalId}`));
}

describe('registerBatchHealthCard', () => {
  it('does each by itself: who is not valid is missing, and is told with the reason', async () => {
    const { idNumber, idType, ...old } = item('zhou-min');
    const told = await batch(item('chen-jing'), item('wang-wei', { name: '别人' }), { ...old, idCard: idNumber, cardType: idType }, item('he-jie', { openId: 7 }), item('sun-defu'));
    expect(told.commonOut).toMatchObject({ resultCode: 0, errMsg: '成功' });
    expect(told.rspItems.map((one) => one.idNumber)).toEqual([town.person('chen-jing').idNumber, idNumber]);
    expect(told.rspItems[0]).toMatchObject({ idType: '01', qrCodeText: `${String(told.rspItems[0]?.healthCardId)}:1` });
    expect(told.failedItems.map(({ position, resultCode }) => [position, resultCode])).toEqual([[1, codeOf('name-does-not-match')], [3, codeOf('input-not-valid')], [4, codeOf('deceased')]]);
    expect(told.failedItems[1]?.errMsg).toContain('(openId)');
  });

  it('makes cards without effect, the same ones however often it is asked', async () => {
    const [first, again] = [await batch(item('guo-fengying')), await batch(item('guo-fengying'))];
    expect(again.rspItems).toEqual(first.rspItems);
    const { commonOut } = await partner.call(`${P}verifyQRCode`, { qrCodeText: first.rspItems[0]?.qrCodeText });
    expect(commonOut.resultCode).toBe(codeOf('card-not-found'));
  });

  it('refuses a sixteenth, an empty list, and a number of this hospital that is another\'s', async () => {
    expect((await batch(...Array.from({ length: 16 }, () => item('chen-jing')))).commonOut.resultCode).toBe(codeOf('batch-too-large'));
    expect((await batch()).commonOut.resultCode).toBe(codeOf('input-not-valid'));
    await batch(item('chen-jing'));
    expect((await batch(item('ma-jianguo', { patid: 'P-chen-jing' }))).failedItems).toMatchObject([{ position: 0, resultCode: codeOf('patid-of-another') }]);
  });
});

describe('activation', () => {
  it('makes the card the resident\'s own, and leads back to the hospital', async () => {
    const person = town.person('zhang-wei');
    await batch(item('zhang-wei', { openId: 'o-family' }), item('zhang-zihan', { openId: 'o-family' }), item('zhang-guoqiang', { openId: 'o-family' }));
    const phone = await verifiedPhone(town, person);
    await phone.consent('child');
    const { idNumber, name } = town.person('zhang-zihan');
    await phone.must(addChildRoute, { idType: '01', idNumber, name, guardianDeclared: true });
    const by = { link: linkFor('o-family').replaceAll('+', ' '), returnTo: RETURN };
    expect(await phone.must(checkClaimRoute, {})).toEqual({ state: 'none' });
    expect(await phone.must(readWaitingCardsRoute, by)).toMatchObject({ hospitalName: '示例医院', cards: expect.arrayContaining([{ waitingId: expect.any(String), maskedName: '张*', state: 'waiting' }]) });
    const done = await phone.must(activateCardsRoute, by);
    expect([[...done.activated].sort(), done.address]).toEqual([['张*', '张*涵'], RETURN]);
    const { items } = await phone.must(listCardsRoute, {});
    expect(items.map(({ state }) => state)).toEqual(['active', 'active']);
    // The grandfather's stays as it is: he is nobody the account answers for.
    const { cards } = await phone.must(readWaitingCardsRoute, by);
    expect(cards.filter(({ state }) => state === 'waiting').map(({ maskedName }) => maskedName)).toEqual(['张*强']);
    expect((await phone.must(activateCardsRoute, by)).activated).toHaveLength(2);
    // One's own card is lost meanwhile: the child's is there all the same.
    await phone.must(reportLossRoute, { cardId: items.find(({ memberId }) => memberId === undefined)?.cardId ?? '' });
    expect((await phone.must(activateCardsRoute, by)).activated).toEqual(['张*涵']);
    // Somebody to whom the message was passed on hears nothing of those that were activated, nor whose they are.
    const other = await verifiedPhone(town, town.person('li-na'));
    expect((await other.must(readWaitingCardsRoute, by)).cards.map(({ maskedName, state }) => [maskedName, state])).toEqual([['张*强', 'waiting']]);
    await batch(item('li-na', { openId: 'o-lina' }));
    const own = { ...by, link: linkFor('o-lina') };
    await other.must(activateCardsRoute, own);
    expect(await phone.send(readWaitingCardsRoute, own)).toMatchObject({ status: 403, problem: { code: 'open-platform/card-of-another' } });
  });

  it('refuses whose card it is not, who has not said who they are, and links that are none', async () => {
    await batch(item('liu-qiang'));
    const [by, phone] = [{ link: linkFor('o-liu-qiang'), returnTo: RETURN }, await verifiedPhone(town, town.person('he-jie'))];
    expect(await phone.send(activateCardsRoute, by)).toMatchObject({ status: 403, problem: { code: 'open-platform/card-of-another' } });
    expect(await phone.send(activateCardsRoute, { ...by, returnTo: 'https://elsewhere.example/' })).toMatchObject({ problem: { code: 'open-platform/return-not-registered' } });
    expect(await phone.send(readWaitingCardsRoute, { ...by, link: linkFor('o-liu-qiang', 'demo-secret-0123456789abcdef0001') })).toMatchObject({ problem: { code: 'open-platform/link-not-valid' } });
    expect(await phone.send(readWaitingCardsRoute, { ...by, link: linkFor('o-nobody') })).toMatchObject({ problem: { code: 'open-platform/nothing-waits' } });
    const stranger = makePhone(town);
    await stranger.signIn('wx-liu-qiang');
    await stranger.consent('privacy', 'sensitive');
    expect(await stranger.send(activateCardsRoute, by)).toMatchObject({ status: 403, problem: { code: 'identity/real-name-needed' } });
  });
});
