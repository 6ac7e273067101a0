/** 审计: no one's data is opened before the entry is written; without it nothing is shown. */
import { routesBySlice } from '../../functions/local/contracts';
import { tableName } from '../../functions/platform/config/config';
import { claimCardRoute } from '../../shared/card/card.routes';
import { addAdultRoute } from '../../shared/identity/family.routes';
import type { Route } from '../../shared/kernel/route';
import { openTown, type Town } from '../rig/open-town';
import { verifiedPhone, type Phone } from '../rig/phone';

jest.setTimeout(120_000);

/** They answer nothing that says who somebody is: numbers, states, ways that are open. */
const NOTHING_PERSONAL = [
  'listPresenceOptionsRoute', 'listSessionsRoute', 'countUnreadRoute', 'readConsentTextsRoute', 'listInstitutionsRoute', 'readPcTicketRoute',
  'readInvitationRoute',
];
const READS_THAT_WRITE = ['showCodeRoute', 'refreshPackageRoute'];

const reading = routesBySlice().filter(({ name, route }) => {
  const isRead = route.method === 'GET' || READS_THAT_WRITE.includes(name);
  return isRead && route.callers.includes('resident') && !NOTHING_PERSONAL.includes(name);
});

const inputFor = ({ path, input }: Route, cardId: string) => ({
  ...(path.includes(':cardId') ? { cardId } : {}), ...('kind' in (input as unknown as { shape: object }).shape ? { kind: 'dynamic' } : {}),
});

describe('every route that shows a person\'s data', () => {
  let town: Town;
  let phone: Phone;
  let cardId: string;
  let audit: string;
  beforeAll(async () => {
    town = await openTown();
    audit = tableName(town.config, 'audit');
    phone = await verifiedPhone(town, town.person('zhang-wei'));
    cardId = (await phone.must(claimCardRoute, {})).cardId;
    const { name, idType, idNumber } = town.person('wang-xiuying');
    await phone.must(addAdultRoute, { name, idType, idNumber, relation: 'parent' });
  });
  afterAll(() => town.end());

  const entries = async () => ((await town.engine.call('Scan', { TableName: audit })) as { Items: Record<string, { S?: string }>[] }).Items;

  it('leaves an entry that says who, what and why, and names nobody', async () => {
    expect(reading.map(({ name }) => name)).toEqual(expect.arrayContaining(['readMeRoute', 'listFamilyRoute', 'listCardsRoute', 'readCardRoute', 'readCardHistoryRoute', 'listMessagesRoute']));
    const account = phone.session()?.account.accountId;
    for (const { name, route } of reading) {
      const before = new Set((await entries()).map((entry) => entry['sk']?.S));
      await phone.must(route, inputFor(route, cardId));
      const own = (await entries()).filter((entry) => !before.has(entry['sk']?.S) && entry['actor']?.S === account);
      expect({ name, entries: own }).toEqual({ name, entries: expect.arrayContaining([expect.objectContaining({ action: { S: expect.any(String) }, ground: { S: 'self' }, requestId: { S: expect.any(String) } })]) });
    }
    const everything = JSON.stringify(await entries());
    for (const key of ['zhang-wei', 'wang-xiuying']) for (const secret of [town.person(key).name, town.person(key).idNumber]) expect(everything).not.toContain(secret);
  });

  it('shows nothing while the entry cannot be written', async () => {
    await town.engine.call('DeleteTable', { TableName: audit });
    for (const { name, route } of reading) {
      const refused = await phone.send(route, inputFor(route, cardId));
      expect({ name, refused }).toMatchObject({ name, refused: { ok: false, status: 500, problem: { code: 'server/error' } } });
      expect(JSON.stringify(refused)).not.toContain('*');
    }
  });
});
