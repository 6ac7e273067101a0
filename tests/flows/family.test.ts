import { ACTING_TEXT } from '../../shared/identity/acting-text';
import { claimCardRoute, listCardsRoute, showCodeRoute } from '../../shared/card/card.routes';
import {
  addAdultRoute, addChildRoute, decideInvitationRoute, endActingForMeRoute, listFamilyRoute, openInvitationRoute, readInvitationRoute, removeMemberRoute,
} from '../../shared/identity/family.routes';
import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { openTown, type Town } from '../rig/open-town';
import { verifiedPhone, type Phone } from '../rig/phone';
import { proveByFace } from '../rig/presence';
import { makeTerminal } from '../rig/terminal';
import { makeTownClock } from '../rig/town-clock';

jest.setTimeout(60_000);

const clock = makeTownClock();
let town: Town;
beforeAll(async () => { town = await openTown({ now: clock.now }); });
afterAll(() => town.end());

const named = (key: string) => {
  const { name, idType, idNumber, birthday } = town.person(key);
  return { name, idType, idNumber, birthday };
};
const scan = async (phone: Phone, cardId: string) => makeTerminal(town, clock.now).scan((await phone.must(showCodeRoute, { cardId, kind: 'dynamic' })).text);

async function addChild(phone: Phone, key: string): Promise<string> {
  expect(await phone.send(addChildRoute, { ...named(key), guardianDeclared: true })).toMatchObject({ status: 403, problem: { code: 'consent/needed' } });
  await phone.consent('child');
  const member = await phone.must(addChildRoute, { ...named(key), guardianDeclared: true });
  expect(member).toMatchObject({ ground: 'guardian', relation: 'child' });
  return member.memberId;
}

async function nameAdult(phone: Phone, key: string, relation: string): Promise<string> {
  const { name, idType, idNumber } = named(key);
  const { memberId, ground } = await phone.must(addAdultRoute, { name, idType, idNumber, relation });
  expect(ground).toBe('waiting');
  expect(await phone.send(claimCardRoute, { memberId })).toMatchObject({ status: 403, problem: { code: 'family/not-consented' } });
  return memberId;
}

/** The adult finds the invitation in the inbox of their own phone, and is asked to be there before it counts. */
async function acceptOnOwnPhone(asker: Phone, adult: Phone, memberId: string): Promise<void> {
  await asker.must(openInvitationRoute, { memberId });
  await town.idle();
  const { items } = await adult.must(listMessagesRoute, {});
  const token = items.find(({ kind }) => kind === 'family-invited')?.facts['invitation'];
  expect(await adult.must(readInvitationRoute, { token })).toMatchObject({ reader: 'invited', maskedName: expect.stringContaining('*') });
  expect(await adult.send(decideInvitationRoute, { token, accept: true, actingAgreed: ACTING_TEXT.version })).toMatchObject({ status: 403, problem: { code: 'identity/presence-needed' } });
  await proveByFace(town, adult);
  await adult.must(decideInvitationRoute, { token, accept: true, actingAgreed: ACTING_TEXT.version });
}

it('a father claims for his child of six, and a terminal knows the child by the code', async () => {
  const father = await verifiedPhone(town, town.person('zhang-wei'));
  const memberId = await addChild(father, 'zhang-zihan');
  const card = await father.must(claimCardRoute, { memberId });
  expect(card).toMatchObject({ memberId, state: 'active', maskedName: '张*涵' });
  expect(await scan(father, card.cardId)).toBe('ok');
});

it('a mother claims for her newborn, who has no document but her number', async () => {
  const mother = await verifiedPhone(town, town.person('li-na'));
  const memberId = await addChild(mother, 'zhang-newborn');
  const card = await mother.must(claimCardRoute, { memberId });
  expect(card).toMatchObject({ memberId, state: 'active', idType: '16' });
  expect(await scan(mother, card.cardId)).toBe('ok');
});

it('a grandmother without a phone consents by her face on her husband\'s, and he claims her card there', async () => {
  const shared = await verifiedPhone(town, town.person('zhang-guoqiang'));
  const memberId = await nameAdult(shared, 'wang-xiuying', 'spouse');
  await proveByFace(town, shared, memberId);
  const hers = await shared.must(claimCardRoute, { memberId });
  const his = await shared.must(claimCardRoute, {});
  expect(hers.healthCardId).not.toBe(his.healthCardId);
  expect((await shared.must(listCardsRoute, {})).items.map(({ cardId }) => cardId)).toEqual([hers.cardId, his.cardId]);
  expect(await scan(shared, hers.cardId)).toBe('ok');
});

it.each([
  ['the adult', 'liu-qiang', 'chen-jing', async (_: Phone, adult: Phone, memberId: string) => adult.must(endActingForMeRoute, { memberId })],
  ['the one who acts', 'wang-wei', 'he-jie', async (asker: Phone, __: Phone, memberId: string) => asker.must(removeMemberRoute, { memberId })],
])('an adult accepts on their own phone; when %s ends it, card and code are gone from the other\'s phone and not from theirs', async (_, askerKey, adultKey, end) => {
  const [asker, adult] = [await verifiedPhone(town, town.person(askerKey)), await verifiedPhone(town, town.person(adultKey))];
  const memberId = await nameAdult(asker, adultKey, 'relative');
  await acceptOnOwnPhone(asker, adult, memberId);
  const bound = await asker.must(claimCardRoute, { memberId });
  const own = await adult.must(claimCardRoute, {});
  expect(bound.healthCardId).toBe(own.healthCardId);
  expect(await scan(asker, bound.cardId)).toBe('ok');
  await end(asker, adult, memberId);
  expect((await asker.must(listCardsRoute, {})).items).toEqual([]);
  for (const kind of ['dynamic', 'static']) expect(await asker.send(showCodeRoute, { cardId: bound.cardId, kind })).toMatchObject({ status: 403, problem: { code: 'family/not-consented' } });
  expect((await adult.must(listFamilyRoute, {})).actingForMe).toEqual([]);
  expect(await scan(adult, own.cardId)).toBe('ok');
});
