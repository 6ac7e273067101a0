import { listAssistedClaimsRoute, readAssistedClaimRoute, readAssistedProofRoute } from '../../shared/card/assisted.routes';
import { claimCardRoute, readCardHistoryRoute, readCardRoute } from '../../shared/card/card.routes';
import { reportLossRoute } from '../../shared/card/card-life.routes';
import { moveAtCounterRoute, type CounterMove } from '../../shared/card/counter.routes';
import { refuse } from '../../shared/kernel/result';
import type { InputOf } from '../../shared/kernel/route';
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import { codeOf, openHouse, person, resident, staff, valueOf, type House } from './house';

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 7)]).toString('base64');
const SIGNED = { proof: { kind: 'signature', imageBase64: JPEG } } as const;
const CLERK = staff('counter');

let house: House;
let nth = 300;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());
beforeEach(() => {
  nth += 1;
  Object.assign(house.authority, { down: false, registerSays: undefined, registerBirthday: undefined, newNumberOnReissue: false });
  house.switches.auditFails = false;
});

type Input = InputOf<typeof moveAtCounterRoute>;

/** Somebody with a card at the authority, and what a clerk does for them. */
function customer() {
  const who = person(nth, '刘桂兰');
  const cardId = house.authority.set(who.document, 'active');
  const move = (kind: CounterMove, changes: Partial<Input> = {}, caller = CLERK) => house.ask(moveAtCounterRoute, {
    name: who.name, idType: '01', idNumber: who.document.number, move: kind, documentSeen: true, ...changes,
  }, caller);
  return { who, cardId, move, state: () => house.authority.cardOf(who.document)?.state };
}

/** The same person in the package of their own account. */
async function holder(customerOf = customer()) {
  const caller = resident(`account_counter_${String(nth)}`);
  house.identity.verify(caller.accountId, customerOf.who);
  const { cardId } = valueOf(await house.ask(claimCardRoute, {}, caller));
  const view = async () => valueOf(await house.ask(readCardRoute, { cardId }, caller));
  const history = async () => valueOf(await house.ask(readCardHistoryRoute, { cardId }, caller)).items;
  const told = async () => (await house.noticesOf(caller.accountId)).map(({ kind }) => kind);
  return { ...customerOf, caller, packageCardId: cardId, view, history, told };
}

