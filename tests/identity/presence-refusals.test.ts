import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import * as me from '../../shared/identity/identity.routes';
import { addChildRoute } from '../../shared/identity/family.routes';
import { everyRefusal } from './every-refusal';
import { DAY, openHouse, POST, valueOf, type Answered, type House, type SignedIn } from './house';
import { CHILD, citizen, MOTHER, verified, withAdult, YES, type Person } from './people';

jest.setTimeout(60_000);

let house: House;
let mother: SignedIn;
let clerk: SignedIn;
beforeAll(async () => {
  house = await openHouse();
  mother = await verified(house, 'mother', MOTHER);
  await house.window.appoint('union-clerk', POST);
  clerk = await verified(house, 'clerk', citizen('钱柜员', '1992-09-09', 50));
  clerk = await house.signIn('clerk');
});
afterAll(() => house.close());

let order = 300;
const somebody = (): Person => citizen('周文静', '1985-07-07', (order += 1));
const newcomer = (): Promise<SignedIn> => house.consenting(`newcomer-${String((order += 1))}`, ['privacy', 'sensitive', 'face', 'child']);
const verify = async (person: Person, who?: SignedIn) => house.ask(me.verifyRealNameRoute, person, who ?? (await newcomer()));
const register = ({ name, idNumber }: Person, more = {}) => house.register.register({ name, number: idNumber, ...more });

