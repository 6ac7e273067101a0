import { birthdayOf } from '../../shared/identity/family.rules';
import { readMeRoute, verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { addDays, chinaDayOf } from '../../shared/kernel/china-day';
import { codeOf, DAY, openHouse, valueOf, type House, type SignedIn } from './house';
import { CHILD, citizen, MOTHER, present, verified, type Person } from './people';

jest.setTimeout(60_000);

let house: House;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());

let order = 100;
const somebody = (name = '周文静'): Person => citizen(name, '1985-07-07', (order += 1));
const verify = (who: SignedIn, person: Person) => house.ask(verifyRealNameRoute, person, who);
const known = (person: Person) => house.register.register({ name: person.name, number: person.idNumber });

describe('a real name', () => {
  it('is shown masked, rests sealed, and is told once', async () => {
    const who = await verified(house, 'user-name', MOTHER);
    const { realName } = valueOf(await house.ask(readMeRoute, {}, who));
    expect(realName).toMatchObject({ maskedName: '张*敏', idType: '01', maskedNumber: `419099********${MOTHER.idNumber.slice(-4)}`, assurance: 'L1' });
    const scanned = JSON.stringify(await house.engine.call('Scan', { TableName: 'test-identity' }));
    for (const text of [MOTHER.name, MOTHER.idNumber]) expect(scanned).not.toContain(text);
    expect((await house.notices(who.accountId)).map(({ kind }) => kind)).toEqual(['real-name-verified']);
    expect(codeOf(await verify(who, somebody()))).toBe('identity/already-verified');
  });

  it('leads to one person in several accounts, as on a family\'s phones', async () => {
    const [one, other] = [await verified(house, 'phone-1', somebody('赵四海')), await house.consenting('phone-2')];
    valueOf(await verify(other, citizen('赵四海', '1985-07-07', order)));
    const personOf = async (who: SignedIn) => (await house.window.groundsOf(who.accountId)).get('self')?.personId;
    expect(await personOf(other)).toBe(await personOf(one));
  });

  it('is neither asked nor kept when the audit entry cannot be written', async () => {
    const person = somebody();
    known(person);
    const who = await house.consenting('user-audit');
    house.switches.auditFails = true;
    const asked = house.register.asked.length;
    expect(codeOf(await verify(who, person))).toBe('server/error');
    house.switches.auditFails = false;
    expect(house.register.asked).toHaveLength(asked);
    expect((await house.window.groundsOf(who.accountId)).size).toBe(0);
  });

  it('is needed only with both consents', async () => {
    expect(codeOf(await verify(await house.signIn('user-without'), somebody()))).toBe('consent/needed');
  });
});

describe('a child under 14', () => {
  const household = (name: string, birthday?: string): Person => {
    const number = `41909${String((order += 1)).padStart(4, '0')}`;
    house.register.register({ name, number, ...(birthday ? { birthday } : {}) });
    return { name, idType: '02', idNumber: number };
  };

  it('is not verified on its own: its number tells the age, and the register is not asked', async () => {
    known(CHILD);
    const asked = house.register.asked.length;
    expect(await verify(await house.consenting('child-alone'), CHILD)).toMatchObject({ code: 'identity/too-young', field: 'idNumber' });
    expect(house.register.asked).toHaveLength(asked);
  });

  it('is not either where only the register tells the age, and nothing is kept', async () => {
    const who = await house.consenting('child-household');
    expect(codeOf(await verify(who, household('王小宝', '2019-06-01')))).toBe('identity/too-young');
    expect(valueOf(await house.ask(readMeRoute, {}, who)).realName).toBeUndefined();
    expect(await house.notices(who.accountId)).toEqual([]);
  });

  it('is fourteen on the day; who is older, or of an age that nobody tells, is verified as ever', async () => {
    const today = chinaDayOf(house.clock.now);
    const dayBorn = async (birthday: string) => {
      const person = citizen('王思远', birthday, (order += 1));
      known(person);
      return codeOf(await verify(await house.consenting(`teen-${person.idNumber}`), person));
    };
    expect(await dayBorn(birthdayOf(today, -14))).toBe('ok');
    expect(await dayBorn(addDays(birthdayOf(today, -14), 1))).toBe('identity/too-young');
    expect(codeOf(await verify(await house.consenting('teen-household'), household('王思远', '2011-04-20')))).toBe('ok');
    expect(codeOf(await verify(await house.consenting('ageless'), household('周文静')))).toBe('ok');
  });
});