describe('at a counter', () => {
  it('a person without a phone reports a loss with their document alone, and finds the card again with a signature', async () => {
    const { who, cardId, move, state } = customer();
    expect(valueOf(await move('report-loss'))).toEqual({ maskedName: '刘*兰', maskedNumber: `419099********${who.document.number.slice(-4)}`, state: 'lost' });
    expect(state()).toBe('lost');
    const restored = valueOf(await move('restore', SIGNED, staff('village-doctor', 'inst-village', '411400')));
    expect(restored).toMatchObject({ state: 'active', card: { name: '刘桂兰', healthCardId: cardId, codeText: `${cardId}:1` } });
    expect(state()).toBe('active');
  });

  it('a lost card is closed before it is issued again, and comes as paper', async () => {
    const { cardId, move } = customer();
    valueOf(await move('report-loss'));
    const before = house.authority.calls.length;
    expect(valueOf(await move('reissue', SIGNED))).toMatchObject({ state: 'active', card: { healthCardId: cardId } });
    expect(house.authority.calls.slice(before).map(({ asked }) => asked)).toEqual(['query', 'close', 'register', 'generate']);
    expect(house.authority.calls.findLast(({ asked }) => asked === 'register')?.of).toMatchObject({ appliedBy: 'window' });
  });

  it('what gives the card back is signed for, and the paper is kept sealed', async () => {
    const { move } = customer();
    valueOf(await move('report-loss'));
    expect(codeOf(await move('restore'))).toBe('assisted/proof-missing');
    expect(codeOf(await move('reissue', { proof: { kind: 'signature', imageBase64: Buffer.alloc(400, 1).toString('base64') } }))).toBe('assisted/proof-not-an-image');
    house.blobs.clear();
    valueOf(await move('restore', SIGNED));
    expect(house.blobs.size).toBe(1);
    expect(Buffer.from([...house.blobs.values()][0]!).toString('utf8')).not.toContain(JPEG.slice(0, 40));
  });

  it('the paper is found again by colleagues among what was done there, with the card it gave back, and by nobody else', async () => {
    const { move, cardId } = customer();
    const clinic = staff('counter', `inst-papers-${String(nth)}`);
    valueOf(await move('report-loss', {}, clinic));
    valueOf(await move('restore', SIGNED, clinic));
    const colleague = { ...clinic, accountId: 'colleague' };
    const { items } = valueOf(await house.ask(listAssistedClaimsRoute, { limit: 20 }, colleague));
    expect(items).toMatchObject([{ move: 'restore', maskedName: '刘*兰' }]);
    const { claimId } = items[0]!;
    expect(valueOf(await house.ask(readAssistedClaimRoute, { claimId }, colleague))).toMatchObject({ move: 'restore', card: { healthCardId: cardId } });
    house.audit.length = 0;
    expect(valueOf(await house.ask(readAssistedProofRoute, { claimId }, colleague))).toEqual({ kind: 'signature', texts: [], imageBase64: JPEG });
    expect(house.audit).toMatchObject([{ subject: claimId, action: 'card.read-assisted-proof', actor: 'colleague' }]);
    expect(codeOf(await house.ask(readAssistedClaimRoute, { claimId }, CLERK))).toBe('assisted/unknown');
    expect(codeOf(await house.ask(readAssistedProofRoute, { claimId }, CLERK))).toBe('assisted/unknown');
  });

  it('the paper is found again also when the authority gives no code, and history tells the move once', async () => {
    const { move, history } = await holder();
    const clinic = staff('counter', `inst-papers-${String(nth)}`);
    valueOf(await move('report-loss', {}, clinic));
    const { generate } = house.authority.authority;
    house.authority.authority.generate = async () => refuse('authority/unavailable');
    expect(valueOf(await move('restore', SIGNED, clinic)).card).toBeUndefined();
    house.authority.authority.generate = generate;
    const { items } = valueOf(await house.ask(listAssistedClaimsRoute, { limit: 20 }, clinic));
    expect(valueOf(await house.ask(readAssistedClaimRoute, { claimId: items[0]!.claimId }, clinic))).toEqual(items[0]);
    expect((await history()).filter(({ kind }) => kind === 'restored')).toHaveLength(1);
  });

  it('only what is possible is done: an active card is not restored, and nobody\'s card is none', async () => {
    const { move, state } = customer();
    for (const kind of ['restore', 'reissue'] as const) expect(codeOf(await move(kind, SIGNED))).toBe('card/move-not-allowed');
    expect(state()).toBe('active');
    const stranger = person(nth + 90, '赵大年');
    expect(codeOf(await move('report-loss', { name: stranger.name, idNumber: stranger.document.number }))).toBe('card/unknown');
    expect(await move('report-loss', { idNumber: '123' })).toMatchObject({ refusal: { code: 'identity/document-not-valid', facts: { field: 'idNumber' } } });
    expect(await move('report-loss', { guardian: { name: '王秀兰2', idType: '01', idNumber: '123' } })).toMatchObject({ refusal: { facts: { field: 'guardian.name' } } });
    house.authority.down = true;
    expect(codeOf(await move('report-loss'))).toBe('card/authority-unavailable');
  });

  describe('a child under 14', () => {
    const young = () => ({ name: '张子涵', idNumber: citizenNumber('2018-07-24', nth, '2') });
    const guardian = { name: '王秀兰', idType: '01', idNumber: person(71).document.number } as const;
    const byGuardian = { guardian, proof: { ...SIGNED.proof, kind: 'guardian-signature' } } as const;
    const issued = (type: '01' | '02', number: string) => house.authority.set({ type, number }, 'active');

    it('gets the card back only with the guardian, who signs; a loss waits for nobody', async () => {
      const { move } = customer();
      const child = young();
      issued('01', child.idNumber);
      valueOf(await move('report-loss', child));
      for (const kind of ['restore', 'reissue'] as const) {
        expect(await move(kind, { ...child, ...SIGNED })).toMatchObject({ refusal: { code: 'assisted/guardian-needed', facts: { field: 'guardian' } } });
        expect(await move(kind, { ...child, ...SIGNED, guardian })).toMatchObject({ refusal: { code: 'assisted/guardian-signature-needed', facts: { field: 'proof.kind' } } });
      }
      expect(codeOf(await move('restore', { ...child, ...byGuardian }))).toBe('ok');
    });

    it('is known by the birthday, which is asked for where the number tells none and must be the register\'s', async () => {
      const { move } = customer();
      const shown = { idType: '02', idNumber: `41909${String(nth).padStart(4, '0')}` } as const;
      issued('02', shown.idNumber);
      expect(await move('report-loss', shown)).toMatchObject({ refusal: { code: 'assisted/birthday-needed', facts: { field: 'birthday' } } });
      house.authority.registerBirthday = '2018-07-24';
      expect(await move('report-loss', { ...shown, birthday: '1980-07-24' })).toMatchObject({ refusal: { code: 'assisted/birthday-differs', facts: { field: 'birthday' } } });
      valueOf(await move('report-loss', { ...shown, birthday: '2018-07-24' }));
      expect(codeOf(await move('restore', { ...shown, ...SIGNED, birthday: '2018-07-24' }))).toBe('assisted/guardian-needed');
      expect(codeOf(await move('restore', { ...shown, ...byGuardian, birthday: '2018-07-24' }))).toBe('ok');
    });

    it('without a document is known only beside its mother, also when its card is lost', async () => {
      const { move } = customer();
      const newborn = { idType: '16', idNumber: `${guardian.idNumber}-1`, birthday: '2026-03-01' } as const;
      expect(codeOf(await move('report-loss', newborn))).toBe('assisted/guardian-needed');
      expect(codeOf(await move('report-loss', { ...newborn, guardian }))).toBe('card/unknown');
    });
  });

  it('a name that the register does not have with the number is said to be wrong, whatever is asked for', async () => {
    const { move, state } = customer();
    house.authority.registerSays = 'name-does-not-match';
    for (const kind of ['report-loss', 'restore', 'reissue'] as const) expect(codeOf(await move(kind, SIGNED))).toBe('identity/name-does-not-match');
    expect(state()).toBe('active');
  });

  it('it stands in the audit with who, where and for whom before anything is done; without the entry nothing is', async () => {
    const { who, move, state } = customer();
    house.audit.length = 0;
    valueOf(await move('report-loss'));
    expect(house.audit).toMatchObject([{ actor: CLERK.accountId, action: 'card.counter-report-loss', ground: 'post:counter', institutionId: CLERK.post.institutionId }]);
    expect(JSON.stringify(house.audit)).not.toContain(who.document.number);
    house.switches.auditFails = true;
    await expect(move('restore', SIGNED)).rejects.toThrow('the audit table is away');
    expect(state()).toBe('lost');
  });

  it('it is not a registrar\'s work, and no clerk gives a card of their own package back', async () => {
    const { move, who } = await holder();
    expect(codeOf(await move('report-loss', {}, staff('registrar')))).toBe('caller/not-allowed');
    house.identity.verify(CLERK.accountId, who);
    valueOf(await house.ask(claimCardRoute, {}, CLERK));
    expect(codeOf(await move('report-loss'))).toBe('ok');
    for (const kind of ['restore', 'reissue'] as const) expect(codeOf(await move(kind, SIGNED))).toBe('assisted/own-card');
    expect(codeOf(await move('restore', SIGNED, staff('counter', 'inst-other')))).toBe('ok');
  });
});

