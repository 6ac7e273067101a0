import { checkClaimRoute, claimCardRoute, listCardsRoute, readCardHistoryRoute, removeCardRoute } from '../../shared/card/card.routes';
import { closeCardRoute, reissueCardRoute, reportLossRoute, restoreCardRoute } from '../../shared/card/card-life.routes';
import { codeOf, openHouse, person, resident, valueOf, type House } from './house';

const ZHANG = person(1);
let house: House;
let nth = 0;

beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());
beforeEach(() => {
  nth += 1;
  house.authority.cards.clear();
  Object.assign(house.authority, { down: false, registerSays: undefined });
  house.switches.auditFails = false;
});

/** An account nobody used before, verified as Zhang. */
function newcomer(who = ZHANG) {
  const caller = resident(`account_${String(nth)}_${String(house.audit.length)}`);
  house.identity.verify(caller.accountId, who);
  return caller;
}

const noticesOf = (accountId: string) => house.noticesOf(accountId);

describe('claiming a card', () => {
  it('issues a card for a person who holds none, and shows it masked and first', async () => {
    const caller = newcomer();
    const card = valueOf(await house.ask(claimCardRoute, {}, caller));
    expect(card).toMatchObject({ origin: 'issued', state: 'active', maskedName: '张*敏', idType: '01', isDefault: true, visitNumbers: [] });
    expect(card.maskedNumber).toBe(`419099********${ZHANG.document.number.slice(-4)}`);
    expect(card.healthCardId).toBe(house.authority.cardOf(ZHANG.document)?.cardId);
    expect(valueOf(await house.ask(listCardsRoute, {}, caller)).items).toEqual([card]);
  });

  it('binds the card the person already holds instead of making a second one', async () => {
    const held = house.authority.set(ZHANG.document, 'active');
    const caller = newcomer();
    expect(valueOf(await house.ask(checkClaimRoute, {}, caller))).toMatchObject({ state: 'held-elsewhere', heldSince: expect.any(String) });
    expect(valueOf(await house.ask(claimCardRoute, {}, caller))).toMatchObject({ origin: 'bound', healthCardId: held });
    expect(valueOf(await house.ask(checkClaimRoute, {}, caller))).toEqual({ state: 'in-package' });
  });

  it('gives the same card when it is asked again, without asking the authority', async () => {
    const caller = newcomer();
    const first = valueOf(await house.ask(claimCardRoute, {}, caller));
    house.authority.down = true;
    expect(valueOf(await house.ask(claimCardRoute, {}, caller))).toEqual(first);
  });

  it('tells the resident once, with masked facts, and writes one line of history', async () => {
    const caller = newcomer(person(50));
    const card = valueOf(await house.ask(claimCardRoute, {}, caller));
    await house.ask(claimCardRoute, {}, caller);
    expect(await noticesOf(caller.accountId)).toMatchObject([{ accountId: caller.accountId, kind: 'card-claimed', facts: { maskedName: '张*敏', cardId: card.cardId } }]);
    const { items } = valueOf(await house.ask(readCardHistoryRoute, { cardId: card.cardId }, caller));
    expect(items).toEqual([{ at: '2026-03-10T09:00:00.000+08:00', kind: 'claimed', by: 'self' }]);
  });

  it.each([
    ['name-does-not-match', 'identity/name-does-not-match'],
    ['guardian-does-not-match', 'family/guardian-not-registered'],
    ['not-in-register', 'identity/document-not-found'],
    ['deceased', 'identity/holder-deceased'],
  ] as const)('passes on that the register says %s', async (says, refusal) => {
    house.authority.registerSays = says;
    const caller = newcomer();
    expect(codeOf(await house.ask(claimCardRoute, {}, caller))).toBe(refusal);
    expect(valueOf(await house.ask(listCardsRoute, {}, caller)).items).toEqual([]);
  });

  it('refuses while the authority is away, and works when it is back', async () => {
    const caller = newcomer();
    house.authority.down = true;
    expect(codeOf(await house.ask(claimCardRoute, {}, caller))).toBe('card/authority-unavailable');
    expect(codeOf(await house.ask(checkClaimRoute, {}, caller))).toBe('card/authority-unavailable');
    house.authority.down = false;
    expect(codeOf(await house.ask(claimCardRoute, {}, caller))).toBe('ok');
  });

  it('refuses a card that is lost in this package, where it is restored or reissued', async () => {
    const caller = newcomer();
    const card = valueOf(await house.ask(claimCardRoute, {}, caller));
    await house.ask(reportLossRoute, { cardId: card.cardId }, caller);
    expect(codeOf(await house.ask(claimCardRoute, {}, caller))).toBe('card/lost');
  });

  it('brings a lost card into the package as it is, taken out before or made elsewhere, and nothing is issued', async () => {
    const caller = newcomer(person(41));
    const { cardId, healthCardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    valueOf(await house.ask(reportLossRoute, { cardId }, caller));
    valueOf(await house.ask(removeCardRoute, { cardId }, caller));
    const back = valueOf(await house.ask(claimCardRoute, {}, caller));
    expect(back).toMatchObject({ healthCardId, state: 'lost', origin: 'bound' });
    expect(codeOf(await house.ask(restoreCardRoute, { cardId: back.cardId }, caller))).toBe('identity/presence-needed');
    house.identity.prove('person_41', '2026-03-10T08:50:00.000+08:00');
    expect(valueOf(await house.ask(restoreCardRoute, { cardId: back.cardId }, caller))).toMatchObject({ cardId: back.cardId, state: 'active' });
    house.authority.set(ZHANG.document, 'lost');
    expect(valueOf(await house.ask(claimCardRoute, {}, newcomer()))).toMatchObject({ state: 'lost' });
    expect(house.authority.cardOf(ZHANG.document)?.state).toBe('lost');
  });

  it('reissues a lost card that was taken out and claimed back', async () => {
    const caller = newcomer(person(42));
    const { cardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
    valueOf(await house.ask(reportLossRoute, { cardId }, caller));
    valueOf(await house.ask(removeCardRoute, { cardId }, caller));
    house.identity.prove('person_42', '2026-03-10T08:50:00.000+08:00');
    const back = valueOf(await house.ask(claimCardRoute, {}, caller));
    expect(valueOf(await house.ask(reissueCardRoute, { cardId: back.cardId }, caller))).toMatchObject({ state: 'active' });
  });

  it('issues a closed card again in its old place', async () => {
    const caller = newcomer(person(40));
    const card = valueOf(await house.ask(claimCardRoute, {}, caller));
    house.identity.prove('person_40', '2026-03-10T08:50:00.000+08:00');
    expect(valueOf(await house.ask(closeCardRoute, { cardId: card.cardId }, caller)).state).toBe('closed');
    expect(valueOf(await house.ask(checkClaimRoute, {}, caller))).toEqual({ state: 'none' });
    expect(valueOf(await house.ask(claimCardRoute, {}, caller))).toMatchObject({ cardId: card.cardId, state: 'active' });
    expect((await noticesOf(caller.accountId)).map(({ kind }) => kind).sort()).toEqual(['card-claimed', 'card-closed', 'card-reissued']);
  });

  it('says before anything is tried that a closed card waits for its holder to be present', async () => {
    house.authority.set(ZHANG.document, 'closed');
    const caller = newcomer();
    expect(valueOf(await house.ask(checkClaimRoute, {}, caller))).toEqual({ state: 'none', needsPresence: true });
    expect(codeOf(await house.ask(claimCardRoute, {}, caller))).toBe('identity/presence-needed');
    const present = newcomer({ ...ZHANG, assurance: 'L2', assuredAt: '2026-03-10T08:50:00.000+08:00' });
    expect(valueOf(await house.ask(checkClaimRoute, {}, present))).toEqual({ state: 'none' });
    expect(valueOf(await house.ask(claimCardRoute, {}, present))).toMatchObject({ state: 'active' });
  });

  it('names who is missing: no real name, no such member, no consent yet', async () => {
    expect(codeOf(await house.ask(claimCardRoute, {}, resident('account_unverified')))).toBe('identity/real-name-needed');
    const caller = newcomer();
    expect(codeOf(await house.ask(claimCardRoute, { memberId: 'member_9' }, caller))).toBe('identity/member-unknown');
    house.identity.addMember(caller.accountId, 'member_1', { person: person(2, '李桂英'), ground: 'waiting' });
    expect(codeOf(await house.ask(claimCardRoute, { memberId: 'member_1' }, caller))).toBe('family/not-consented');
    expect(house.authority.calls.some(({ of }) => JSON.stringify(of).includes('李桂英'))).toBe(false);
  });

  it('claims for a child with the guardian named to the authority, and history says family', async () => {
    const caller = newcomer();
    const child = { ...person(3, '张小宝'), guardian: { name: ZHANG.name, document: ZHANG.document } };
    house.identity.addMember(caller.accountId, 'member_1', { person: child, ground: 'guardian' });
    const card = valueOf(await house.ask(claimCardRoute, { memberId: 'member_1' }, caller));
    expect(card).toMatchObject({ memberId: 'member_1', maskedName: '张*宝' });
    expect(house.authority.calls.findLast(({ asked }) => asked === 'register')?.of).toMatchObject({ appliedBy: 'app', guardian: { name: ZHANG.name } });
    expect(valueOf(await house.ask(readCardHistoryRoute, { cardId: card.cardId }, caller)).items).toMatchObject([{ kind: 'claimed', by: 'family' }]);
  });

  it('what family claims is in the package of the person\'s own account at once, who is told; the claimer\'s is not asked again', async () => {
    const [mine, theirs] = [resident('account_1'), resident('account_2')];
    const mother = person(2, '李桂英');
    house.identity.verify(mine.accountId, person(1));
    house.identity.verify(theirs.accountId, mother);
    house.identity.addMember(mine.accountId, 'member_1', { person: mother, ground: 'delegate' });
    const claimed = valueOf(await house.ask(claimCardRoute, { memberId: 'member_1' }, mine));
    const { items } = valueOf(await house.ask(listCardsRoute, {}, theirs));
    expect(items.map(({ healthCardId, origin }) => [healthCardId, origin])).toEqual([[claimed.healthCardId, 'found']]);
    expect((await house.noticesOf(theirs.accountId)).map(({ kind }) => kind)).toEqual(['card-bound']);
    expect((await house.noticesOf(mine.accountId)).map(({ kind }) => kind)).toEqual(['card-claimed']);
  });

  it('takes a card back into its place when a member returns to the family under a new id', async () => {
    const caller = newcomer();
    const mother = person(4, '李桂英');
    house.identity.addMember(caller.accountId, 'member_1', { person: mother, ground: 'delegate' });
    const card = valueOf(await house.ask(claimCardRoute, { memberId: 'member_1' }, caller));
    house.identity.endGround(caller.accountId, 'member_1');
    house.identity.addMember(caller.accountId, 'member_2', { person: mother, ground: 'delegate' });
    expect(valueOf(await house.ask(claimCardRoute, { memberId: 'member_2' }, caller))).toMatchObject({ cardId: card.cardId, memberId: 'member_2' });
  });

  it('takes a removed card back when it is claimed', async () => {
    const caller = newcomer();
    const card = valueOf(await house.ask(claimCardRoute, {}, caller));
    await house.ask(removeCardRoute, { cardId: card.cardId }, caller);
    expect(valueOf(await house.ask(claimCardRoute, {}, caller))).toMatchObject({ origin: 'bound', healthCardId: card.healthCardId });
  });

  it('opens and asks nothing when the audit entry cannot be written', async () => {
    const caller = newcomer();
    house.switches.auditFails = true;
    const [openings, calls] = [house.identity.opened.length, house.authority.calls.length];
    await expect(house.ask(claimCardRoute, {}, caller)).rejects.toThrow('the audit table is away');
    await expect(house.ask(checkClaimRoute, {}, caller)).rejects.toThrow('the audit table is away');
    await expect(house.ask(listCardsRoute, {}, caller)).rejects.toThrow('the audit table is away');
    expect([house.identity.opened.length, house.authority.calls.length]).toEqual([openings, calls]);
  });

  it('leaves no name and no number readable in the store', async () => {
    const caller = newcomer();
    await house.ask(claimCardRoute, {}, caller);
    const everything = JSON.stringify(await house.engine.call('Scan', { TableName: house.table('card') }));
    expect(everything).not.toContain(ZHANG.document.number);
    expect(everything).not.toContain(ZHANG.name);
    expect(everything).not.toContain(':1"');
  });
});
