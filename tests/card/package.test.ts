import * as fc from 'fast-check';
import {
  bindVisitNumberRoute, claimCardRoute, listCardsRoute, listInstitutionsRoute, listKeptCardsRoute, orderCardsRoute, readCardHistoryRoute, readCardRoute, removeCardRoute, setDefaultCardRoute,
  unbindVisitNumberRoute,
} from '../../shared/card/card.routes';
import { PACKAGE_MAX, VISIT_NUMBERS_MAX } from '../../shared/card/card.rules';
import { firstCard, reorder } from '../../shared/card/package.rules';
import type { Card, Package } from '../../functions/card/card.ports';
import { makeBindVisitNumber } from '../../functions/card/use-cases/bind-visit-number';
import { codeOf, openHouse, person, resident, valueOf, type House } from './house';

let house: House;
let nth = 0;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());
beforeEach(() => { nth += 1; house.authority.down = false; });

/** An account with its own card and those of so many members. */
async function family(members: number) {
  const caller = resident(`account_${String(nth)}`);
  house.identity.verify(caller.accountId, person(nth * 20));
  const own = valueOf(await house.ask(claimCardRoute, {}, caller));
  const theirs = [];
  for (let index = 1; index <= members; index += 1) {
    const memberId = `member_${String(index)}`;
    house.identity.addMember(caller.accountId, memberId, { person: person(nth * 20 + index, '李桂英'), ground: 'delegate' });
    theirs.push(valueOf(await house.ask(claimCardRoute, { memberId }, caller)));
  }
  return { caller, cards: [own, ...theirs], ids: [own, ...theirs].map(({ cardId }) => cardId) };
}
const listed = async (caller: ReturnType<typeof resident>) => valueOf(await house.ask(listCardsRoute, {}, caller)).items;

describe('the order of a package', () => {
  it('is that of claiming until the resident moves the cards', async () => {
    const { caller, ids } = await family(2);
    expect((await listed(caller)).map(({ cardId }) => cardId)).toEqual(ids);
    const wanted = [ids[2]!, ids[0]!, ids[1]!];
    expect(valueOf(await house.ask(orderCardsRoute, { cardIds: wanted }, caller)).items.map(({ cardId }) => cardId)).toEqual(wanted);
    expect((await listed(caller)).map(({ cardId }) => cardId)).toEqual(wanted);
  });

  it('is refused when a card is missing, named twice, or not there', async () => {
    const { caller, ids } = await family(1);
    expect(codeOf(await house.ask(orderCardsRoute, { cardIds: [ids[0]!] }, caller))).toBe('card/order-incomplete');
    expect(codeOf(await house.ask(orderCardsRoute, { cardIds: [ids[0]!, ids[0]!] }, caller))).toBe('card/order-incomplete');
    expect(codeOf(await house.ask(orderCardsRoute, { cardIds: [...ids, 'card_x'] }, caller))).toBe('card/unknown');
  });

  it('keeps the place of a card that is hidden for now', async () => {
    const { caller, ids } = await family(2);
    house.identity.endGround(caller.accountId, 'member_1');
    expect((await listed(caller)).map(({ cardId }) => cardId)).toEqual([ids[0], ids[2]]);
    expect(codeOf(await house.ask(orderCardsRoute, { cardIds: [ids[2]!, ids[0]!] }, caller))).toBe('ok');
    house.identity.addMember(caller.accountId, 'member_1', { person: person(nth * 20 + 1), ground: 'delegate' });
    expect((await listed(caller)).map(({ cardId }) => cardId)).toEqual([ids[2], ids[1], ids[0]]);
  });

  it('stays a permutation whatever is moved and hidden', () => {
    const orders = fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 20 }).map((numbers) => numbers.map(String));
    fc.assert(fc.property(orders.chain((order) => fc.tuple(fc.constant(order), fc.shuffledSubarray(order))), ([order, seen]) => {
      const moved = reorder(order, [...seen].sort(), seen);
      expect([...(moved ?? [])].sort()).toEqual([...order].sort());
      expect((moved ?? []).filter((cardId) => seen.includes(cardId))).toEqual(seen);
      expect(order.every((cardId, place) => seen.includes(cardId) || moved?.[place] === cardId)).toBe(true);
    }));
  });

  it('refuses every list that is not exactly the cards that are seen', () => {
    const ids = fc.uniqueArray(fc.nat(9).map(String), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(ids, fc.array(fc.nat(9).map(String), { maxLength: 9 }), (seen, wanted) => {
      const same = [...wanted].sort().join() === [...seen].sort().join();
      expect(reorder(seen, seen, wanted) !== undefined).toBe(same);
    }));
  });
});

