import { assistClaimRoute, listAssistedClaimsRoute, readAssistedClaimRoute } from '../../shared/card/assisted.routes';
import { claimCardRoute, listCardsRoute, readCardHistoryRoute, readPrintableCardRoute, refreshPackageRoute, showCodeRoute } from '../../shared/card/card.routes';
import { closeCardRoute, reissueCardRoute, reportLossRoute, restoreCardRoute } from '../../shared/card/card-life.routes';
import { confirmPresenceRoute, openCounterCodeRoute } from '../../shared/identity/identity.routes';
import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 7)]).toString('base64');

let town: Town;
let clerk: Phone;
beforeAll(async () => {
  town = await openTown();
  clerk = makePhone(town);
  await clerk.signIn('wx-clerk-xu');
  await clerk.consent('privacy', 'sensitive');
}, 60_000);
afterAll(() => town.end());

/** The person stands at the counter with their document. */
async function proveAtCounter(phone: Phone, personKey: string): Promise<void> {
  const { name, idType, idNumber } = town.person(personKey);
  const { code } = await phone.must(openCounterCodeRoute, {});
  await clerk.must(confirmPresenceRoute, { code, name, idType, idNumber });
}

it('a card is lost, found, closed and issued again at a real authority, and history and inbox tell so', async () => {
  const phone = await verifiedPhone(town, town.person('zhang-wei'));
  const { cardId, healthCardId } = await phone.must(claimCardRoute, {});
  expect((await phone.must(reportLossRoute, { cardId })).state).toBe('lost');
  expect(await phone.send(showCodeRoute, { cardId, kind: 'dynamic' })).toMatchObject({ status: 409, problem: { code: 'card/lost' } });
  expect(await phone.send(restoreCardRoute, { cardId })).toMatchObject({ status: 403, problem: { code: 'identity/presence-needed' } });
  await proveAtCounter(phone, 'zhang-wei');
  expect((await phone.must(restoreCardRoute, { cardId })).state).toBe('active');
  expect((await phone.must(showCodeRoute, { cardId, kind: 'dynamic' })).text).toContain(healthCardId);
  expect((await phone.must(closeCardRoute, { cardId })).state).toBe('closed');
  expect(await phone.send(readPrintableCardRoute, { cardId })).toMatchObject({ status: 409, problem: { code: 'card/closed' } });
  expect(await phone.must(reissueCardRoute, { cardId })).toMatchObject({ cardId, healthCardId, state: 'active' });
  await phone.must(reportLossRoute, { cardId });
  expect(await phone.must(reissueCardRoute, { cardId })).toMatchObject({ cardId, healthCardId, state: 'active' });
  expect((await phone.must(showCodeRoute, { cardId, kind: 'dynamic' })).text).toContain(healthCardId);
  const { items } = await phone.must(readCardHistoryRoute, { cardId });
  expect(items.filter(({ kind }) => kind === 'reissued')).toHaveLength(2);
  await town.idle();
  const kinds = (await phone.must(listMessagesRoute, { limit: 50 })).items.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['card-claimed', 'card-lost', 'card-restored', 'card-closed', 'card-reissued']));
}, 60_000);

it('a card claimed at a counter is printed there, and found by its holder later', async () => {
  const { name, idType, idNumber } = town.person('li-na');
  const claim = await clerk.must(assistClaimRoute, { name, idType, idNumber, documentSeen: true, proof: { kind: 'signature', imageBase64: JPEG } });
  expect(claim.card.codeText).toBe(`${claim.card.healthCardId}:1`);
  expect((await clerk.must(listAssistedClaimsRoute, {})).items.map(({ claimId }) => claimId)).toEqual([claim.claimId]);
  expect(await clerk.must(readAssistedClaimRoute, { claimId: claim.claimId })).toEqual(claim);
  const phone = await verifiedPhone(town, town.person('li-na'));
  expect(await phone.send(listAssistedClaimsRoute, {})).toMatchObject({ status: 403, problem: { code: 'caller/not-allowed' } });
  expect((await phone.must(listCardsRoute, {})).items).toEqual([]);
  const { items: [found] } = await phone.must(refreshPackageRoute, {});
  expect(found).toMatchObject({ origin: 'found', healthCardId: claim.card.healthCardId, state: 'active' });
}, 60_000);