describe('the accounts that hold the card', () => {
  it('see the new state, who did it where, and are told', async () => {
    const { move, view, history, told } = await holder();
    valueOf(await move('report-loss'));
    expect(await view()).toMatchObject({ state: 'lost' });
    valueOf(await move('restore', SIGNED));
    expect(await view()).toMatchObject({ state: 'active' });
    expect(await history()).toContainEqual({ at: expect.any(String), kind: 'lost', by: 'staff', note: CLERK.post.institutionName });
    expect(await told()).toEqual(expect.arrayContaining(['card-lost', 'card-restored']));
  });

  it('no longer wait for a loss of their own to be carried', async () => {
    const { move, caller, packageCardId, view } = await holder();
    house.authority.down = true;
    valueOf(await house.ask(reportLossRoute, { cardId: packageCardId }, caller));
    house.authority.down = false;
    valueOf(await move('report-loss'));
    valueOf(await move('restore', SIGNED));
    await house.slice.carryLosses();
    expect(await view()).toMatchObject({ state: 'active' });
    expect((await view()).lossOnItsWay).toBeUndefined();
  });

  it('get the new number of another authority\'s reissue at the next check, and the old card is closed', async () => {
    house.authority.newNumberOnReissue = true;
    const { move, view } = await holder();
    valueOf(await move('report-loss'));
    const { card } = valueOf(await move('reissue', SIGNED));
    const old = await view();
    expect(old).toMatchObject({ state: 'closed' });
    expect(card?.healthCardId).not.toBe(old.healthCardId);
  });
});
