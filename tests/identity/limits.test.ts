import fc from 'fast-check';
import { readMeRoute, verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { codeOf, openHouse, valueOf, type House, type SignedIn } from './house';
import { citizen, present, type Person } from './people';

jest.setTimeout(120_000);

let house: House;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());

let round = 500;
const consents = ['privacy', 'sensitive', 'face'] as const;
const levelOf = async (who: SignedIn) => valueOf(await house.ask(readMeRoute, {}, who)).realName?.assurance;

/** Which stranger guesses what: a wrong name for the victim's number, or numbers nobody has. */
const guesses = fc.array(fc.record({ stranger: fc.integer({ min: 0, max: 4 }), guess: fc.constantFrom('name' as const, 'number' as const) }), { maxLength: 10 });

async function guess(victim: Person, all: readonly { stranger: number; guess: 'name' | 'number' }[]): Promise<SignedIn[]> {
  const strangers = await Promise.all([0, 1, 2, 3, 4].map((stranger) => house.consenting(`stranger-${String(round)}-${String(stranger)}`)));
  for (const [turn, one] of all.entries()) {
    const tried = one.guess === 'name' ? { ...victim, name: '瞎猜' } : citizen('瞎猜', '1955-05-05', turn);
    const answered = await house.ask(verifyRealNameRoute, tried, strangers[one.stranger]);
    expect(answered.ok).toBe(false);
  }
  return strangers;
}

it('whatever strangers guess, the holder gets in: by name and number, or by presence, and never has to wait', async () => {
  await fc.assert(fc.asyncProperty(guesses, fc.boolean(), async (all, wasVerified) => {
    round += 1;
    const victim = citizen('周文静', '1985-07-07', round - 499);
    house.register.register({ name: victim.name, number: victim.idNumber });
    const holder = await house.consenting(`holder-${String(round)}`, consents);
    if (wasVerified) valueOf(await house.ask(verifyRealNameRoute, victim, holder));
    const strangers = await guess(victim, all);
    const outcome = codeOf(await house.ask(verifyRealNameRoute, victim, holder));
    expect(wasVerified ? ['identity/already-verified'] : ['ok', 'identity/presence-needed']).toContain(outcome);
    await present(house, holder);
    expect(await levelOf(holder)).toBe('L2');
    for (const { accountId } of strangers) expect((await house.window.groundsOf(accountId)).size).toBe(0);
  }), { numRuns: 6, endOnFailure: true });
});

it('however they come, strangers get at most five answers each about a document, and three of them together', async () => {
  round += 1;
  const victim = citizen('周文静', '1985-07-07', 480);
  house.register.register({ name: victim.name, number: victim.idNumber });
  const strangers = await Promise.all(Array.from({ length: 8 }, (_, stranger) => house.consenting(`burst-${String(stranger)}`)));
  const asked = house.register.asked.length;
  await Promise.all(strangers.flatMap((who) => Array.from({ length: 3 }, () => house.ask(verifyRealNameRoute, { ...victim, name: '瞎猜' }, who))));
  expect(house.register.asked.slice(asked).filter((number) => number === victim.idNumber).length).toBeLessThanOrEqual(15);
});

it('a household number is one document, whichever name is tried with it', async () => {
  const family = { idType: '02', idNumber: '419099077' } as const;
  house.register.register({ name: '包小龙', number: family.idNumber });
  const strangers = await Promise.all([0, 1, 2, 3].map((stranger) => house.consenting(`household-${String(stranger)}`)));
  const outcomes: string[][] = [];
  for (const [order, who] of strangers.entries()) {
    const said: string[] = [];
    for (const second of '一二三四五六') said.push(codeOf(await house.ask(verifyRealNameRoute, { ...family, name: `包${'甲乙丙丁'.charAt(order)}${second}` }, who)));
    outcomes.push(said);
  }
  const five = [...Array.from({ length: 5 }, () => 'identity/name-does-not-match'), 'identity/too-many-tries'];
  const presence = Array.from({ length: 5 }, () => 'identity/presence-needed');
  expect(outcomes).toEqual([five, five, ['identity/name-does-not-match', ...presence], ['identity/presence-needed', ...presence]]);
});
