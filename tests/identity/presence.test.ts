import { addChildRoute, endActingForMeRoute, listFamilyRoute } from '../../shared/identity/family.routes';
import {
  beginFaceCheckRoute, bindPhoneRoute, confirmPresenceRoute, finishFaceCheckRoute, listPresenceOptionsRoute, openCounterCodeRoute, readCounterCodeRoute, readMeRoute,
  verifyRealNameRoute,
} from '../../shared/identity/identity.routes';
import { codeOf, MINUTE, openHouse, POST, valueOf, type House, type SignedIn } from './house';
import { CHILD, citizen, FATHER, GRANDMOTHER, MOTHER, present, verified, withAdult, withChild, YES, type Person } from './people';

jest.setTimeout(60_000);

let house: House;
let clerk: SignedIn;
beforeAll(async () => {
  house = await openHouse();
  await house.window.appoint('union-clerk', POST);
  clerk = await verified(house, 'clerk', citizen('钱柜员', '1992-09-09', 50));
  clerk = await house.signIn('clerk');
});
afterAll(() => house.close());

const codeFor = async (who: SignedIn, memberId?: string) => valueOf(await house.ask(openCounterCodeRoute, memberId === undefined ? {} : { memberId }, who)).code;
const confirm = (code: string, person: Person, by = clerk, actingAgreed?: string) =>
  house.ask(confirmPresenceRoute, { code, ...person, ...(actingAgreed === undefined ? {} : { actingAgreed }) }, by);
const levelOf = async (who: SignedIn) => valueOf(await house.ask(readMeRoute, {}, who)).realName?.assurance;

describe('a face check', () => {
  it('lifts the holder to L2 when WeChat itself says so', async () => {
    const who = await verified(house, 'face-pass', MOTHER);
    await present(house, who);
    expect(await levelOf(who)).toBe('L2');
    expect((await house.notices(who.accountId)).at(-1)).toMatchObject({ kind: 'presence-proved' });
  });

  it('does not when the phone claims it and WeChat does not', async () => {
    const who = await verified(house, 'face-fail', FATHER);
    const { checkId } = valueOf(await house.ask(beginFaceCheckRoute, {}, who));
    expect(codeOf(await house.ask(finishFaceCheckRoute, { checkId }, who))).toBe('identity/face-not-finished');
    house.wechat.play(checkId, 'cancelled');
    expect(codeOf(await house.ask(finishFaceCheckRoute, { checkId }, who))).toBe('identity/face-not-passed');
    expect(await levelOf(who)).toBe('L1');
  });

  it('passed for one document does not lift another that took its place meanwhile', async () => {
    const [mine, victim] = [citizen('冯小刚', '1991-01-01', 60), citizen('陈大户', '1961-01-01', 61)];
    for (const { name, idNumber } of [mine, victim]) house.register.register({ name, number: idNumber });
    for (const stranger of ['x1', 'x2', 'x3']) {
      const who = await house.consenting(stranger);
      for (const person of [mine, victim]) await house.ask(verifyRealNameRoute, { ...person, name: '瞎猜' }, who);
    }
    const attacker = await house.consenting('attacker', ['privacy', 'sensitive', 'face']);
    expect(codeOf(await house.ask(verifyRealNameRoute, mine, attacker))).toBe('identity/presence-needed');
    const { checkId } = valueOf(await house.ask(beginFaceCheckRoute, {}, attacker));
    expect(codeOf(await house.ask(verifyRealNameRoute, victim, attacker))).toBe('identity/presence-needed');
    house.wechat.play(checkId, 'passed');
    expect(codeOf(await house.ask(finishFaceCheckRoute, { checkId }, attacker))).toBe('identity/face-check-unknown');
    expect((await house.window.groundsOf(attacker.accountId)).size).toBe(0);
  });

  it('of somebody else\'s is unknown', async () => {
    const [one, other] = [await verified(house, 'face-one', citizen('何一', '1990-01-01', 62)), await verified(house, 'face-other', citizen('何二', '1990-01-01', 63))];
    const { checkId } = valueOf(await house.ask(beginFaceCheckRoute, {}, one));
    house.wechat.play(checkId, 'passed');
    expect(codeOf(await house.ask(finishFaceCheckRoute, { checkId }, other))).toBe('identity/face-check-unknown');
  });
});

