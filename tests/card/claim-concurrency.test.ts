import { claimCardRoute, listCardsRoute, readCardHistoryRoute } from '../../shared/card/card.routes';
import { openHouse, person, resident, valueOf, type House } from './house';

const AT_ONCE = 100;
const everyOne = Array.from({ length: AT_ONCE }, (_, index) => index);

let house: House;
beforeEach(async () => { house = await openHouse(); });
afterEach(() => house.close());

/** Starts all at the same moment: each waits at the barrier until the last has come. */
async function atOnce<Value>(tasks: readonly (() => Promise<Value>)[]): Promise<Value[]> {
  let open: () => void = () => undefined;
  const barrier = new Promise<void>((resolve) => { open = resolve; });
  const running = tasks.map(async (task) => {
    await barrier;
    return task();
  });
  open();
  return Promise.all(running);
}

describe('a hundred claims at once', () => {
  it('by one account end in one card, one item, one message', async () => {
    const caller = resident('account_1');
    house.identity.verify(caller.accountId, person(1));
    const cards = (await atOnce(everyOne.map(() => () => house.ask(claimCardRoute, {}, caller)))).map(valueOf);
    expect(new Set(cards.map(({ cardId }) => cardId)).size).toBe(1);
    expect(house.authority.cards.size).toBe(1);
    expect(valueOf(await house.ask(listCardsRoute, {}, caller)).items).toHaveLength(1);
    expect(await house.noticesOf(caller.accountId)).toMatchObject([{ kind: 'card-claimed' }]);
    expect(valueOf(await house.ask(readCardHistoryRoute, { cardId: cards[0]!.cardId }, caller)).items).toMatchObject([{ kind: 'claimed' }]);
  }, 120_000);

  it('by one account say that it was issued, whichever of them is written down first', async () => {
    const caller = resident('account_1');
    house.identity.verify(caller.accountId, person(1));
    const { register } = house.authority.authority;
    let held: () => void = () => undefined;
    const later = new Promise<void>((resolve) => { held = resolve; });
    // The answer of the claim that issues comes after the others are done.
    house.authority.authority.register = async (...asked) => {
      const answer = await register(...asked);
      if (answer.ok && !answer.value.already) await later;
      return answer;
    };
    const slow = house.ask(claimCardRoute, {}, caller);
    const bound = valueOf(await house.ask(claimCardRoute, {}, caller));
    held();
    const issued = valueOf(await slow);
    expect([bound.origin, issued.origin]).toEqual(['bound', 'issued']);
    expect(valueOf(await house.ask(listCardsRoute, {}, caller)).items).toEqual([issued]);
    expect(await house.noticesOf(caller.accountId)).toHaveLength(1);
  });

  it('by a hundred accounts for one person end in one health card and one item for each account', async () => {
    const callers = everyOne.map((index) => resident(`account_${String(index)}`));
    for (const { accountId } of callers) house.identity.verify(accountId, person(1));
    const cards = (await atOnce(callers.map((caller) => () => house.ask(claimCardRoute, {}, caller)))).map(valueOf);
    expect(new Set(cards.map(({ healthCardId }) => healthCardId)).size).toBe(1);
    expect(new Set(cards.map(({ cardId }) => cardId)).size).toBe(AT_ONCE);
    expect(house.authority.cards.size).toBe(1);
    expect(cards.filter(({ origin }) => origin === 'issued')).toHaveLength(1);
    const packages = await Promise.all(callers.map(async (caller) => valueOf(await house.ask(listCardsRoute, {}, caller)).items.length));
    expect(packages).toEqual(everyOne.map(() => 1));
  }, 120_000);

  it('for a family of ten by one account end in ten cards, each in the order once', async () => {
    const caller = resident('account_1');
    const members = everyOne.slice(0, 10).map((index) => `member_${String(index)}`);
    members.forEach((memberId, index) => { house.identity.addMember(caller.accountId, memberId, { person: person(10 + index), ground: 'delegate' }); });
    const cards = (await atOnce([...members, ...members].map((memberId) => () => house.ask(claimCardRoute, { memberId }, caller)))).map(valueOf);
    const listed = valueOf(await house.ask(listCardsRoute, {}, caller)).items;
    expect(listed.map(({ memberId }) => memberId).sort()).toEqual(members);
    expect(new Set(cards.map(({ cardId }) => cardId))).toEqual(new Set(listed.map(({ cardId }) => cardId)));
  }, 120_000);
});

test('claims hold while the store refuses every fifth transaction as conflicting', async () => {
  house.engine.setMoods({ conflictProbability: 0.2, refuseBusyItems: 1 });
  const callers = everyOne.slice(0, 20).map((index) => resident(`account_${String(index)}`));
  for (const { accountId } of callers) house.identity.verify(accountId, person(1));
  const cards = (await atOnce(callers.map((caller) => () => house.ask(claimCardRoute, {}, caller)))).map(valueOf);
  expect(cards).toHaveLength(20);
  expect(house.authority.cards.size).toBe(1);
}, 120_000);