describe('what is kept', () => {
  it('is seen, audited, when a withdrawn consent hides the package: one\'s own card and a child\'s, an adult\'s no more', async () => {
    const { caller, ids } = await family(2);
    house.identity.addMember(caller.accountId, 'member_1', { person: person(nth * 20 + 1), ground: 'guardian' });
    const kept = async () => valueOf(await house.ask(listKeptCardsRoute, {}, caller)).items.map(({ cardId }) => cardId);
    expect(await kept()).toEqual(ids);
    house.identity.withdrawn.add(caller.accountId);
    expect(await listed(caller)).toEqual([]);
    expect(await kept()).toEqual(ids.slice(0, 2));
    expect(house.audit.at(-1)).toMatchObject({ subject: caller.accountId, action: 'card.list-kept', ground: 'self' });
  });

  it('is not shown while the audit entry cannot be written', async () => {
    const { caller } = await family(0);
    house.switches.auditFails = true;
    await expect(house.ask(listKeptCardsRoute, {}, caller)).rejects.toThrow();
    house.switches.auditFails = false;
  });
});

describe('the card shown first', () => {
  it('is the first claimed until one is chosen, and again when the chosen one is gone', async () => {
    const { caller, ids } = await family(1);
    const first = async () => (await listed(caller)).find(({ isDefault }) => isDefault)?.cardId;
    expect(await first()).toBe(ids[0]);
    valueOf(await house.ask(setDefaultCardRoute, { cardId: ids[1]! }, caller));
    expect(await first()).toBe(ids[1]);
    house.identity.endGround(caller.accountId, 'member_1');
    expect(await first()).toBe(ids[0]);
    expect(codeOf(await house.ask(setDefaultCardRoute, { cardId: ids[1]! }, caller))).toBe('card/unknown');
  });

  it('is never a closed one while another can be shown', () => {
    const state = fc.constantFrom('active', 'lost', 'closed', 'pending');
    const cards = fc.uniqueArray(fc.record({ cardId: fc.nat(50).map(String), state }), { selector: ({ cardId }) => cardId, minLength: 1 });
    fc.assert(fc.property(cards, (seen) => {
      const shown = seen.find(({ cardId }) => cardId === firstCard(seen, undefined));
      expect(shown).toBeDefined();
      expect(shown?.state === 'active' || seen.every((card) => card.state !== 'active')).toBe(true);
    }));
  });
});

describe('what a package hides', () => {
  it('shows nobody a card whose ground ended, and nobody else\'s card at all', async () => {
    const { caller, ids } = await family(1);
    house.identity.endGround(caller.accountId, 'member_1');
    expect(codeOf(await house.ask(readCardRoute, { cardId: ids[1]! }, caller))).toBe('card/unknown');
    expect(codeOf(await house.ask(readCardHistoryRoute, { cardId: ids[1]! }, caller))).toBe('card/unknown');
    const stranger = resident('account_stranger');
    house.identity.verify(stranger.accountId, person(9000));
    expect(codeOf(await house.ask(readCardRoute, { cardId: ids[0]! }, stranger))).toBe('card/unknown');
    expect(await listed(stranger)).toEqual([]);
  });

  it('is logged with person and ground before it is opened', async () => {
    const { caller, ids } = await family(1);
    house.audit.length = 0;
    await house.ask(readCardRoute, { cardId: ids[1]! }, caller);
    expect(house.audit).toEqual([
      { subject: `person_${String(nth * 20 + 1)}`, actor: caller.accountId, action: 'card.read', ground: 'delegate', requestId: caller.requestId },
    ]);
  });
});

