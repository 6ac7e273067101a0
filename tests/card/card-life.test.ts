import { claimCardRoute, listCardsRoute, readCardHistoryRoute, readCardRoute, refreshPackageRoute, removeCardRoute, showCodeRoute } from '../../shared/card/card.routes';
import { closeCardRoute, reissueCardRoute, reportLossRoute, restoreCardRoute } from '../../shared/card/card-life.routes';
import { instantOf } from '../../shared/kernel/china-day';
import { PRESENCE_FRESH_SECONDS } from '../../shared/identity/identity.rules';
import { codeOf, openHouse, person, resident, valueOf, type House } from './house';

let house: House;
let nth = 0;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());
beforeEach(() => {
  nth += 1;
  Object.assign(house.authority, { down: false, registerSays: undefined, newNumberOnReissue: false });
});

async function holder() {
  const caller = resident(`account_${String(nth)}`);
  const who = person(nth);
  house.identity.verify(caller.accountId, who);
  const { cardId, healthCardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
  const stateThere = () => house.authority.cardOf(who.document)?.state;
  const view = async () => valueOf(await house.ask(readCardRoute, { cardId }, caller));
  const kinds = async () => valueOf(await house.ask(readCardHistoryRoute, { cardId }, caller)).items.map(({ kind }) => kind);
  const told = async () => (await house.noticesOf(caller.accountId)).map(({ kind }) => kind).sort();
  const prove = (secondsAgo = 60) => { house.identity.prove(who.personId, instantOf(house.clock.now - secondsAgo * 1000)); };
  return { caller, cardId, healthCardId, who, stateThere, view, kinds, told, prove };
}

describe('reporting a loss', () => {
  it('needs no proof, stops every code, is told to the authority, to history and to the inbox', async () => {
    const { caller, cardId, stateThere, kinds, told } = await holder();
    const lost = valueOf(await house.ask(reportLossRoute, { cardId }, caller));
    expect(lost).toMatchObject({ state: 'lost' });
    expect(lost.lossOnItsWay).toBeUndefined();
    expect(stateThere()).toBe('lost');
    for (const kind of ['dynamic', 'static'] as const) expect(codeOf(await house.ask(showCodeRoute, { cardId, kind }, caller))).toBe('card/lost');
    expect(await kinds()).toContain('lost');
    expect(await told()).toEqual(['card-claimed', 'card-lost']);
  });

  it('needs no consent, nor does taking the card out, while everything else waits for it', async () => {
    const { caller, cardId, stateThere } = await holder();
    house.identity.withdrawn.add(caller.accountId);
    expect('consent/needed' in reportLossRoute.refusals || 'consent/needed' in removeCardRoute.refusals).toBe(false);
    expect(codeOf(await house.ask(showCodeRoute, { cardId, kind: 'static' }, caller))).toBe('family/not-consented');
    const entries = house.audit.length;
    expect(valueOf(await house.ask(reportLossRoute, { cardId }, caller))).toMatchObject({ state: 'lost' });
    expect(house.audit.slice(entries)).toMatchObject([{ action: 'card.report-loss', ground: 'self' }]);
    expect(stateThere()).toBe('lost');
    expect(codeOf(await house.ask(reportLossRoute, { cardId }, resident('account_stranger')))).toBe('card/unknown');
    expect(valueOf(await house.ask(removeCardRoute, { cardId }, caller)).items).toEqual([]);
    house.identity.withdrawn.delete(caller.accountId);
    expect(valueOf(await house.ask(listCardsRoute, {}, caller)).items).toEqual([]);
  });

  it('may be repeated, and changes nothing then', async () => {
    const { caller, cardId, kinds, told } = await holder();
    for (let time = 0; time < 3; time += 1) expect(valueOf(await house.ask(reportLossRoute, { cardId }, caller)).state).toBe('lost');
    expect((await kinds()).filter((kind) => kind === 'lost')).toHaveLength(1);
    expect((await told()).filter((kind) => kind === 'card-lost')).toHaveLength(1);
  });

  it('works while the authority is away: kept here, the resident told so, and carried there later', async () => {
    const { caller, cardId, stateThere, view, told } = await holder();
    house.authority.down = true;
    expect(valueOf(await house.ask(reportLossRoute, { cardId }, caller))).toMatchObject({ state: 'lost', lossOnItsWay: true });
    expect(codeOf(await house.ask(showCodeRoute, { cardId, kind: 'static' }, caller))).toBe('card/lost');
    expect(stateThere()).toBe('active');
    await house.slice.reconcile();
    expect(await view()).toMatchObject({ lossOnItsWay: true });
    house.authority.down = false;
    expect(await house.slice.reconcile()).toMatchObject({ carried: 1 });
    expect(stateThere()).toBe('lost');
    expect((await view()).lossOnItsWay).toBeUndefined();
    expect(await told()).toEqual(['card-claimed', 'card-lost']);
    expect(await house.slice.reconcile()).toMatchObject({ carried: 0 });
  });

  it('is not undone by the authority\'s older word while it is on its way', async () => {
    const { caller, cardId, view } = await holder();
    house.authority.down = true;
    await house.ask(reportLossRoute, { cardId }, caller);
    house.authority.down = false;
    expect(valueOf(await house.ask(refreshPackageRoute, {}, caller)).items[0]).toMatchObject({ state: 'lost', lossOnItsWay: true });
    await house.slice.reconcile();
    expect((await view()).state).toBe('lost');
  });

  it('reaches the authority even when the card is taken out of the package before', async () => {
    const { caller, cardId, stateThere } = await holder();
    house.authority.down = true;
    await house.ask(reportLossRoute, { cardId }, caller);
    await house.ask(removeCardRoute, { cardId }, caller);
    house.authority.down = false;
    await house.slice.reconcile();
    expect(stateThere()).toBe('lost');
  });

  it('learns that the card was closed meanwhile', async () => {
    const { caller, cardId, who, view } = await holder();
    house.authority.set(who.document, 'closed');
    expect(valueOf(await house.ask(reportLossRoute, { cardId }, caller)).state).toBe('closed');
    expect(codeOf(await house.ask(reportLossRoute, { cardId }, caller))).toBe('card/move-not-allowed');
    expect((await view()).state).toBe('closed');
  });

  it('is refused for a card that is not in the package', async () => {
    const { caller } = await holder();
    for (const route of [reportLossRoute, restoreCardRoute, closeCardRoute, reissueCardRoute]) {
      expect(codeOf(await house.ask(route, { cardId: 'card_0' }, caller))).toBe('card/unknown');
    }
  });
});

describe('what gives a card back or ends it', () => {
  it('needs presence: none, an old proof and a proof of somebody else do not do', async () => {
    const { caller, cardId, stateThere, prove } = await holder();
    await house.ask(reportLossRoute, { cardId }, caller);
    const refusals = async () => Promise.all([restoreCardRoute, closeCardRoute, reissueCardRoute].map(async (route) => codeOf(await house.ask(route, { cardId }, caller))));
    const needed = ['identity/presence-needed', 'identity/presence-needed', 'identity/presence-needed'];
    expect(await refusals()).toEqual(needed);
    house.identity.prove('person_someone-else', instantOf(house.clock.now));
    expect(await refusals()).toEqual(needed);
    prove(PRESENCE_FRESH_SECONDS + 1);
    expect(await refusals()).toEqual(needed);
    expect(stateThere()).toBe('lost');
    prove(PRESENCE_FRESH_SECONDS);
    expect(codeOf(await house.ask(restoreCardRoute, { cardId }, caller))).toBe('ok');
  });

  it('restores a lost card, and its code is good again', async () => {
    const { caller, cardId, stateThere, kinds, told, prove } = await holder();
    await house.ask(reportLossRoute, { cardId }, caller);
    prove();
    expect(valueOf(await house.ask(restoreCardRoute, { cardId }, caller)).state).toBe('active');
    expect(stateThere()).toBe('active');
    expect(codeOf(await house.ask(showCodeRoute, { cardId, kind: 'dynamic' }, caller))).toBe('ok');
    expect(await kinds()).toEqual(expect.arrayContaining(['claimed', 'lost', 'restored']));
    expect(await told()).toEqual(['card-claimed', 'card-lost', 'card-restored']);
  });

  it('restores a card whose loss never reached the authority, and does not carry it there afterwards', async () => {
    const { caller, cardId, stateThere, view, prove } = await holder();
    house.authority.down = true;
    await house.ask(reportLossRoute, { cardId }, caller);
    prove();
    expect(codeOf(await house.ask(restoreCardRoute, { cardId }, caller))).toBe('card/authority-unavailable');
    house.authority.down = false;
    valueOf(await house.ask(restoreCardRoute, { cardId }, caller));
    expect(await house.slice.reconcile()).toMatchObject({ carried: 0 });
    expect(stateThere()).toBe('active');
    expect((await view()).lossOnItsWay).toBeUndefined();
  });

  it('closes a card for good, and reissues it under the same number with a code of its own', async () => {
    const { caller, cardId, healthCardId, stateThere, told, prove } = await holder();
    prove();
    expect(valueOf(await house.ask(closeCardRoute, { cardId }, caller)).state).toBe('closed');
    expect(stateThere()).toBe('closed');
    expect(codeOf(await house.ask(restoreCardRoute, { cardId }, caller))).toBe('card/move-not-allowed');
    expect(valueOf(await house.ask(reissueCardRoute, { cardId }, caller))).toMatchObject({ cardId, healthCardId, state: 'active' });
    expect(stateThere()).toBe('active');
    expect(await told()).toEqual(['card-claimed', 'card-closed', 'card-reissued']);
  });

  it('closes the lost card at the authority before a new one is issued', async () => {
    const { caller, cardId, prove } = await holder();
    await house.ask(reportLossRoute, { cardId }, caller);
    prove();
    house.authority.calls.length = 0;
    expect(valueOf(await house.ask(reissueCardRoute, { cardId }, caller)).state).toBe('active');
    expect(house.authority.calls.map(({ asked }) => asked)).toEqual(['close', 'register', 'generate']);
  });

  it('goes on with a reissue that broke off after the closing', async () => {
    const { caller, cardId, who, prove } = await holder();
    await house.ask(reportLossRoute, { cardId }, caller);
    house.authority.set(who.document, 'closed');
    prove();
    expect(valueOf(await house.ask(reissueCardRoute, { cardId }, caller)).state).toBe('active');
  });

  it('keeps the old card closed beside the new one when an authority gives a new number', async () => {
    const { caller, cardId, healthCardId, prove } = await holder();
    prove();
    await house.ask(closeCardRoute, { cardId }, caller);
    house.authority.newNumberOnReissue = true;
    const reissued = valueOf(await house.ask(reissueCardRoute, { cardId }, caller));
    expect(reissued.healthCardId).not.toBe(healthCardId);
    const { items } = valueOf(await house.ask(listCardsRoute, {}, caller));
    expect(items.map((card) => [card.cardId, card.state])).toEqual([[cardId, 'closed'], [reissued.cardId, 'active']]);
    expect(items.find(({ isDefault }) => isDefault)?.cardId).toBe(reissued.cardId);
  });

  it('refuses moves the state does not allow, and keeps what the authority says instead', async () => {
    const { caller, cardId, who, view, prove } = await holder();
    prove();
    expect(codeOf(await house.ask(restoreCardRoute, { cardId }, caller))).toBe('card/move-not-allowed');
    expect(codeOf(await house.ask(reissueCardRoute, { cardId }, caller))).toBe('card/move-not-allowed');
    house.authority.set(who.document, 'closed');
    expect(codeOf(await house.ask(closeCardRoute, { cardId }, caller))).toBe('card/move-not-allowed');
    expect((await view()).state).toBe('closed');
    house.authority.registerSays = 'deceased';
    expect(codeOf(await house.ask(reissueCardRoute, { cardId }, caller))).toBe('card/move-not-allowed');
  });

  it('changes nothing while the authority is away', async () => {
    const { caller, cardId, view, prove } = await holder();
    prove();
    house.authority.down = true;
    expect(codeOf(await house.ask(closeCardRoute, { cardId }, caller))).toBe('card/authority-unavailable');
    expect((await view()).state).toBe('active');
  });
});
