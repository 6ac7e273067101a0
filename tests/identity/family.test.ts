import { ACTING_TEXT } from '../../shared/identity/acting-text';
import {
  addAdultRoute, addChildRoute, decideInvitationRoute, endActingForMeRoute, FAMILY_MAX, listFamilyRoute, openInvitationRoute, readInvitationRoute,
  removeMemberRoute,
} from '../../shared/identity/family.routes';
import { consentText } from '../../shared/identity/consent-texts';
import { bindPhoneRoute, giveConsentRoute, withdrawConsentRoute } from '../../shared/identity/identity.routes';
import { epochMsOf } from '../../shared/kernel/china-day';
import { codeOf, openHouse, valueOf, type House, type SignedIn } from './house';
import { CHILD, citizen, FATHER, GRANDMOTHER, MOTHER, present, TEEN, verified, withAdult, withChild, type Person } from './people';

jest.setTimeout(60_000);

let house: House;
beforeEach(async () => { house = await openHouse(); });
afterEach(() => house.close());

const groundsOf = async (accountId: string) => [...(await house.window.groundsOf(accountId))].map(([key, { ground }]) => (key === 'self' ? key : ground));
const travelTo = (day: string) => { house.clock.now = epochMsOf(`${day}T08:00:00.000+08:00`); };

/** Where neither number nor register tells the birthday, an account of its own may be the child's. */
async function withDeclaredChild(who: SignedIn, child: Person, birthday: string): Promise<string> {
  house.register.register({ name: child.name, number: child.idNumber, guardians: [MOTHER.idNumber] });
  return valueOf(await house.ask(addChildRoute, { ...child, birthday, guardianDeclared: true }, who)).memberId;
}