function withWrongCheck({ idNumber, ...rest }: Person): Person {
  return { ...rest, idNumber: idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1') };
}

async function whileAway<Answer>(switches: { down: boolean }, ask: () => Promise<Answer>): Promise<Answer> {
  switches.down = true;
  return ask().finally(() => { switches.down = false; });
}

/** A person three strangers guessed at. */
async function besieged(person: Person): Promise<Person> {
  register(person);
  for (let turn = 0; turn < 3; turn += 1) await verify({ ...person, name: '瞎猜' });
  return person;
}

everyRefusal(me.verifyRealNameRoute, {
  'consent/needed': async () => verify(somebody(), await house.signIn('not-agreed')),
  'identity/name-not-readable': () => verify({ ...somebody(), name: '周1' }),
  'identity/document-not-valid': () => verify({ ...somebody(), idNumber: '42' }),
  'identity/check-digit-wrong': () => verify(withWrongCheck(somebody())),
  'identity/birth-date-wrong': () => verify({ ...somebody(), idNumber: citizenNumber('2031-01-01', 1, '2') }),
  'identity/newborn-too-old': () => verify({ ...somebody(), idType: '16', idNumber: `${MOTHER.idNumber}-1` }),
  'identity/document-not-found': () => verify(somebody()),
  'identity/name-does-not-match': () => {
    const person = somebody();
    register(person);
    return verify({ ...person, name: '周文' });
  },
  'identity/holder-deceased': () => {
    const person = somebody();
    register(person, { deceased: true });
    return verify(person);
  },
  'identity/too-many-tries': async () => {
    const [who, person] = [await newcomer(), somebody()];
    for (let turn = 0; turn < 5; turn += 1) await verify(person, who);
    return verify(person, who);
  },
  'identity/check-in-progress': async () => {
    const [who, person] = [await newcomer(), somebody()];
    register(person);
    await house.checkingForever(who.accountId);
    return verify(person, who);
  },
  'identity/check-unavailable': () => whileAway(house.register.switches, () => verify(somebody())),
  'identity/already-verified': () => verify(somebody(), mother),
  'identity/too-young': async () => verify(CHILD, await newcomer()),
  'identity/presence-needed': async () => verify(await besieged(somebody())),
});

everyRefusal(me.listPresenceOptionsRoute, {
  'consent/needed': async () => house.ask(me.listPresenceOptionsRoute, {}, await house.signIn('not-agreed')),
  'identity/real-name-needed': async () => house.ask(me.listPresenceOptionsRoute, {}, await newcomer()),
  'identity/member-unknown': () => house.ask(me.listPresenceOptionsRoute, { memberId: 'member_none' }, mother),
});

everyRefusal(me.openCounterCodeRoute, {
  'consent/needed': async () => house.ask(me.openCounterCodeRoute, {}, await house.signIn('not-agreed')),
  'identity/real-name-needed': async () => house.ask(me.openCounterCodeRoute, {}, await newcomer()),
  'identity/member-unknown': () => house.ask(me.openCounterCodeRoute, { memberId: 'member_none' }, mother),
});

everyRefusal(me.beginFaceCheckRoute, {
  'presence/agreement-needed': async () => house.ask(me.beginFaceCheckRoute, { memberId: await withAdult(house, mother, somebody()), actingAgreed: YES.actingAgreed, faceAgreed: 'of yesterday' }, mother),
  'consent/needed': async () => {
    const [who, person] = [await house.consenting('faceless'), somebody()];
    register(person);
    valueOf(await verify(person, who));
    return house.ask(me.beginFaceCheckRoute, {}, who);
  },
  'identity/real-name-needed': async () => house.ask(me.beginFaceCheckRoute, {}, await newcomer()),
  'identity/member-unknown': () => house.ask(me.beginFaceCheckRoute, { memberId: 'member_none' }, mother),
  'identity/face-not-for-document': async () => {
    const traveller: Person = { name: 'IVANOVA ANNA', idType: '03', idNumber: 'ZZ7654321' };
    return house.ask(me.beginFaceCheckRoute, {}, await verified(house, 'traveller', traveller));
  },
  'identity/face-unavailable': () => whileAway(house.wechat.switches, () => house.ask(me.beginFaceCheckRoute, {}, mother)),
  'identity/too-many-tries': async () => {
    const who = await verified(house, 'ten-times', somebody());
    for (let turn = 0; turn < 10; turn += 1) valueOf(await house.ask(me.beginFaceCheckRoute, {}, who));
    return house.ask(me.beginFaceCheckRoute, {}, who);
  },
});

async function faceCheck() {
  return valueOf(await house.ask(me.beginFaceCheckRoute, {}, mother)).checkId;
}

everyRefusal(me.finishFaceCheckRoute, {
  'consent/needed': async () => house.ask(me.finishFaceCheckRoute, { checkId: await faceCheck() }, await house.signIn('not-agreed')),
  'identity/face-check-unknown': () => house.ask(me.finishFaceCheckRoute, { checkId: 'face_none' }, mother),
  'identity/face-not-finished': async () => house.ask(me.finishFaceCheckRoute, { checkId: await faceCheck() }, mother),
  'identity/face-not-passed': async () => {
    const checkId = await faceCheck();
    house.wechat.play(checkId, 'not-passed');
    return house.ask(me.finishFaceCheckRoute, { checkId }, mother);
  },
  'identity/face-unavailable': async () => {
    const checkId = await faceCheck();
    return whileAway(house.wechat.switches, () => house.ask(me.finishFaceCheckRoute, { checkId }, mother));
  },
});

const codeOfMother = async () => valueOf(await house.ask(me.openCounterCodeRoute, {}, mother)).code;
const confirm = async (person: Person, code?: string, by = clerk) => house.ask(me.confirmPresenceRoute, { code: code ?? (await codeOfMother()), ...person }, by);

async function codeOfBesieged(person: Person): Promise<string> {
  const holder = await newcomer();
  await verify(await besieged(person), holder);
  return valueOf(await house.ask(me.openCounterCodeRoute, {}, holder)).code;
}

type Meet = (person: Person, code?: string, by?: SignedIn) => Promise<Answered<unknown>>;

/** What a clerk's typing may be refused for, whether they look or confirm. */
const atCounter = (meet: Meet) => ({
  'identity/name-not-readable': () => meet({ ...MOTHER, name: '1' }),
  'identity/document-not-valid': () => meet({ ...MOTHER, idNumber: '1' }),
  'identity/check-digit-wrong': () => meet(withWrongCheck(MOTHER)),
  'identity/birth-date-wrong': () => meet({ ...MOTHER, idNumber: citizenNumber('2031-01-01', 1, '2') }),
  'presence/code-not-valid': () => meet(MOTHER, '00000000'),
  'presence/document-differs': () => meet(somebody()),
  'presence/own-account': async () => meet(MOTHER, valueOf(await house.ask(me.openCounterCodeRoute, {}, clerk)).code),
  'presence/post-not-allowed': async () => {
    await house.window.appoint('union-registrar', { ...POST, role: 'registrar' });
    return meet(MOTHER, undefined, await house.signIn('registrar'));
  },
  'identity/newborn-too-old': async () => {
    const newborn: Person = { name: '王小妹', idType: '16', idNumber: `${MOTHER.idNumber}-${String((births += 1))}` };
    register(newborn, { guardians: [MOTHER.idNumber] });
    const born = new Date(house.clock.now - 80 * DAY).toISOString().slice(0, 10);
    const { memberId } = valueOf(await house.ask(addChildRoute, { ...newborn, birthday: born, guardianDeclared: true }, mother));
    house.clock.now += 20 * DAY;
    [mother, clerk] = [await house.signIn('mother'), await house.signIn('clerk')];
    const { code } = valueOf(await house.ask(me.openCounterCodeRoute, { memberId }, mother));
    return meet(newborn, code, clerk);
  },
});
let births = 0;

everyRefusal(me.readCounterCodeRoute, atCounter(async (person, code, by = clerk) => house.ask(me.readCounterCodeRoute, { code: code ?? (await codeOfMother()), ...person }, by)));

everyRefusal(me.confirmPresenceRoute, {
  ...atCounter(confirm),
  'presence/agreement-needed': async () => {
    const person = somebody();
    const { code } = valueOf(await house.ask(me.openCounterCodeRoute, { memberId: await withAdult(house, mother, person) }, mother));
    return confirm(person, code, clerk);
  },
  'presence/not-confirmed': async () => {
    const person = somebody();
    const code = await codeOfBesieged(person);
    register({ ...person, name: '改了名' });
    return confirm(person, code);
  },
  'identity/check-unavailable': async () => {
    const person = somebody();
    const code = await codeOfBesieged(person);
    return whileAway(house.register.switches, () => confirm(person, code));
  },
});
