import { checkClaimRoute, claimCardRoute, listCardsRoute, orderWalletCardRoute, readPrintableCardRoute, showCodeRoute } from '../../shared/card/card.routes';
import { closeCardRoute, reissueCardRoute, reportLossRoute } from '../../shared/card/card-life.routes';
import { makeCardOpenPlatform, makeClaimOutside } from '../../functions/card/card.open-platform';
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
  sandbox = await startSandbox(clock, [{ name: ZHANG.name, idType: '01', idNumber: ZHANG.document.number }], { relates: true });
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
    expect(codeOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, healthCode }, newcomer()))).toBe('card/wechat-code-needed');
  });

  it('does not bind a card of somebody else, whoever chose it', async () => {
    const first = valueOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, newcomer()));
    const healthCode = sandbox.mintHealthCode(OPEN_ID, first.healthCardId);
    expect(codeOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, healthCode }, newcomer(person(2, '李晓敏'))))).toBe('card/chosen-of-another');
  });

  it('waits for a code where there is none, and for what the platform needs of the person', async () => {
    expect(codeOf(await house.ask(claimCardRoute, ZHENGZHOU, newcomer()))).toBe('card/wechat-code-needed');
    const withoutPhone = newcomer(person(1));
    expect(codeOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, withoutPhone))).toBe('card/channel-cannot');
    expect(sandbox.cards()).toBe(0);
  });

  it('is unavailable while the platform is, and repeats nothing in the dark', async () => {
    sandbox.moods.set({ path: '*', mood: { kind: 'down', how: 'bad-gateway' } });
    expect(codeOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, newcomer()))).toBe('card/authority-unavailable');
    expect(sandbox.cards()).toBe(0);
  });
});

