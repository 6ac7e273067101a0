import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import * as family from '../../shared/identity/family.routes';
import { verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { everyRefusal } from './every-refusal';
import { DAY, openHouse, valueOf, type House, type SignedIn } from './house';
import { CHILD, citizen, FATHER, GRANDMOTHER, MOTHER, present, verified, withAdult, withChild, type Person } from './people';

jest.setTimeout(60_000);

let house: House;
let mother: SignedIn;
beforeAll(async () => {
  house = await openHouse();
  mother = await verified(house, 'mother', MOTHER);
  await withChild(house, mother);
});
afterAll(() => house.close());

let order = 400;
const kid = (): Person => citizen('孩子', '2020-02-02', (order += 1));
const grown = (): Person => citizen('亲戚', '1970-02-02', (order += 1));
const another = () => house.consenting(`another-${String((order += 1))}`, ['privacy', 'sensitive', 'face', 'child']);
const register = ({ name, idNumber }: Person, more = {}) => house.register.register({ name, number: idNumber, ...more });
const dayOf = (back: number) => new Date(house.clock.now - back * DAY).toISOString().slice(0, 10);

async function whileAway<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  house.register.switches.down = true;
  return ask().finally(() => { house.register.switches.down = false; });
}

const addChild = async (person: Person, { who = mother, birthday }: { who?: SignedIn; birthday?: string } = {}) =>
  house.ask(family.addChildRoute, { ...person, guardianDeclared: true, ...(birthday ? { birthday } : {}) }, who);
const addAdult = async (person: Person, who = mother) => house.ask(family.addAdultRoute, { ...person, relation: 'relative' }, who);
const withWrongCheck = (person: Person): Person => ({ ...person, idNumber: person.idNumber.slice(0, 17) + (person.idNumber.endsWith('1') ? '2' : '1') });
const born = (later: Person): Person => ({ ...later, idNumber: citizenNumber('2031-01-01', 1, '2') });
const newborn = (of: Person): Person => ({ name: '新生', idType: '16', idNumber: `${of.idNumber}-3` });

function registered(person: Person, more = {}): Person {
  register(person, more);
  return person;
}

/** What the document and the register may refuse, of a child and of an adult alike. */
function ofTheDocument(somebody: () => Person, add: (person: Person) => ReturnType<typeof addChild>) {
  return {
    'identity/name-not-readable': () => add({ ...somebody(), name: '1' }),
    'identity/document-not-valid': () => add({ ...somebody(), idNumber: '1' }),
    'identity/check-digit-wrong': () => add(withWrongCheck(somebody())),
    'identity/birth-date-wrong': () => add(born(somebody())),
    'identity/document-not-found': () => add(somebody()),
    'identity/name-does-not-match': () => add({ ...registered(somebody()), name: '别名' }),
    'identity/holder-deceased': () => add(registered(somebody(), { deceased: true })),
    'identity/check-unavailable': () => whileAway(() => add(somebody())),
  };
}

async function paused(somebody: () => Person, add: (person: Person, who: SignedIn) => ReturnType<typeof addChild>) {
  const who = await verified(house, `paused-${String((order += 1))}`, grown());
  const person = somebody();
  for (let turn = 0; turn < 5; turn += 1) await add(person, who);
  return add(person, who);
}

async function whileChecking(somebody: () => Person, add: (person: Person, who: SignedIn) => ReturnType<typeof addChild>) {
  const who = await verified(house, `checking-${String((order += 1))}`, grown());
  await house.checkingForever(who.accountId);
  return add(registered(somebody()), who);
}

async function fullFamily(add: (who: SignedIn) => ReturnType<typeof addChild>) {
  const who = await verified(house, `full-${String((order += 1))}`, grown());
  for (let turn = 0; turn < family.FAMILY_MAX; turn += 1) valueOf(await addAdult(registered(grown()), who));
  return add(who);
}

