import { claimCardRoute, readPrintableCardRoute, showCodeRoute } from '../../shared/card/card.routes';
import { closeCardRoute, reissueCardRoute, reportLossRoute } from '../../shared/card/card-life.routes';
import { makeCardOpenPlatform } from '../../functions/card/card.open-platform';
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import type { OpenPlatformSandbox } from '../../functions/sandbox/open-platform';
import { epochMsOf } from '../../shared/kernel/china-day';
import { OPEN_ID, provider, startSandbox } from '../platform/clients/isv';
import { codeOf, openHouse, person, resident, TODAY, valueOf, type House } from './house';

const ZHANG = { ...person(1), phone: '13800000000' };
const ZHENGZHOU = { cityCode: '410100' };
const clock = { now: epochMsOf(`${TODAY}T09:00:00.000+08:00`) };
let sandbox: OpenPlatformSandbox;
let house: House;
let nth = 0;
beforeEach(async () => {
  sandbox = await startSandbox(clock, [{ name: ZHANG.name, idType: '01', idNumber: ZHANG.document.number }]);
  house = await openHouse(undefined, provider(sandbox, clock).client);
});
afterEach(() => Promise.all([sandbox.close(), house.close()]));

function newcomer(who: Parameters<House['identity']['verify']>[1] = ZHANG) {
  const caller = resident(`account_${String((nth += 1))}`);
  house.identity.verify(caller.accountId, who);
  return caller;
}
const asked = () => sandbox.received().filter(({ method }) => method !== 'getAppToken');
const refusal = { ok: false, refusal: { code: 'card/authority-unavailable' } };

describe('a claim in a city whose issuer is the outside open platform', () => {
  it('registers there with the code of the WeChat user, and the card shows its codes', async () => {
    const caller = newcomer();
    const card = valueOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, caller));
    expect(card).toMatchObject({ origin: 'issued', state: 'active', maskedName: '张*敏', healthCardId: expect.stringMatching(/^[\dA-F]{64}$/) as string });
    expect(asked()[0]?.req).toEqual({
      wechatCode: expect.any(String) as string, name: ZHANG.name, gender: '女', nation: '未知', birthday: '1980-05-17', idNumber: ZHANG.document.number, idType: '01', phone1: '13800000000',
    });
    const { cardId, healthCardId } = card;
    expect(valueOf(await house.ask(showCodeRoute, { cardId, kind: 'dynamic' }, caller)).text).toMatch(new RegExp(`^${healthCardId}:0:[\\dA-F]{32}$`));
    expect(valueOf(await house.ask(readPrintableCardRoute, { cardId }, caller)).codeText).toBe(`${healthCardId}:1`);
    expect(house.authority.calls.some(({ asked: method }) => method === 'register')).toBe(false);
  });

  it('binds the card the user chose there (一键授权), once', async () => {
    const first = valueOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, newcomer()));
    const healthCode = sandbox.mintHealthCode(OPEN_ID, first.healthCardId);
    expect(valueOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, healthCode }, newcomer()))).toMatchObject({ origin: 'bound', healthCardId: first.healthCardId });
    expect(codeOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, healthCode }, newcomer()))).toBe('card/authority-unavailable');
  });

  it('does not bind a card of somebody else, whoever chose it', async () => {
    const first = valueOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, newcomer()));
    const healthCode = sandbox.mintHealthCode(OPEN_ID, first.healthCardId);
    expect(codeOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, healthCode }, newcomer(person(2, '李晓敏'))))).toBe('identity/name-does-not-match');
  });

  it('waits for a code where there is none, and for what the platform needs of the person', async () => {
    expect(codeOf(await house.ask(claimCardRoute, ZHENGZHOU, newcomer()))).toBe('card/authority-unavailable');
    const withoutPhone = newcomer(person(1));
    expect(codeOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, withoutPhone))).toBe('card/authority-unavailable');
    expect(sandbox.cards()).toBe(0);
  });

  it('is unavailable while the platform is, and repeats nothing in the dark', async () => {
    sandbox.moods.set({ path: '*', mood: { kind: 'down', how: 'bad-gateway' } });
    expect(codeOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, newcomer()))).toBe('card/authority-unavailable');
    expect(sandbox.cards()).toBe(0);
  });
});

describe('everything else stays the card authority\'s', () => {
  it('a claim in another city, or in none, whatever codes come along', async () => {
    const wechatCode = sandbox.mintWechatCode(OPEN_ID);
    expect(codeOf(await house.ask(claimCardRoute, { cityCode: '410200', wechatCode }, newcomer()))).toBe('ok');
    expect(codeOf(await house.ask(claimCardRoute, { wechatCode }, newcomer()))).toBe('ok');
    expect(asked()).toEqual([]);
  });

  it('loss and reissue of a card that the platform had it issue', async () => {
    const caller = newcomer();
    house.authority.set(ZHANG.document, 'active');
    const { cardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    expect(codeOf(await house.ask(reportLossRoute, { cardId }, caller))).toBe('ok');
    house.identity.prove(ZHANG.personId, `${TODAY}T09:00:00.000+08:00`);
    expect(codeOf(await house.ask(reissueCardRoute, { cardId }, caller))).not.toBe('card/authority-unavailable');
    expect(asked()).toEqual([]);
    expect(codeOf(await house.ask(closeCardRoute, { cardId }, caller))).not.toBe('card/authority-unavailable');
  });
});

describe('the outside open platform by itself', () => {
  const setup = () => makeCardOpenPlatform(provider(sandbox, clock).client);

  it('says clearly what it cannot do: look up by document, check a name, take a loss, a return or a closing', async () => {
    const outside = setup();
    for (const answer of [outside.check(ZHANG), outside.find(ZHANG), outside.reportLoss('A'), outside.restore('A'), outside.close('A')]) expect(await answer).toEqual(refusal);
    expect(asked()).toEqual([]);
  });

  it('does not know a card it never had, and does not guess while it is down', async () => {
    const outside = setup();
    expect(await outside.code('A', 'static')).toEqual({ ok: false, refusal: { code: 'card/unknown' } });
    sandbox.moods.set({ path: '*', mood: { kind: 'wrong', how: 'html' } });
    expect(await outside.code('A', 'static')).toEqual(refusal);
  });

  it('is told of a child\'s guardian, and of a newborn\'s mother', async () => {
    const mother = { name: '赵六', document: { type: '01', number: citizenNumber('1990-01-01', 7, '2') } } as const;
    const baby = { name: '王小宝', document: { type: '16', number: `${mother.document.number}-1`, gender: '1' }, birthday: '2026-03-01', phone: '13800000000', guardian: mother } as const;
    await setup().register(baby, { serial: 's', channel: 'app', through: { wechatCode: sandbox.mintWechatCode(OPEN_ID) } });
    expect(asked()[0]?.req).toMatchObject({ relation: '2', childInfo: { motherName: '赵六', motherIdType: '01', motherIdNumber: mother.document.number } });
  });

  it('has no code for some documents, and is not asked with a wrong one', async () => {
    const police = { ...ZHANG, document: { ...ZHANG.document, type: '09' } } as const;
    expect(await setup().register(police, { serial: 's', channel: 'app', through: { wechatCode: 'W' } })).toEqual(refusal);
    expect(asked()).toEqual([]);
  });
});