describe('a child', () => {
  it('is acted for by the guardian until 14, may end it from 14, and is on their own at 18', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    await withChild(house, mother, TEEN);
    await withChild(house, mother, CHILD);
    expect(await groundsOf(mother.accountId)).toEqual(['self', 'guardian-of-teen', 'guardian']);
    travelTo('2029-04-20');
    expect(await groundsOf(mother.accountId)).toEqual(['self', 'guardian']);
    travelTo('2037-06-01');
    expect(await groundsOf(mother.accountId)).toEqual(['self']);
  });

  it('is told of on the birthday that changes the ground, once, on both phones', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    const child: Person = { name: '王十三', idType: '03', idNumber: 'ZZ0002012' };
    await withDeclaredChild(mother, child, '2012-03-15');
    const own = await verified(house, 'teen-phone', child);
    expect(await house.slice.familyBirthdays()).toEqual({ told: 0 });
    travelTo('2026-03-17');
    expect(await house.slice.familyBirthdays()).toEqual({ told: 1 });
    expect(await house.slice.familyBirthdays()).toEqual({ told: 0 });
    for (const { accountId } of [mother, own]) {
      expect((await house.notices(accountId)).at(-1)).toMatchObject({ kind: 'family-age-changed', facts: { maskedName: '王*三', ground: 'guardian-of-teen' } });
    }
    travelTo('2030-03-15');
    expect(await house.slice.familyBirthdays()).toEqual({ told: 1 });
    expect((await house.notices(mother.accountId)).at(-1)).toMatchObject({ facts: { ground: 'ended' } });
  });

  it('of 14 sees who acts for them, ends it for good, and is asked before it begins again', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    await withChild(house, mother, TEEN);
    const teen = await verified(house, 'teen', TEEN);
    house.register.register({ name: TEEN.name, number: TEEN.idNumber, guardians: [MOTHER.idNumber] });
    const { actingForMe } = valueOf(await house.ask(listFamilyRoute, {}, teen));
    expect(actingForMe).toMatchObject([{ maskedName: '张*敏', ground: 'guardian-of-teen' }]);
    valueOf(await house.ask(endActingForMeRoute, { memberId: actingForMe[0]?.memberId ?? '' }, teen));
    expect(await groundsOf(mother.accountId)).toEqual(['self']);
    expect((await house.notices(mother.accountId)).at(-1)).toMatchObject({ kind: 'family-ended', facts: { maskedName: '王*远' } });
    valueOf(await house.ask(removeMemberRoute, { memberId: actingForMe[0]?.memberId ?? '' }, mother));
    expect(valueOf(await house.ask(addChildRoute, { ...TEEN, guardianDeclared: true }, mother)).ground).toBe('waiting');
  });

  it('under 14 does not end it', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    const passport: Person = { name: '王小宝', idType: '03', idNumber: 'ZZ0002019' };
    const memberId = await withDeclaredChild(mother, passport, '2019-06-01');
    const child = await verified(house, 'child-phone', passport);
    expect(codeOf(await house.ask(endActingForMeRoute, { memberId }, child))).toBe('identity/member-unknown');
    expect(await groundsOf(mother.accountId)).toEqual(['self', 'guardian']);
  });

  it('just born is known by the mother\'s number, also when the father adds it and she agreed to be acted for', async () => {
    const newborn: Person = { name: '王小妹', idType: '16', idNumber: `${MOTHER.idNumber}-1` };
    house.register.register({ name: newborn.name, number: newborn.idNumber, guardians: [MOTHER.idNumber] });
    const mother = await verified(house, 'mother', MOTHER);
    const added = valueOf(await house.ask(addChildRoute, { ...newborn, birthday: '2026-02-20', guardianDeclared: true }, mother));
    expect(await house.window.holderOf(mother.accountId, added.memberId)).toMatchObject({ value: { guardian: { name: '张晓敏' } } });
    const father = await verified(house, 'father', FATHER);
    expect(codeOf(await house.ask(addChildRoute, { ...newborn, birthday: '2026-02-20', guardianDeclared: true }, father))).toBe('family/mother-not-known');
    await present(house, father, await withAdult(house, father, MOTHER));
    const again = valueOf(await house.ask(addChildRoute, { ...newborn, birthday: '2026-02-20', guardianDeclared: true }, father));
    expect(await house.window.holderOf(father.accountId, again.memberId)).toMatchObject({ value: { guardian: { document: { number: MOTHER.idNumber } } } });
  });

  it('is not added by a stranger, whose tries count like any other guess', async () => {
    const stranger = await verified(house, 'father', FATHER);
    house.register.register({ name: CHILD.name, number: CHILD.idNumber, guardians: [MOTHER.idNumber] });
    const add = () => house.ask(addChildRoute, { ...CHILD, guardianDeclared: true }, stranger);
    for (const triesLeft of [4, 3, 2, 1, 0]) expect(await add()).toMatchObject({ code: 'family/guardian-not-registered', triesLeft });
    expect(codeOf(await add())).toBe('identity/too-many-tries');
    expect(await groundsOf(stranger.accountId)).toEqual(['self']);
    const mother = await verified(house, 'mother', MOTHER);
    await withChild(house, mother);
  });

  it('is no adult\'s passport with an invented birthday', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    const passport: Person = { name: 'IVANOVA ANNA', idType: '03', idNumber: 'ZZ1234567' };
    const add = () => house.ask(addChildRoute, { ...passport, birthday: '2020-01-01', guardianDeclared: true }, mother);
    house.register.register({ name: passport.name, number: passport.idNumber });
    expect(codeOf(await add())).toBe('family/guardian-not-registered');
    house.register.register({ name: passport.name, number: passport.idNumber, birthday: '1980-01-01', guardians: [MOTHER.idNumber] });
    expect(codeOf(await add())).toBe('family/not-a-child');
    house.register.register({ name: passport.name, number: passport.idNumber, birthday: '2016-05-05', guardians: [MOTHER.idNumber] });
    expect(valueOf(await add())).toMatchObject({ ground: 'guardian', changesOn: '2030-05-05' });
  });
});