describe('taking a card out', () => {
  it('leaves the other cards as they are and frees its visit numbers', async () => {
    const { caller, ids } = await family(1);
    const bound = { cardId: ids[0]!, institutionId: 'inst-410100-1', visitNumber: `MZ-${String(nth)}` };
    valueOf(await house.ask(bindVisitNumberRoute, bound, caller));
    expect(valueOf(await house.ask(removeCardRoute, { cardId: ids[0]! }, caller)).items.map(({ cardId }) => cardId)).toEqual([ids[1]]);
    expect(codeOf(await house.ask(removeCardRoute, { cardId: ids[0]! }, caller))).toBe('card/unknown');
    expect(codeOf(await house.ask(bindVisitNumberRoute, { ...bound, cardId: ids[1]! }, caller))).toBe('ok');
  });
});

describe('visit numbers', () => {
  it('are shown with their hospital, replaced when bound anew, and gone when unbound', async () => {
    const { caller, ids: [cardId] } = await family(0);
    const at = { cardId: cardId!, institutionId: 'inst-410100-5' };
    expect(valueOf(await house.ask(bindVisitNumberRoute, { ...at, visitNumber: 'A-1' }, caller))).toMatchObject({ institutionName: '河南省人民医院', visitNumber: 'A-1' });
    valueOf(await house.ask(bindVisitNumberRoute, { ...at, visitNumber: 'A-2' }, caller));
    expect((await listed(caller))[0]?.visitNumbers).toMatchObject([{ institutionId: at.institutionId, visitNumber: 'A-2' }]);
    for (let time = 0; time < 2; time += 1) expect(valueOf(await house.ask(unbindVisitNumberRoute, at, caller))).toEqual({ done: true });
    expect((await listed(caller))[0]?.visitNumbers).toEqual([]);
    const kinds = valueOf(await house.ask(readCardHistoryRoute, { cardId: cardId! }, caller)).items.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'visit-number-unbound')).toHaveLength(1);
  });

  it('belong to one health card at a hospital, whichever account asks and however it is typed', async () => {
    const { caller, ids: [cardId, mothers] } = await family(1);
    const number = { institutionId: 'inst-410100-2', visitNumber: `x${String(nth)}` };
    valueOf(await house.ask(bindVisitNumberRoute, { ...number, cardId: cardId! }, caller));
    const other = { ...number, visitNumber: `X${String(nth)}`, cardId: mothers! };
    expect(codeOf(await house.ask(bindVisitNumberRoute, other, caller))).toBe('card/visit-number-taken');
    expect(codeOf(await house.ask(bindVisitNumberRoute, { ...other, institutionId: 'inst-410100-3' }, caller))).toBe('ok');
  });

  it('may be shown by two accounts that hold the same card, and stay taken until both let go', async () => {
    const { caller, ids: [cardId] } = await family(0);
    const second = resident(`account_second_${String(nth)}`);
    house.identity.addMember(second.accountId, 'member_1', { person: person(nth * 20), ground: 'delegate' });
    house.identity.verify(second.accountId, person(nth * 20 + 5));
    const same = valueOf(await house.ask(claimCardRoute, { memberId: 'member_1' }, second));
    const others = valueOf(await house.ask(claimCardRoute, {}, second));
    const number = { institutionId: 'inst-410100-4', visitNumber: `N${String(nth)}` };
    valueOf(await house.ask(bindVisitNumberRoute, { ...number, cardId: cardId! }, caller));
    valueOf(await house.ask(bindVisitNumberRoute, { ...number, cardId: same.cardId }, second));
    valueOf(await house.ask(unbindVisitNumberRoute, { ...number, cardId: cardId! }, caller));
    expect(codeOf(await house.ask(bindVisitNumberRoute, { ...number, cardId: others.cardId }, second))).toBe('card/visit-number-taken');
    valueOf(await house.ask(removeCardRoute, { cardId: same.cardId }, second));
    expect(codeOf(await house.ask(bindVisitNumberRoute, { ...number, cardId: others.cardId }, second))).toBe('ok');
  });

  it('are refused for a hospital that is not in the directory and a card that is not there', async () => {
    const { caller, ids: [cardId] } = await family(0);
    expect(codeOf(await house.ask(bindVisitNumberRoute, { cardId: cardId!, institutionId: 'inst-0', visitNumber: '1' }, caller))).toBe('card/institution-unknown');
    expect(codeOf(await house.ask(bindVisitNumberRoute, { cardId: 'card_0', institutionId: 'inst-410100-1', visitNumber: '1' }, caller))).toBe('card/unknown');
    expect(codeOf(await house.ask(unbindVisitNumberRoute, { cardId: 'card_0', institutionId: 'inst-410100-1' }, caller))).toBe('card/unknown');
  });

  it('are never readable in the store', async () => {
    const { caller, ids: [cardId] } = await family(0);
    valueOf(await house.ask(bindVisitNumberRoute, { cardId: cardId!, institutionId: 'inst-410100-6', visitNumber: 'SECRET-4711' }, caller));
    expect(JSON.stringify(await house.engine.call('Scan', { TableName: house.table('card') }))).not.toContain('SECRET-4711');
  });
});

