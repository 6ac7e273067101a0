import { reportLossRoute } from '../../shared/card/card-life.routes';
import { checkClaimRoute, claimCardRoute, listCardsRoute, readCardHistoryRoute, refreshPackageRoute, removeCardRoute } from '../../shared/card/card.routes';
import { documentKey } from '../../shared/kernel/documents';
import { codeOf, openHouse, person, resident, valueOf, type House } from './house';

const DAY_MS = 86_400_000;
let house: House;
beforeEach(async () => { house = await openHouse(); });
afterEach(() => house.close());

function newcomer(order = 1) {
  const caller = resident(`account_${String(order)}`);
  const who = person(order);
  house.identity.verify(caller.accountId, who);
  return { caller, who };
}
const listed = async (caller: ReturnType<typeof resident>) => valueOf(await house.ask(listCardsRoute, {}, caller));

describe('asking the authority about a package', () => {
  it('brings cards made elsewhere for oneself and for the family, with a code to show', async () => {
    const { caller, who } = newcomer();
    const mother = person(2, '李桂英');
    house.identity.addMember(caller.accountId, 'member_1', { person: mother, ground: 'delegate' });
    house.authority.set(who.document, 'active');
    house.authority.set(mother.document, 'lost');
    const found = valueOf(await house.ask(refreshPackageRoute, {}, caller));
    expect(found.items.map(({ origin, memberId, state }) => [origin, memberId, state])).toEqual([['found', undefined, 'active'], ['found', 'member_1', 'lost']]);
    expect(found.checkedAt).toBe('2026-03-10T09:00:00.000+08:00');
    expect((await house.noticesOf(caller.accountId)).map(({ kind }) => kind)).toEqual(['card-bound', 'card-bound']);
    const { items } = valueOf(await house.ask(readCardHistoryRoute, { cardId: found.items[0]!.cardId }, caller));
    expect(items).toEqual([{ at: '2026-03-10T09:00:00.000+08:00', kind: 'bound', by: 'authority' }]);
  });

  it('changes and tells nothing when nothing is new', async () => {
    const { caller } = newcomer();
    await house.ask(claimCardRoute, {}, caller);
    const first = valueOf(await house.ask(refreshPackageRoute, {}, caller));
    expect(valueOf(await house.ask(refreshPackageRoute, {}, caller))).toEqual(first);
    expect(await house.noticesOf(caller.accountId)).toHaveLength(1);
  });

  it('takes over what happened to a card at a window', async () => {
    const { caller, who } = newcomer();
    const { cardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    for (const state of ['lost', 'active', 'closed'] as const) {
      house.clock.now += 1_000;
      house.authority.set(who.document, state);
      expect(valueOf(await house.ask(refreshPackageRoute, {}, caller)).items[0]?.state).toBe(state);
    }
    const { items } = valueOf(await house.ask(readCardHistoryRoute, { cardId }, caller));
    expect(items.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['closed authority', 'restored authority', 'lost authority', 'claimed self']);
  });

  it('brings neither closed cards nor those the resident took out', async () => {
    const { caller, who } = newcomer();
    const { cardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    await house.ask(removeCardRoute, { cardId }, caller);
    expect(valueOf(await house.ask(refreshPackageRoute, {}, caller)).items).toEqual([]);
    const other = newcomer(3);
    house.authority.set(other.who.document, 'closed');
    expect(valueOf(await house.ask(refreshPackageRoute, {}, other.caller)).items).toEqual([]);
    expect(house.authority.cardOf(who.document)?.state).toBe('active');
  });

  it('does not take a card that was made ahead in a batch for one the resident has: it is claimed like any other', async () => {
    const { caller, who } = newcomer();
    house.authority.set(who.document, 'pending');
    expect(valueOf(await house.ask(refreshPackageRoute, {}, caller)).items).toEqual([]);
    expect(valueOf(await house.ask(checkClaimRoute, {}, caller))).toEqual({ state: 'none' });
    expect(valueOf(await house.ask(claimCardRoute, {}, caller))).toMatchObject({ state: 'active', origin: 'issued' });
    expect(house.authority.cardOf(who.document)?.state).toBe('active');
    expect((await house.noticesOf(caller.accountId)).map(({ kind }) => kind)).toEqual(['card-claimed']);
  });

  it('refuses while the authority is away and leaves the package as it was', async () => {
    const { caller } = newcomer();
    await house.ask(claimCardRoute, {}, caller);
    const before = await listed(caller);
    house.authority.down = true;
    expect(codeOf(await house.ask(refreshPackageRoute, {}, caller))).toBe('card/authority-unavailable');
    expect(await listed(caller)).toEqual(before);
  });

  it('asks nothing about a member whose ground ended', async () => {
    const { caller } = newcomer();
    house.identity.addMember(caller.accountId, 'member_1', { person: person(2, '李桂英'), ground: 'delegate' });
    house.identity.endGround(caller.accountId, 'member_1');
    await house.ask(refreshPackageRoute, {}, caller);
    expect(house.authority.calls.map(({ of }) => of)).toEqual([person(1).document]);
  });

  it('gives one card when ten devices refresh at once', async () => {
    const { caller, who } = newcomer();
    house.authority.set(who.document, 'active');
    await Promise.all(Array.from({ length: 10 }, () => house.ask(refreshPackageRoute, {}, caller)));
    expect((await listed(caller)).items).toHaveLength(1);
    expect(await house.noticesOf(caller.accountId)).toHaveLength(1);
  }, 60_000);
});

describe('reconciling every day', () => {
  it('asks about each package once a day, logs it as the system\'s doing, and does not ask again before', async () => {
    const { caller, who } = newcomer();
    await house.ask(claimCardRoute, {}, caller);
    await house.slice.reconcile();
    house.authority.set(who.document, 'closed');
    expect(await house.slice.reconcile()).toEqual({ carried: 0, checked: 0, postponed: 0 });
    house.clock.now += DAY_MS;
    expect(await house.slice.reconcile()).toEqual({ carried: 0, checked: 1, postponed: 0 });
    expect((await listed(caller)).items[0]?.state).toBe('closed');
    expect(house.audit.filter(({ action }) => action === 'card.reconcile')).toMatchObject([{ actor: 'system', subject: who.personId }, { actor: 'system', subject: who.personId }]);
  });

  it('gives up for now when the authority is away, and goes on with the same packages later', async () => {
    for (let order = 1; order <= 30; order += 1) await house.ask(claimCardRoute, {}, newcomer(order).caller);
    house.authority.down = true;
    const { checked, postponed } = await house.slice.reconcile();
    expect(checked).toBe(0);
    // Three in a row, and those that were under way beside them.
    expect(postponed).toBeGreaterThanOrEqual(3);
    expect(postponed).toBeLessThanOrEqual(3 + 15);
    house.authority.down = false;
    expect(await house.slice.reconcile()).toMatchObject({ checked: 30 - postponed });
    house.clock.now += 3_600_000;
    expect(await house.slice.reconcile()).toMatchObject({ checked: postponed });
  });

  it('takes the package that has waited longest first', async () => {
    const accounts = [];
    for (let order = 1; order <= 4; order += 1) {
      const { caller } = newcomer(order);
      await house.ask(claimCardRoute, {}, caller);
      accounts.push(caller.accountId);
      house.clock.now += 1_000;
    }
    house.identity.opened.length = 0;
    await house.slice.reconcile();
    expect(house.identity.opened).toEqual(accounts);
  });

  it('says in the log how much was done', async () => {
    await house.ask(claimCardRoute, {}, newcomer().caller);
    await house.slice.reconcile();
    expect(house.log.lines).toContainEqual({ at: 'job.done', code: 'card.reconcile', count: 1 });
  });
});

describe('carrying a loss to the authority', () => {
  async function waiting() {
    const { caller, who } = newcomer();
    const { cardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    house.authority.down = true;
    await house.ask(reportLossRoute, { cardId }, caller);
    house.authority.down = false;
    return { caller, who, cardId };
  }

  it('is logged as the system\'s doing, and without the entry nobody is told and nothing opened', async () => {
    const { caller, who } = await waiting();
    const asked = house.authority.calls.length;
    house.switches.auditFails = true;
    await expect(house.slice.carryLosses()).rejects.toThrow('the audit table is away');
    expect(house.authority.calls).toHaveLength(asked);
    house.switches.auditFails = false;
    expect((await listed(caller)).items[0]).toMatchObject({ state: 'lost', lossOnItsWay: true });
    expect(await house.slice.carryLosses()).toBe(1);
    const entries = house.audit.filter(({ action }) => action === 'card.carry-loss');
    expect(entries).toEqual([{ subject: who.personId, actor: 'system', action: 'card.carry-loss', ground: 'reported', requestId: expect.stringMatching(/^run_/) }]);
  });

  it('is logged for the account when its card was taken out in the meantime', async () => {
    const { caller, cardId } = await waiting();
    await house.ask(removeCardRoute, { cardId }, caller);
    expect(await house.slice.carryLosses()).toBe(1);
    expect(house.audit.filter(({ action }) => action === 'card.carry-loss')).toMatchObject([{ subject: caller.accountId, actor: 'system' }]);
  });
});

describe('what the card slice tells others', () => {
  it('is handed from the change feed to the inbox\'s queue, each event once for each delivery', async () => {
    const stop = house.engine.onChanges(house.table('card'), 'dispatcher', async (records) => {
      const answer = await house.slice.stream({ Records: [...records] });
      expect(answer.batchItemFailures).toEqual([]);
    });
    const { caller } = newcomer();
    await house.ask(claimCardRoute, {}, caller);
    await house.engine.feedIdle();
    stop();
    expect(house.sent).toMatchObject([{ type: 'message.notice.v1', body: { kind: 'card-claimed', accountId: caller.accountId } }]);
  });
});

describe('a card beside the one the authority names', () => {
  it.each([
    ['closed by a merge stays, closed', 'closed' as const, [['active', 'found'], ['closed', 'issued']]],
    ['that lives is somebody else\'s, and leaves the package', 'active' as const, [['active', 'found']]],
  ])('%s', async (_, state, expected) => {
    const { caller, who } = newcomer();
    const other = person(7, '赵二');
    await house.ask(claimCardRoute, {}, caller);
    const held = house.authority.cardOf(who.document)!;
    // Elsewhere the document was found to be of a person with another card.
    house.authority.cards.clear();
    house.authority.set(who.document, 'active');
    const named = house.authority.cards.get(documentKey(who.document))!;
    house.authority.cards.set(documentKey(who.document), { ...named, cardId: 'F'.repeat(64) });
    house.authority.cards.set(documentKey(other.document), { ...held, state });
    const { items } = valueOf(await house.ask(refreshPackageRoute, {}, caller));
    expect(items.map((card) => [card.state, card.origin]).sort()).toEqual(expected);
    const about = house.audit.filter(({ ground }) => ground === 'authority');
    expect(about).toMatchObject([{ subject: who.personId, actor: caller.accountId, action: 'card.refresh' }]);
    expect(valueOf(await house.ask(refreshPackageRoute, {}, caller)).items).toEqual(items);
  });
});