describe('presence at a counter', () => {
  it('is confirmed by typing the document, and lifts to L2', async () => {
    const who = await verified(house, 'counter-pass', citizen('严守一', '1970-10-01', 70));
    const code = await codeFor(who);
    expect(code).toMatch(/^\d{8}$/);
    expect(valueOf(await house.ask(readCounterCodeRoute, { code, ...citizen('严守一', '1970-10-01', 70) }, clerk))).toEqual({ maskedName: '严*一' });
    expect(valueOf(await confirm(code, citizen('严守一', '1970-10-01', 70))).maskedName).toBe('严*一');
    expect(await levelOf(who)).toBe('L2');
    expect(codeOf(await confirm(code, citizen('严守一', '1970-10-01', 70)))).toBe('presence/code-not-valid');
    expect(house.audit.some(({ action, institutionId, ground }) => action === 'identity.confirm-presence' && institutionId === POST.institutionId && ground === 'post:counter')).toBe(true);
  });

  it('is confirmed once when two clerks type at once', async () => {
    const person = citizen('严守二', '1970-10-01', 71);
    const code = await codeFor(await verified(house, 'counter-race', person));
    const answers = await Promise.all([confirm(code, person), confirm(code, person), confirm(code, person)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is void after five wrong documents, and after half an hour', async () => {
    const person = citizen('严守三', '1970-10-01', 72);
    const who = await verified(house, 'counter-wrong', person);
    const code = await codeFor(who);
    for (let turn = 0; turn < 5; turn += 1) expect(codeOf(await confirm(code, citizen('别人', '1960-01-01', turn)))).toBe('presence/document-differs');
    expect(codeOf(await confirm(code, person))).toBe('presence/code-not-valid');
    const later = await codeFor(who);
    house.clock.now += 31 * MINUTE;
    expect(codeOf(await confirm(later, person, await house.signIn('clerk')))).toBe('presence/code-not-valid');
    clerk = await house.signIn('clerk');
  });

  it('is not confirmed for oneself, not even in another account', async () => {
    const self = citizen('钱柜员', '1992-09-09', 50);
    const second = await verified(house, 'clerk-second-phone', self);
    expect(codeOf(await confirm(await codeFor(second), self))).toBe('presence/own-account');
    expect(await levelOf(second)).toBe('L1');
  });
});

/** What a person said yes to for another's account, as it is kept. */
const saidBy = async (son: SignedIn, memberId: string) => {
  const { personId } = (await house.window.groundsOf(son.accountId)).get(memberId) ?? {};
  return (await house.store.query('test-identity', { pk: `consent-acts#${String(personId)}` })).items
    .filter(({ said }) => (said as { memberId: string }).memberId === memberId).map(({ purpose, textVersion, act, at, said }) => ({ purpose, textVersion, act, at, said }));
};
const kept = { act: 'given', at: expect.any(String) };

describe('presence of a member', () => {
  it('is an adult\'s consent and L2 in one go, by face on the shared phone, when they said yes to both', async () => {
    const son = await verified(house, 'son-face', citizen('李卫东', '1975-01-01', 80));
    const memberId = await withAdult(house, son);
    expect(valueOf(await house.ask(listPresenceOptionsRoute, { memberId }, son)).agreeing).toEqual(['acting', 'face']);
    for (const silent of [{}, { actingAgreed: YES.actingAgreed }, { faceAgreed: YES.faceAgreed }]) {
      expect(codeOf(await house.ask(beginFaceCheckRoute, { memberId, ...silent }, son))).toBe('presence/agreement-needed');
    }
    expect((await house.window.groundsOf(son.accountId)).has(memberId)).toBe(false);
    await present(house, son, memberId);
    const said = { accountId: son.accountId, memberId, how: 'face' };
    expect(await saidBy(son, memberId)).toEqual([{ ...kept, purpose: 'acting', textVersion: YES.actingAgreed, said }, { ...kept, purpose: 'face', textVersion: YES.faceAgreed, said }]);
    expect(await house.window.holderOf(son.accountId, memberId)).toMatchObject({ ok: true, value: { name: '李秀英', ground: 'delegate', assurance: 'L2' } });
    expect((await house.notices(son.accountId)).at(-1)).toMatchObject({ kind: 'family-accepted', facts: { maskedName: '李*英' } });
  });

  it('by face asks for the yes of whose face it is, whatever the account agreed to for its own holder', async () => {
    const son = await house.consenting('son-faceless', ['privacy', 'sensitive']);
    house.register.register({ name: '李卫民', number: citizen('李卫民', '1976-01-01', 86).idNumber });
    valueOf(await house.ask(verifyRealNameRoute, citizen('李卫民', '1976-01-01', 86), son));
    const memberId = await withAdult(house, son);
    expect(codeOf(await house.ask(beginFaceCheckRoute, {}, son))).toBe('consent/needed');
    await present(house, son, memberId);
    expect(valueOf(await house.ask(listPresenceOptionsRoute, { memberId }, son))).toMatchObject({ agreeing: ['face'], items: [{ way: 'face', available: true }, {}, {}] });
    expect(codeOf(await house.ask(beginFaceCheckRoute, { memberId }, son))).toBe('presence/agreement-needed');
  });

  it('is told to every account of theirs, so that whoever did not mean it ends it there', async () => {
    const aunt = citizen('李秀兰', '1950-01-01', 87);
    const [own, second] = [await verified(house, 'aunt-phone', aunt), await verified(house, 'aunt-tablet', aunt)];
    const nephew = await verified(house, 'nephew', citizen('李小军', '1980-01-01', 88));
    const memberId = await withAdult(house, nephew, aunt);
    valueOf(await confirm(await codeFor(nephew, memberId), aunt, clerk, YES.actingAgreed));
    for (const { accountId } of [own, second]) expect((await house.notices(accountId)).at(-1)).toMatchObject({ kind: 'acting-agreed', facts: { maskedName: '李*军' } });
    expect(valueOf(await house.ask(listFamilyRoute, {}, own)).actingForMe).toMatchObject([{ memberId, ground: 'delegate' }]);
    valueOf(await house.ask(endActingForMeRoute, { memberId }, own));
    expect((await house.window.groundsOf(nephew.accountId)).has(memberId)).toBe(false);
  });

  it('is the same at a counter, without a phone of their own, once the clerk has read them who asks and they said yes', async () => {
    const daughter = await verified(house, 'daughter-counter', citizen('李卫红', '1977-01-01', 81));
    house.wechat.phones.set('phone-code', { countryCode: '86', number: '19900000123' });
    valueOf(await house.ask(bindPhoneRoute, { code: 'phone-code' }, daughter));
    const memberId = await withAdult(house, daughter);
    const code = await codeFor(daughter, memberId);
    const read = valueOf(await house.ask(readCounterCodeRoute, { code, ...GRANDMOTHER }, clerk));
    expect(read).toEqual({ maskedName: '李*英', asking: { name: '李卫红', relation: 'parent', phoneTail: '0123' } });
    expect(house.audit.at(-1)).toMatchObject({ subject: daughter.accountId, actor: clerk.accountId, action: 'identity.read-counter-code', ground: 'post:counter' });
    expect(codeOf(await confirm(code, GRANDMOTHER))).toBe('presence/agreement-needed');
    expect((await house.window.groundsOf(daughter.accountId)).has(memberId)).toBe(false);
    valueOf(await confirm(code, GRANDMOTHER, clerk, YES.actingAgreed));
    expect(await saidBy(daughter, memberId)).toEqual([
      { ...kept, purpose: 'acting', textVersion: YES.actingAgreed, said: { accountId: daughter.accountId, memberId, how: 'counter', witness: clerk.accountId } },
    ]);
    const { members } = valueOf(await house.ask(listFamilyRoute, {}, daughter));
    expect(members).toMatchObject([{ memberId, ground: 'delegate', assurance: 'L2' }]);
  });

  it('opens a child whose document strangers guessed at', async () => {
    const father = citizen('郑大伟', '1985-01-01', 82);
    const parent = await verified(house, 'parent-besieged', father);
    const child: Person = { name: '郑小伟', idType: '03', idNumber: 'ZZ0000083' };
    house.register.register({ name: child.name, number: child.idNumber, guardians: [father.idNumber] });
    for (const stranger of ['y1', 'y2', 'y3']) await house.ask(verifyRealNameRoute, { ...child, name: '瞎猜' }, await house.consenting(stranger));
    const waiting = valueOf(await house.ask(addChildRoute, { ...child, birthday: '2018-01-01', guardianDeclared: true }, parent));
    expect(waiting).toMatchObject({ ground: 'waiting', assurance: 'none' });
    expect(codeOf(await house.ask(finishFaceCheckRoute, { checkId: 'face_none' }, parent))).toBe('identity/face-check-unknown');
    valueOf(await confirm(await codeFor(parent, waiting.memberId), child));
    expect((await house.window.groundsOf(parent.accountId)).get(waiting.memberId)?.ground).toBe('guardian');
  });

  it('opens no child to whom the register does not know as its guardian', async () => {
    const stranger = await verified(house, 'stranger-besieged', citizen('孙强', '1985-01-01', 84));
    const child: Person = { name: '郑小玲', idType: '03', idNumber: 'ZZ0000085' };
    house.register.register({ name: child.name, number: child.idNumber, guardians: [citizen('郑大伟', '1985-01-01', 82).idNumber] });
    for (const other of ['z1', 'z2', 'z3']) await house.ask(verifyRealNameRoute, { ...child, name: '瞎猜' }, await house.consenting(other));
    const waiting = valueOf(await house.ask(addChildRoute, { ...child, birthday: '2018-01-01', guardianDeclared: true }, stranger));
    expect(codeOf(await confirm(await codeFor(stranger, waiting.memberId), child))).toBe('presence/not-confirmed');
  });
});

it('opens no account of its own to a child whose document strangers guessed at', async () => {
  const child: Person = { name: '郑小玲', idType: '03', idNumber: 'ZZ0000086' };
  house.register.register({ name: child.name, number: child.idNumber, birthday: '2018-01-01' });
  for (const other of ['x1', 'x2', 'x3']) await house.ask(verifyRealNameRoute, { ...child, name: '瞎猜' }, await house.consenting(other));
  const alone = await house.consenting('child-alone');
  expect(codeOf(await house.ask(verifyRealNameRoute, child, alone))).toBe('identity/presence-needed');
  expect(codeOf(await confirm(await codeFor(alone), child))).toBe('presence/not-confirmed');
  expect((await house.window.groundsOf(alone.accountId)).size).toBe(0);
});

describe('the ways offered', () => {
  it('fit the device and the document', async () => {
    const who = await verified(house, 'options', MOTHER);
    const ways = async (input = {}) => valueOf(await house.ask(listPresenceOptionsRoute, input, who)).items;
    expect((await ways()).every(({ available }) => available)).toBe(true);
    const memberId = await withChild(house, who, CHILD);
    expect((await ways({ memberId })).map(({ way }) => way)).toEqual(['face', 'counter', 'village-doctor']);
  });
});