describe('an adult', () => {
  it('is acted for only after accepting on their own phone, present and fresh', async () => {
    const son = await verified(house, 'son', FATHER);
    const memberId = await withAdult(house, son);
    const { token } = valueOf(await house.ask(openInvitationRoute, { memberId }, son));
    const mother = await verified(house, 'grandmother', GRANDMOTHER);
    expect(codeOf(await house.ask(decideInvitationRoute, { token, accept: true, actingAgreed: ACTING_TEXT.version }, mother))).toBe('identity/presence-needed');
    expect(await groundsOf(son.accountId)).toEqual(['self']);
    await present(house, mother);
    valueOf(await house.ask(decideInvitationRoute, { token, accept: true, actingAgreed: ACTING_TEXT.version }, mother));
    expect(await groundsOf(son.accountId)).toEqual(['self', 'delegate']);
    expect((await house.notices(son.accountId)).at(-1)).toMatchObject({ kind: 'family-accepted', facts: { maskedName: '李*英' } });
    expect((await house.notices(mother.accountId)).at(-1)).toMatchObject({ kind: 'acting-agreed', facts: { maskedName: '王*国' } });
    expect(codeOf(await house.ask(decideInvitationRoute, { token, accept: true, actingAgreed: ACTING_TEXT.version }, mother))).toBe('family/invitation-not-valid');
  });

  it('is told in full who asks, as what, and from which phone; nobody else who holds the link is', async () => {
    const son = await verified(house, 'son', FATHER);
    house.wechat.phones.set('phone-code', { countryCode: '86', number: '19900000123' });
    valueOf(await house.ask(bindPhoneRoute, { code: 'phone-code' }, son));
    const { token } = valueOf(await house.ask(openInvitationRoute, { memberId: await withAdult(house, son) }, son));
    const read = async (who: SignedIn) => valueOf(await house.ask(readInvitationRoute, { token }, who));
    const mother = await verified(house, 'grandmother', GRANDMOTHER);
    expect(await read(mother)).toMatchObject({ reader: 'invited', maskedName: '王*国', asking: { name: '王建国', relation: 'parent', phoneTail: '0123' } });
    for (const [reader, who] of [['asker', son], ['unverified', await house.signIn('nobody-yet')], ['other', await verified(house, 'neighbour', MOTHER)]] as const) {
      expect(await read(who)).toEqual({ reader, maskedName: '王*国', expiresAt: expect.any(String) });
    }
  });

  it('finds the invitation in their own inbox when they have an account', async () => {
    const mother = await verified(house, 'grandmother', GRANDMOTHER);
    const son = await verified(house, 'son', FATHER);
    const { token } = valueOf(await house.ask(openInvitationRoute, { memberId: await withAdult(house, son) }, son));
    expect((await house.notices(mother.accountId)).at(-1)).toMatchObject({ kind: 'family-invited', facts: { maskedName: '王*国', invitation: token } });
  });

  it('may refuse, and may end later what they allowed', async () => {
    const [son, mother] = [await verified(house, 'son', FATHER), await verified(house, 'grandmother', GRANDMOTHER)];
    const memberId = await withAdult(house, son);
    const first = valueOf(await house.ask(openInvitationRoute, { memberId }, son));
    valueOf(await house.ask(decideInvitationRoute, { token: first.token, accept: false }, mother));
    expect(valueOf(await house.ask(listFamilyRoute, {}, son)).members).toMatchObject([{ ground: 'ended' }]);
    expect(await withAdult(house, son)).toBe(memberId);
    await present(house, mother);
    const second = valueOf(await house.ask(openInvitationRoute, { memberId }, son));
    valueOf(await house.ask(decideInvitationRoute, { token: second.token, accept: true, actingAgreed: ACTING_TEXT.version }, mother));
    const { actingForMe } = valueOf(await house.ask(listFamilyRoute, {}, mother));
    expect(actingForMe).toMatchObject([{ memberId, ground: 'delegate', maskedName: '王*国' }]);
    valueOf(await house.ask(endActingForMeRoute, { memberId }, mother));
    expect(await groundsOf(son.accountId)).toEqual(['self']);
  });

  it('who came to consent is there for nothing else: deciding on a card through the other needs presence anew', async () => {
    const son = await verified(house, 'son', FATHER);
    const mother = await verified(house, 'grandmother', GRANDMOTHER);
    const memberId = await withAdult(house, son);
    const { token } = valueOf(await house.ask(openInvitationRoute, { memberId }, son));
    await present(house, mother);
    valueOf(await house.ask(decideInvitationRoute, { token, accept: true, actingAgreed: ACTING_TEXT.version }, mother));
    const held = async () => house.window.holderOf(son.accountId, memberId);
    expect(await held()).toMatchObject({ value: { ground: 'delegate', assurance: 'L2', provedToConsent: true } });
    await present(house, son, memberId);
    const anew = await held();
    expect(anew).toMatchObject({ value: { assurance: 'L2' } });
    expect(anew.ok && 'provedToConsent' in anew.value).toBe(false);
    const aunt = citizen('王秀芬', '1966-06-06', 61);
    const auntId = await withAdult(house, son, aunt);
    await present(house, son, auntId);
    expect(await house.window.holderOf(son.accountId, auntId)).toMatchObject({ value: { ground: 'delegate', assurance: 'L2', provedToConsent: true } });
  });

  it('who withdraws a consent that everything rests on is not acted for until they agree again', async () => {
    const son = await verified(house, 'son', FATHER);
    const memberId = await withAdult(house, son);
    await present(house, son, memberId);
    await verified(house, 'grandmother', GRANDMOTHER);
    expect(await groundsOf(son.accountId)).toEqual(['self', 'delegate']);
    for (const purpose of ['privacy', 'sensitive'] as const) {
      const who = await house.signIn('grandmother');
      valueOf(await house.ask(withdrawConsentRoute, { purpose }, who));
      expect(await groundsOf(son.accountId)).toEqual(['self']);
      expect(await house.window.holderOf(son.accountId, memberId)).toMatchObject({ ok: false, refusal: { code: 'family/not-consented' } });
      expect(valueOf(await house.ask(listFamilyRoute, {}, son)).members).toMatchObject([{ memberId, ground: 'waiting', consentWithdrawn: true }]);
      expect([...(await house.window.groundsOf(son.accountId, { regardless: true })).keys()]).toEqual(['self', memberId]);
      valueOf(await house.ask(giveConsentRoute, { purpose, version: consentText(purpose).version }, await house.signIn('grandmother')));
    }
    expect(await groundsOf(son.accountId)).toEqual(['self', 'delegate']);
    const [member] = valueOf(await house.ask(listFamilyRoute, {}, son)).members;
    expect(member).not.toHaveProperty('consentWithdrawn');
  });

  it('is let go by the one who acts, with everything that was kept of them', async () => {
    const son = await verified(house, 'son', FATHER);
    const mother = await verified(house, 'grandmother', GRANDMOTHER);
    const memberId = await withAdult(house, son);
    await present(house, son, memberId);
    valueOf(await house.ask(removeMemberRoute, { memberId }, son));
    expect(valueOf(await house.ask(listFamilyRoute, {}, son)).members).toEqual([]);
    expect(await house.store.get('test-identity', { pk: `account#${son.accountId}`, sk: `person#${memberId}` })).toBeUndefined();
    expect((await house.notices(mother.accountId)).at(-1)).toMatchObject({ kind: 'family-ended', facts: { maskedName: '王*国' } });
  });

  it('is one member, however many requests come at once, and the family never exceeds its limit', async () => {
    const son = await verified(house, 'son', FATHER);
    house.register.register({ name: GRANDMOTHER.name, number: GRANDMOTHER.idNumber });
    const same = await Promise.all(Array.from({ length: 6 }, () => house.ask(addAdultRoute, { ...GRANDMOTHER, relation: 'parent' }, son)));
    expect(same.filter(({ ok }) => ok)).toHaveLength(1);
    const relatives = Array.from({ length: FAMILY_MAX + 1 }, (_, order) => citizen('亲戚', '1970-01-01', 200 + order));
    for (const { name, idNumber } of relatives) house.register.register({ name, number: idNumber });
    const [others, crowd] = [relatives.slice(0, FAMILY_MAX - 2), relatives.slice(FAMILY_MAX - 2)];
    for (const person of others) valueOf(await house.ask(addAdultRoute, { ...person, relation: 'relative' }, son));
    const last = await Promise.all(crowd.map((person) => house.ask(addAdultRoute, { ...person, relation: 'relative' }, son)));
    expect(last.filter(({ ok }) => ok)).toHaveLength(1);
    expect(valueOf(await house.ask(listFamilyRoute, {}, son)).members).toHaveLength(FAMILY_MAX);
  });
});

describe('what another slice holds of a person', () => {
  it('is that person\'s own level, and for a child under 14 the guardian\'s presence', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    const [child, teen] = [await withChild(house, mother, CHILD), await withChild(house, mother, TEEN)];
    await present(house, mother);
    const level = async (memberId?: string) => {
      const held = await house.window.holderOf(mother.accountId, memberId);
      return held.ok ? [held.value.ground, held.value.assurance] : held.refusal.code;
    };
    expect([await level(), await level(child), await level(teen), await level('member_none')]).toEqual([
      ['self', 'L2'], ['guardian', 'L2'], ['guardian-of-teen', 'L1'], 'identity/member-unknown',
    ]);
    expect(await house.window.holderOf('account_none')).toMatchObject({ refusal: { code: 'identity/real-name-needed' } });
  });
});