describe('limits', () => {
  it(`a package holds ${String(PACKAGE_MAX)} cards and the next is refused before the authority is asked`, async () => {
    const caller = resident(`account_full_${String(nth)}`);
    const ids = Array.from({ length: PACKAGE_MAX }, (_, index) => `card_${String(index)}`);
    await house.store.putNew(house.table('card'), {
      pk: `account#${caller.accountId}`, sk: 'package', version: 1, accountId: caller.accountId, order: ids, removed: [], nextCheckAt: '2026-03-10T09:00:00.000+08:00',
    });
    house.identity.verify(caller.accountId, person(7000));
    const calls = house.authority.calls.length;
    expect(codeOf(await house.ask(claimCardRoute, {}, caller))).toBe('card/package-full');
    expect(house.authority.calls.length).toBe(calls);
  });

  it(`a card holds ${String(VISIT_NUMBERS_MAX)} visit numbers; the next hospital's is refused, a change of one is not`, async () => {
    const directory = Array.from({ length: VISIT_NUMBERS_MAX + 1 }, (_, index) => ({ institutionId: `inst-${String(index)}`, name: '', cityCode: '410100', level: '' }));
    const institutions = new Map(directory.map((one) => [one.institutionId, one]));
    const visits = directory.slice(1).map(({ institutionId }) => ({ institutionId, visitNumber: 'A1', boundAt: '' }));
    const card = { cardId: 'card_1', healthCardId: 'H1' } as Card;
    const bind = makeBindVisitNumber({
      institutions, now: () => 0,
      access: { card: async () => ({ ok: true, value: { card, by: 'self' } }) },
      packages: {
        open: async () => ({ maskedName: '', maskedNumber: '', idType: '01', visits }),
        markerOf: async () => ({ key: '', healthCardId: '', bindings: 0, version: 0 }),
        revise: async (_accountId, decide) => (await decide({ cards: [card] } as unknown as Package)).outcome,
      },
    });
    const at = (institutionId: string) => bind({ cardId: 'card_1', institutionId, visitNumber: 'A2' }, resident('account_1'));
    expect(codeOf(await at('inst-0'))).toBe('card/visit-numbers-full');
    expect(codeOf(await at('inst-1'))).toBe('ok');
  });
});

test('the directory names the hospitals of the 18 cities, all or those of one', async () => {
  const { items, cities } = valueOf(await house.ask(listInstitutionsRoute, {}, resident('anyone')));
  expect(cities).toHaveLength(18);
  expect(new Set(items.map(({ institutionId }) => institutionId)).size).toBe(items.length);
  const inCity = valueOf(await house.ask(listInstitutionsRoute, { cityCode: '410300' }, resident('anyone'))).items;
  expect(inCity).toEqual(items.filter(({ cityCode }) => cityCode === '410300'));
  expect(inCity.length).toBeGreaterThan(0);
});
