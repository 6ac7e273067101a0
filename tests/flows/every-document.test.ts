/** 所有法定证件: every sample resident of Henan, whatever their document and age, through the real authority and register. */
import { claimCardRoute } from '../../shared/card/card.routes';
import { addAdultRoute, addChildRoute, FAMILY_MAX } from '../../shared/identity/family.routes';
import { readMeRoute } from '../../shared/identity/identity.routes';
import { ageOn } from '../../shared/kernel/china-day';
import { samplePeople, type SamplePerson } from '../../functions/local/seed/sample-people';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';

jest.setTimeout(120_000);

let town: Town;
let today: string;
let people: readonly SamplePerson[];
beforeAll(async () => {
  town = await openTown();
  today = town.today;
  people = samplePeople(today);
});
afterAll(() => town.end());

const isAdult = ({ birthday }: SamplePerson) => ageOn(birthday, today) >= 18;
const typed = ({ name, idType, idNumber }: SamplePerson) => ({ name, idType, idNumber });

it('is verified as the holder of an account, in WeChat', async () => {
  const holders = people.filter(({ wechatUser, deceased }) => wechatUser !== undefined && !deceased);
  expect(holders.length).toBeGreaterThan(3);
  for (const person of holders) {
    const phone = await verifiedPhone(town, person);
    expect((await phone.must(readMeRoute, {})).realName).toMatchObject({ assurance: 'L1' });
  }
});

it('is named as an adult of the family, waiting for consent', async () => {
  const adults = people.filter((person) => isAdult(person) && person.wechatUser === undefined && !person.deceased);
  const actors = people.filter(({ wechatUser }) => wechatUser !== undefined);
  const kinds = new Set<string>();
  for (const [turn, person] of adults.entries()) {
    const phone = await again(actors[Math.floor(turn / FAMILY_MAX)]);
    expect(await phone.must(addAdultRoute, { ...typed(person), relation: 'relative' })).toMatchObject({ ground: 'waiting', assurance: 'L1' });
    kinds.add(person.idType);
  }
  expect(kinds.size).toBeGreaterThan(6);
});

it('is added as a child by the mother, down to the newborn without a document, and claims a card', async () => {
  const children = people.filter((person) => !isAdult(person) && person.family?.motherKey !== undefined && person.wechatUser === undefined);
  expect(children.map(({ idType }) => idType)).toEqual(expect.arrayContaining(['08', '16']));
  for (const child of children) {
    const mother = people.find(({ personKey }) => personKey === child.family?.motherKey);
    if (mother?.wechatUser === undefined) continue;
    const phone = await again(mother);
    const added = await phone.must(addChildRoute, { ...typed(child), birthday: child.birthday, guardianDeclared: true });
    expect(added.ground).toMatch(/^guardian/);
    expect(await phone.must(claimCardRoute, { memberId: added.memberId })).toMatchObject({ state: 'active' });
  }
});

/** The same account once more, with everything a guardian agrees to. */
async function again(person: SamplePerson | undefined): Promise<Phone> {
  const phone = makePhone(town);
  await phone.signIn(person?.wechatUser ?? '');
  await phone.consent('privacy', 'sensitive', 'child');
  return phone;
}