describe('failed tries', () => {
  it('are five for an account and a document, with the tries left and the time of the next', async () => {
    const [who, person] = [await house.consenting('user-typo'), somebody()];
    known(person);
    const left: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1) left.push(await verify(who, { ...person, name: '周文' }));
    expect(left).toMatchObject([4, 3, 2, 1, 0].map((triesLeft) => ({ code: 'identity/name-does-not-match', triesLeft })));
    const paused = await verify(who, person);
    expect(paused).toMatchObject({ code: 'identity/too-many-tries', triesLeft: 0, retryAt: expect.stringContaining('+08:00') });
    house.clock.now += DAY + 1_000;
    valueOf(await verify(await house.signIn('user-typo'), person));
  });

  it('are not more when they come all at once', async () => {
    const [who, person] = [await house.consenting('user-burst'), somebody()];
    known(person);
    const before = house.register.asked.length;
    const answers = await Promise.all(Array.from({ length: 15 }, () => verify(who, { ...person, name: '错名字' })));
    expect(house.register.asked.length - before).toBeLessThanOrEqual(5);
    expect(answers.filter((answer) => codeOf(answer) === 'identity/too-many-tries').length).toBeGreaterThanOrEqual(10);
  });

  it('are none when everybody is right at the same moment', async () => {
    const person = somebody();
    known(person);
    const accounts = await Promise.all(Array.from({ length: 8 }, (_, phone) => house.consenting(`family-phone-${String(phone)}`)));
    const answers = await Promise.all(accounts.map((who) => verify(who, person)));
    expect(answers.map(codeOf)).toEqual(accounts.map(() => 'ok'));
  });

  it('are none of a name and number that belong to somebody who died, and nothing is counted down', async () => {
    const [who, person] = [await house.consenting('user-heir'), somebody()];
    house.register.register({ name: person.name, number: person.idNumber, deceased: true });
    for (let turn = 0; turn < 7; turn += 1) {
      const answer = await verify(who, person);
      expect(answer).toMatchObject({ code: 'identity/holder-deceased' });
      expect(answer).not.toHaveProperty('triesLeft');
    }
  });

  it('do not count while the register is away', async () => {
    const [who, person] = [await house.consenting('user-away'), somebody()];
    known(person);
    house.register.switches.down = true;
    for (let turn = 0; turn < 7; turn += 1) expect(codeOf(await verify(who, person))).toBe('identity/check-unavailable');
    house.register.switches.down = false;
    valueOf(await verify(who, person));
  });

  it('of one account on more than ten documents make it rest, and nobody else', async () => {
    const who = await house.consenting('user-guesser');
    const victim = somebody();
    for (let turn = 0; turn < 11; turn += 1) expect(codeOf(await verify(who, somebody()))).toBe('identity/document-not-found');
    known(victim);
    expect(await verify(who, victim)).toMatchObject({ code: 'identity/too-many-tries', retryAt: expect.any(String) });
    valueOf(await verify(await house.consenting('user-victim-of-guesser'), victim));
  });
});

describe('a document that strangers guess at', () => {
  async function besieged(person: Person, strangers = 3): Promise<void> {
    for (let stranger = 0; stranger < strangers; stranger += 1) {
      const who = await house.consenting(`stranger-${person.idNumber}-${String(stranger)}`);
      expect(codeOf(await verify(who, { ...person, name: '瞎猜' }))).toBe('identity/name-does-not-match');
    }
  }

  it('can no longer be taken by name and number, and its holder gets in by presence', async () => {
    const person = somebody('孙大勇');
    known(person);
    await besieged(person);
    const holder = await house.consenting('holder-besieged', ['privacy', 'sensitive', 'face']);
    expect(codeOf(await verify(holder, person))).toBe('identity/presence-needed');
    expect(valueOf(await house.ask(readMeRoute, {}, holder)).realName).toBeUndefined();
    await present(house, holder);
    expect(valueOf(await house.ask(readMeRoute, {}, holder)).realName).toMatchObject({ assurance: 'L2', maskedName: '孙*勇' });
    expect((await house.notices(holder.accountId)).map(({ kind }) => kind)).toEqual(['real-name-verified']);
  });

  it('stays the holder\'s who was verified before, and two strangers change nothing', async () => {
    const person = somebody();
    const holder = await verified(house, 'holder-early', person);
    await besieged(person);
    await present(house, holder);
    const calm = somebody();
    known(calm);
    await besieged(calm, 2);
    valueOf(await verify(await house.consenting('holder-calm'), calm));
  });

  it('does not open to a stranger who waits with it on their own file', async () => {
    const person = somebody('吴老三');
    known(person);
    await besieged(person);
    const stranger = await house.consenting('stranger-waiting', ['privacy', 'sensitive', 'face']);
    expect(codeOf(await verify(stranger, person))).toBe('identity/presence-needed');
    expect((await house.window.groundsOf(stranger.accountId)).size).toBe(0);
    expect((await house.window.holderOf(stranger.accountId)).ok).toBe(false);
  });
});
