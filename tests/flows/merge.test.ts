import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { claimCardRoute, listCardsRoute, refreshPackageRoute, showCodeRoute } from '../../shared/card/card.routes';
import { listKnownDocumentsRoute, mergePersonsRoute, reverseMergeRoute } from '../../shared/person-index/person-index.routes';
import type { SamplePerson } from '../../functions/local/seed/sample-people';
import { makeServices } from '../../functions/open-platform/services.repository';
import { linkAccountRoute, signInInstitutionRoute } from '../../shared/identity/links.routes';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { proveByFace, staffPhone } from '../rig/presence';
import { DEMO, openPartner } from '../open-platform/partner';
import { SERVICE } from './link-steps';
import { makeTerminal } from '../rig/terminal';

jest.setTimeout(60_000);

let town: Town;
let registrar: Phone;
let byIdCard: SamplePerson;
let byPassport: SamplePerson;
beforeAll(async () => {
  town = await openTown();
  registrar = await staffPhone(town, 'wx-registrar-ge');
  byIdCard = town.person('ma-jianguo');
  byPassport = { ...byIdCard, ...byIdCard.otherDocuments![0]! };
  const services = makeServices({ store: town.foundations.store, table: town.foundations.table('open-platform') });
  await services.save({ serviceId: 'service-1', appId: DEMO.appId, institutionId: 'inst-1', institutionName: '郑州市中心医院', cityCode: '410100', listed: SERVICE, version: 0 });
});
afterAll(() => town.end());

const shown = ({ name, idType, idNumber }: SamplePerson) => ({ name, idType, idNumber });

/** Of one and the same user of a hospital, who is whom it names. */
async function ticketOf({ name, idType, idNumber }: SamplePerson): Promise<string> {
  const { rsp } = await (await openPartner(town.url)).call('/rest/auth/henan/OpenPlatform/SignOnObj/createSignOnTicket', { userId: 'P-1', name, idType, idNumber });
  return String(rsp['signOnUrl']).split('ticket=')[1] ?? '';
}

/** His phone, and another one where he once verified himself by his passport. */
async function twoCards() {
  const first = await verifiedPhone(town, byIdCard);
  const second = makePhone(town);
  await second.signIn('wx-gao-zhiyuan');
  await second.consent('privacy', 'sensitive');
  await second.verify(byPassport);
  const [kept, other] = [await first.must(claimCardRoute, {}), await second.must(claimCardRoute, {})];
  expect(other.healthCardId).not.toBe(kept.healthCardId);
  const codeOf = async (phone: Phone, cardId: string) => (await phone.must(showCodeRoute, { cardId, kind: 'static' })).text;
  return { first, second, kept, keptCode: await codeOf(first, kept.cardId), otherCode: await codeOf(second, other.cardId) };
}

it('a man with an ID card and a passport has one active card after a registrar saw both, and two again when that was wrong', async () => {
  const terminal = makeTerminal(town);
  const { first, second, kept, keptCode, otherCode } = await twoCards();
  expect([await terminal.scan(keptCode), await terminal.scan(otherCode)]).toEqual(['ok', 'ok']);

  const { mergeId } = await registrar.must(mergePersonsRoute, { survivor: shown(byIdCard), merged: shown(byPassport), evidence: 'both-documents-seen' });
  await town.idle();
  expect([await terminal.scan(keptCode), await terminal.scan(otherCode)]).toEqual(['ok', 'EHC-3003']);
  expect((await registrar.must(listKnownDocumentsRoute, shown(byPassport))).documents.map(({ idType }) => idType).sort()).toEqual(['01', '03']);
  // Nobody asked for it: the package follows by itself, and both are told.
  const { items } = await second.must(listCardsRoute, {});
  expect(items.filter(({ state }) => state === 'active').map(({ healthCardId }) => healthCardId)).toEqual([kept.healthCardId]);
  expect((await second.must(claimCardRoute, {})).healthCardId).toBe(kept.healthCardId);
  for (const phone of [first, second]) expect((await phone.must(listMessagesRoute, {})).items.map(({ kind }) => kind)).toContain('persons-joined');

  await registrar.must(reverseMergeRoute, { mergeId, reason: '两人同名，登记错误' });
  await town.idle();
  expect([await terminal.scan(keptCode), await terminal.scan(otherCode)]).toEqual(['ok', 'ok']);
  expect((await second.must(listCardsRoute, {})).items.map(({ healthCardId }) => healthCardId)).not.toContain(kept.healthCardId);
  expect((await second.must(listMessagesRoute, {})).items.map(({ kind }) => kind)).toContain('persons-parted');
  const after = (await second.must(refreshPackageRoute, {})).items;
  expect(after).toMatchObject([{ state: 'active' }]);
  expect(otherCode.startsWith(after[0]!.healthCardId)).toBe(true);
});

it('a link with a hospital stays with the document it was made for, also after a registrar joined two and parted them again', async () => {
  const phone = makePhone(town);
  await phone.signIn(byIdCard.wechatUser ?? '');
  await proveByFace(town, phone);
  const link = { ticket: await ticketOf(byIdCard), confirmed: 'it-is-me' as const };
  await phone.must(linkAccountRoute, link);
  const { mergeId } = await registrar.must(mergePersonsRoute, { survivor: shown(byPassport), merged: shown(byIdCard), evidence: 'both-documents-seen' });
  await town.idle();
  const opened = async () => [byIdCard, byPassport].map(async (person) => makePhone(town).send(signInInstitutionRoute, { ticket: await ticketOf(person) }));
  const expected = [{ ok: true, value: { account: { accountId: phone.session()?.account.accountId } } }, { ok: false, problem: { code: 'link/not-this-person' } }];
  expect(await Promise.all(await opened())).toMatchObject(expected);
  await registrar.must(reverseMergeRoute, { mergeId, reason: '两人同名，登记错误' });
  await town.idle();
  expect(await Promise.all(await opened())).toMatchObject(expected);
});

it('neither a counter clerk nor a resident can merge anybody', async () => {
  const merging = { survivor: shown(byIdCard), merged: shown(byPassport), evidence: 'both-documents-seen' };
  const clerk = await staffPhone(town, 'wx-clerk-xu');
  expect(await clerk.send(mergePersonsRoute, merging)).toMatchObject({ status: 403, problem: { code: 'persons/not-registrar' } });
  const resident = await verifiedPhone(town, town.person('li-na'));
  expect(await resident.send(mergePersonsRoute, merging)).toMatchObject({ status: 403, problem: { code: 'caller/not-allowed' } });
});