everyRefusal(family.addChildRoute, {
  ...ofTheDocument(kid, (person) => addChild(person)),
  'identity/newborn-too-old': () => addChild(newborn(MOTHER), { birthday: dayOf(120) }),
  'identity/too-many-tries': () => paused(kid, (person, who) => addChild(person, { who })),
  'identity/real-name-needed': async () => addChild(kid(), { who: await another() }),
  'consent/needed': async () => {
    const who = await house.consenting('no-child-consent');
    const person = registered(grown());
    valueOf(await house.ask(verifyRealNameRoute, person, who));
    return addChild(kid(), { who });
  },
  'family/already-member': () => addChild(CHILD),
  'family/is-yourself': async () => {
    const teen = citizen('少年', '2010-01-01', 499);
    const who = await verified(house, 'guardian-with-passport', { name: 'LI MING', idType: '03', idNumber: 'ZZ1111111' });
    const own = await house.window.holderOf(who.accountId);
    await house.persons.addDocument(own.ok ? own.value.personId : '', { type: '01', number: teen.idNumber, birthday: '2010-01-01' }, teen.name);
    return addChild(registered(teen, { guardians: ['ZZ1111111'] }), { who });
  },
  'family/full': () => fullFamily((who) => addChild(registered(kid()), { who })),
  'family/not-a-child': () => addChild(grown()),
  'family/birthday-needed': () => addChild({ name: 'LI NA', idType: '03', idNumber: 'ZZ2222222' }),
  'family/guardian-too-young': async () => addChild(kid(), { who: await verified(house, 'young', citizen('少年', '2009-09-09', 498)) }),
  'identity/check-in-progress': () => whileChecking(kid, (person, who) => addChild(person, { who })),
  'family/guardian-not-registered': () => addChild(registered(kid())),
  'family/mother-not-known': () => addChild(newborn(FATHER), { birthday: dayOf(3) }),
});

everyRefusal(family.addAdultRoute, {
  ...ofTheDocument(grown, (person) => addAdult(person)),
  'identity/newborn-too-old': () => addAdult(newborn(MOTHER)),
  'identity/too-many-tries': () => paused(grown, addAdult),
  'identity/check-in-progress': () => whileChecking(grown, addAdult),
  'identity/real-name-needed': async () => addAdult(grown(), await another()),
  'consent/needed': async () => addAdult(grown(), await house.signIn('not-agreed')),
  'family/already-member': async () => {
    const person = registered(grown());
    valueOf(await addAdult(person));
    return addAdult(person);
  },
  'family/is-yourself': () => addAdult(MOTHER),
  'family/full': () => fullFamily((who) => addAdult(registered(grown()), who)),
  'family/is-a-child': () => addAdult(registered(kid())),
});

async function invited() {
  const memberId = await withAdult(house, mother, citizen('外婆', '1950-05-05', (order += 1)));
  return { memberId, ...valueOf(await house.ask(family.openInvitationRoute, { memberId }, mother)) };
}

everyRefusal(family.openInvitationRoute, {
  'consent/needed': async () => house.ask(family.openInvitationRoute, { memberId: 'member_none' }, await house.signIn('not-agreed')),
  'identity/member-unknown': () => house.ask(family.openInvitationRoute, { memberId: 'member_none' }, mother),
  'family/not-waiting': async () => {
    const { members } = valueOf(await house.ask(family.listFamilyRoute, {}, mother));
    return house.ask(family.openInvitationRoute, { memberId: members.find(({ ground }) => ground === 'guardian')?.memberId ?? '' }, mother);
  },
});

everyRefusal(family.readInvitationRoute, {
  'family/invitation-not-valid': () => house.ask(family.readInvitationRoute, { token: 'guessed' }, mother),
});

everyRefusal(family.decideInvitationRoute, {
  'presence/agreement-needed': async () => {
    const aunt = citizen('姨妈', '1960-05-05', (order += 1));
    const { token } = valueOf(await house.ask(family.openInvitationRoute, { memberId: await withAdult(house, mother, aunt) }, mother));
    const who = await verified(house, 'aunt', aunt);
    await present(house, who);
    return house.ask(family.decideInvitationRoute, { token, accept: true, actingAgreed: 'of yesterday' }, who);
  },
  'family/invitation-not-valid': async () => {
    const { token, memberId } = await invited();
    valueOf(await house.ask(family.removeMemberRoute, { memberId }, mother));
    return house.ask(family.decideInvitationRoute, { token, accept: true }, await another());
  },
  'family/invitation-not-for-you': async () => {
    const stranger = await verified(house, 'stranger', GRANDMOTHER);
    await present(house, stranger);
    return house.ask(family.decideInvitationRoute, { token: (await invited()).token, accept: true }, stranger);
  },
  'identity/real-name-needed': async () => house.ask(family.decideInvitationRoute, { token: (await invited()).token, accept: true }, await another()),
  'identity/presence-needed': async () => {
    const { token } = await invited();
    const adult = await verified(house, 'outer-grandmother', citizen('外婆', '1950-05-05', order));
    await present(house, adult);
    house.clock.now += 31 * 60_000;
    const later = await house.signIn('outer-grandmother');
    [mother] = [await house.signIn('mother')];
    return house.ask(family.decideInvitationRoute, { token, accept: true }, later);
  },
});

everyRefusal(family.removeMemberRoute, { 'identity/member-unknown': () => house.ask(family.removeMemberRoute, { memberId: 'member_none' }, mother) });
everyRefusal(family.endActingForMeRoute, { 'identity/member-unknown': () => house.ask(family.endActingForMeRoute, { memberId: 'member_none' }, mother) });