describe('an institution with an issuer of its own', () => {
  it('has its cards issued by it, whatever its city has; another of the city has them where the city has', async () => {
    const claim = (institutionId: string, caller = newcomer()) => house.ask(claimCardRoute, { institutionId, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, caller);
    expect(valueOf(await claim('inst-410100-1')).hasWallet).toBeUndefined();
    expect(asked()).toEqual([]);
    expect(valueOf(await claim('inst-410100-2', newcomer())).hasWallet).toBe(true);
    expect(asked().filter(({ method }) => method === 'registerHealthCard')).toHaveLength(1);
    await house.close();
    house = await openHouse(undefined, provider(sandbox, clock).client);
    expect(valueOf(await claim('inst-410200-1')).hasWallet).toBe(true);
  });

  it('is told before claiming where a card the user has there can be chosen, and nowhere else', async () => {
    const check = async (through: object) => valueOf(await house.ask(checkClaimRoute, through, newcomer())).outsideHospital;
    expect([await check(ZHENGZHOU), await check({ institutionId: 'inst-410200-1' })]).toEqual(['99901', '99901']);
    expect([await check({}), await check({ cityCode: '410200' }), await check({ ...ZHENGZHOU, institutionId: 'inst-410100-1' })]).toEqual([undefined, undefined, undefined]);
  });
});

describe('putting a card of the outside platform into WeChat\'s wallet', () => {
  async function claimed() {
    const caller = newcomer();
    return { caller, card: valueOf(await house.ask(claimCardRoute, { ...ZHENGZHOU, wechatCode: sandbox.mintWechatCode(OPEN_ID) }, caller)) };
  }

  it('gives an order for its page, of our account there, after it was written down', async () => {
    const { caller, card: { cardId, healthCardId } } = await claimed();
    expect(valueOf(await house.ask(listCardsRoute, {}, caller)).items).toMatchObject([{ cardId, hasWallet: true }]);
    const { orderId } = valueOf(await house.ask(orderWalletCardRoute, { cardId }, caller));
    expect(orderId).toMatch(/^[\dA-F]{32}$/);
    expect(asked().at(-1)).toMatchObject({ method: 'getOrderIdByOutAppId', req: { appId: 'demo-app-0001', qrCodeText: `${healthCardId}:1` } });
    expect(house.audit.at(-1)).toMatchObject({ action: 'card.order-wallet', subject: expect.stringMatching(/^(card|person|account)/) as string });
    house.switches.auditFails = true;
    const before = asked().length;
    await expect(house.ask(orderWalletCardRoute, { cardId }, caller)).rejects.toThrow('audit');
    expect(asked()).toHaveLength(before);
  });

  it('is not for a card of the authority, of somebody else, or one that was lost', async () => {
    const [{ caller, card: { cardId } }, other] = [await claimed(), newcomer(person(3, '李晓敏'))];
    const own = valueOf(await house.ask(claimCardRoute, {}, other));
    expect(codeOf(await house.ask(orderWalletCardRoute, { cardId: own.cardId }, other))).toBe('card/no-wallet');
    expect(codeOf(await house.ask(orderWalletCardRoute, { cardId }, other))).toBe('card/unknown');
    house.authority.set(ZHANG.document, 'active');
    await house.ask(reportLossRoute, { cardId }, caller);
    expect(codeOf(await house.ask(orderWalletCardRoute, { cardId }, caller))).toBe('card/lost');
    expect(asked().filter(({ method }) => method === 'getOrderIdByOutAppId')).toEqual([]);
  });

  it('says when the platform is away', async () => {
    const { caller, card: { cardId } } = await claimed();
    sandbox.moods.set({ path: '*', mood: { kind: 'down', how: 'bad-gateway' } });
    expect(codeOf(await house.ask(orderWalletCardRoute, { cardId }, caller))).toBe('card/authority-unavailable');
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
  const askerOf = async (accountId: string) => ({ relateAppId: 'wx0000000000000001', relateOpenId: `o-${accountId}` });
  const setup = () => {
    const { client } = provider(sandbox, clock);
    return { ...makeCardOpenPlatform(client, askerOf), claim: makeClaimOutside(client, askerOf) };
  };
  const accountId = 'account_1';

  it('does not know a card it never had, and does not guess while it is down', async () => {
    const outside = setup();
    expect(await outside.code('A', 'static')).toEqual({ ok: false, refusal: { code: 'card/unknown' } });
    sandbox.moods.set({ path: '*', mood: { kind: 'wrong', how: 'html' } });
    expect(await outside.code('A', 'static')).toEqual(refusal);
  });

  it('is told of a child\'s guardian, and of a newborn\'s mother', async () => {
    const mother = { name: '赵六', document: { type: '01', number: citizenNumber('1990-01-01', 7, '2') } } as const;
    const baby = { name: '王小宝', document: { type: '16', number: `${mother.document.number}-1`, gender: '1' }, birthday: '2026-03-01', phone: '13800000000', guardian: mother } as const;
    await setup().claim(baby, { accountId, wechatCode: sandbox.mintWechatCode(OPEN_ID) });
    expect(asked()[0]?.req).toMatchObject({ relation: '2', childInfo: { motherName: '赵六', motherIdType: '01', motherIdNumber: mother.document.number } });
  });

  it('has no code for some documents, and is not asked with a wrong one', async () => {
    const police = { ...ZHANG, document: { ...ZHANG.document, type: '09' } } as const;
    expect(await setup().claim(police, { accountId, wechatCode: 'W' })).toEqual({ ok: false, refusal: { code: 'card/channel-cannot' } });
    expect(asked()).toEqual([]);
  });

  it('is told who asks where it wants to know: for a dynamic code and for the card behind a healthCode', async () => {
    const outside = setup();
    const made = await outside.claim(ZHANG, { accountId, wechatCode: sandbox.mintWechatCode(OPEN_ID) });
    const healthCardId = made.ok ? made.value.healthCardId : '';
    await outside.code(healthCardId, 'dynamic', accountId);
    await outside.claim(ZHANG, { accountId, healthCode: sandbox.mintHealthCode(OPEN_ID, healthCardId) });
    for (const method of ['getDynamicQRCode', 'getHealthCardByHealthCode']) {
      expect(asked().find((one) => one.method === method)?.commonIn).toMatchObject({ relateAppId: 'wx0000000000000001', relateOpenId: 'o-account_1' });
    }
  });
});
