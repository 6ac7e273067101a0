import { claimCardRoute, readCardHistoryRoute, readCardRoute, readPrintableCardRoute, showCodeRoute } from '../../shared/card/card.routes';
import { DYNAMIC_RENEW_SECONDS } from '../../shared/card/card.rules';
import { readCodeText } from '../../shared/card/code-text';
import { reportLossRoute } from '../../shared/card/card-life.routes';
import { codeOf, openHouse, person, resident, valueOf, type House } from './house';

let house: House;
let nth = 0;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());
beforeEach(() => { nth += 1; house.authority.down = false; });

async function holder() {
  const caller = resident(`account_${String(nth)}`);
  const who = person(nth);
  house.identity.verify(caller.accountId, who);
  const { cardId, healthCardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
  const show = (kind: 'dynamic' | 'static') => house.ask(showCodeRoute, { cardId, kind }, caller);
  return { caller, who, cardId, healthCardId, show };
}

describe('showing the code', () => {
  it('gives a dynamic code that the authority made for this moment', async () => {
    const { healthCardId, show } = await holder();
    const [one, other] = [valueOf(await show('dynamic')), valueOf(await show('dynamic'))];
    expect(readCodeText(one.text)).toMatchObject({ kind: 'dynamic', healthCardId });
    expect(one).toMatchObject({ kind: 'dynamic', renewAfterSeconds: DYNAMIC_RENEW_SECONDS, validUntil: expect.any(String), servedAt: '2026-03-10T09:00:00.000+08:00' });
    expect(other.text).not.toBe(one.text);
  });

  it('gives the static code without the authority, and it does not expire', async () => {
    const { healthCardId, show } = await holder();
    house.authority.down = true;
    expect(valueOf(await show('static'))).toEqual({ kind: 'static', text: `${healthCardId}:1`, servedAt: '2026-03-10T09:00:00.000+08:00' });
    expect(codeOf(await show('dynamic'))).toBe('card/authority-unavailable');
  });

  it('asks for the static code once when it could not be asked at the claim', async () => {
    const caller = resident(`account_${String(nth)}`);
    house.identity.verify(caller.accountId, person(nth));
    const { generate } = house.authority.authority;
    Object.assign(house.authority.authority, { generate: async () => ({ ok: false, refusal: { code: 'authority/unavailable' } }) });
    const { cardId, healthCardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    expect(codeOf(await house.ask(showCodeRoute, { cardId, kind: 'static' }, caller))).toBe('card/authority-unavailable');
    expect(codeOf(await house.ask(readPrintableCardRoute, { cardId }, caller))).toBe('card/authority-unavailable');
    Object.assign(house.authority.authority, { generate });
    const asked = () => house.authority.calls.filter(({ asked: what }) => what === 'generate').length;
    const before = asked();
    for (let time = 0; time < 2; time += 1) expect(valueOf(await house.ask(showCodeRoute, { cardId, kind: 'static' }, caller)).text).toBe(`${healthCardId}:1`);
    expect(asked()).toBe(before + 1);
  });

  it('is told in history once a day, however often it is renewed', async () => {
    const { caller, cardId, show } = await holder();
    for (let time = 0; time < 3; time += 1) await show('dynamic');
    const written = await house.store.get(house.table('card'), { pk: `account#${caller.accountId}`, sk: `card#${cardId}` });
    await show('dynamic');
    expect(await house.store.get(house.table('card'), { pk: `account#${caller.accountId}`, sk: `card#${cardId}` })).toEqual(written);
    house.clock.now += 86_400_000;
    await show('static');
    house.clock.now -= 86_400_000;
    const { items } = valueOf(await house.ask(readCardHistoryRoute, { cardId }, caller));
    expect(items.map(({ kind, at }) => `${kind} ${at.slice(0, 10)}`)).toEqual(['shown 2026-03-11', expect.stringMatching(/2026-03-10/), expect.stringMatching(/2026-03-10/)]);
    expect(items.filter(({ kind }) => kind === 'shown')).toHaveLength(2);
  });

  it('is not told when the static code is only fetched to be kept on the phone; a dynamic one is always told', async () => {
    const { caller, cardId, healthCardId } = await holder();
    const kinds = async () => valueOf(await house.ask(readCardHistoryRoute, { cardId }, caller)).items.map(({ kind }) => kind);
    expect(valueOf(await house.ask(showCodeRoute, { cardId, kind: 'static', toKeep: true }, caller)).text).toBe(`${healthCardId}:1`);
    expect(await kinds()).toEqual(['claimed']);
    await house.ask(showCodeRoute, { cardId, kind: 'dynamic', toKeep: true }, caller);
    expect([...await kinds()].sort()).toEqual(['claimed', 'shown']);
  });

  it('is refused for a lost card in both kinds, here and when only the authority knows', async () => {
    const { caller, who, cardId, show } = await holder();
    house.authority.set(who.document, 'lost');
    expect(codeOf(await show('dynamic'))).toBe('card/lost');
    expect(codeOf(await show('static'))).toBe('card/lost');
    expect(codeOf(await house.ask(readPrintableCardRoute, { cardId }, caller))).toBe('card/lost');
    expect(valueOf(await house.ask(readCardRoute, { cardId }, caller)).state).toBe('lost');
    expect(valueOf(await house.ask(readCardHistoryRoute, { cardId }, caller)).items).toContainEqual(expect.objectContaining({ kind: 'lost', by: 'authority' }));
  });

  it('is refused for a closed card in both kinds', async () => {
    const { caller, who, cardId, show } = await holder();
    house.authority.set(who.document, 'closed');
    for (const kind of ['dynamic', 'static'] as const) expect(codeOf(await show(kind))).toBe('card/closed');
    expect(codeOf(await house.ask(readPrintableCardRoute, { cardId }, caller))).toBe('card/closed');
  });

  it('does not take a card for closed that this authority does not know', async () => {
    const { caller, cardId, show } = await holder();
    house.authority.cards.clear();
    expect(codeOf(await show('dynamic'))).toBe('card/unknown');
    expect(valueOf(await house.ask(readCardRoute, { cardId }, caller)).state).toBe('active');
  });

  it('is refused when the ground to act ended, and for cards that are not there', async () => {
    const { caller } = await holder();
    house.identity.addMember(caller.accountId, 'member_1', { person: person(800 + nth), ground: 'delegate' });
    const { cardId } = valueOf(await house.ask(claimCardRoute, { memberId: 'member_1' }, caller));
    house.identity.endGround(caller.accountId, 'member_1');
    expect(codeOf(await house.ask(showCodeRoute, { cardId, kind: 'static' }, caller))).toBe('family/not-consented');
    expect(codeOf(await house.ask(readPrintableCardRoute, { cardId }, caller))).toBe('family/not-consented');
    expect(codeOf(await house.ask(reportLossRoute, { cardId }, caller))).toBe('family/not-consented');
    expect(codeOf(await house.ask(showCodeRoute, { cardId: 'card_0', kind: 'static' }, caller))).toBe('card/unknown');
    expect(codeOf(await house.ask(readPrintableCardRoute, { cardId: 'card_0' }, caller))).toBe('card/unknown');
  });

  it('writes its audit entry before the authority is asked', async () => {
    const { show } = await holder();
    const calls = house.authority.calls.length;
    house.switches.auditFails = true;
    await expect(show('dynamic')).rejects.toThrow('the audit table is away');
    await expect(show('static')).rejects.toThrow('the audit table is away');
    house.switches.auditFails = false;
    expect(house.authority.calls.length).toBe(calls);
  });
});

test('the card on paper has the full name, the masked number, the static code and who issued it', async () => {
  const { caller, who, cardId, healthCardId } = await holder();
  expect(valueOf(await house.ask(readPrintableCardRoute, { cardId }, caller))).toEqual({
    name: who.name, maskedNumber: `419099********${who.document.number.slice(-4)}`, healthCardId, codeText: `${healthCardId}:1`,
    issuedAt: '2026-03-10T09:00:00.000+08:00', issuer: '河南省卡管',
  });
});
