import { readMeRoute } from '../../shared/identity/identity.routes';
import {
  decidePcTicketRoute, endSessionRoute, listSessionsRoute, openPcTicketRoute, readPcTicketRoute, scanPcTicketRoute, signInPcRoute,
} from '../../shared/identity/sign-in.routes';
import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { makeTownClock } from '../rig/town-clock';

const clock = makeTownClock();
let town: Town;
let phone: Phone;
beforeAll(async () => {
  town = await openTown({ now: clock.now });
  phone = await verifiedPhone(town, town.person('zhang-wei'));
}, 60_000);
afterAll(() => town.end());

/** A PC page that shows a code; what is scanned is the ticket at the end of its address. */
async function openedPc() {
  const page = makePhone(town);
  const { ticketId, pollSecret, scanText } = await page.must(openPcTicketRoute, { openedFrom: 'Edge, Windows' });
  expect(scanText.endsWith(`/s/${ticketId}`)).toBe(true);
  const state = async () => (await page.must(readPcTicketRoute, { ticketId, pollSecret })).state;
  const enter = () => page.send(signInPcRoute, { ticketId, pollSecret });
  return { page, ticketId, pollSecret, state, enter };
}

it('a PC is signed in by the phone that scanned and agreed, once; the phone is told, and can end it', async () => {
  const pc = await openedPc();
  expect([await pc.state(), await pc.enter()]).toMatchObject(['waiting', { status: 409, problem: { code: 'sign-in/ticket-not-approved' } }]);
  expect(await phone.must(scanPcTicketRoute, { ticketId: pc.ticketId })).toMatchObject({ openedFrom: 'Edge, Windows' });
  expect([await pc.state(), await pc.enter()]).toMatchObject(['scanned', { status: 409 }]);
  await phone.must(decidePcTicketRoute, { ticketId: pc.ticketId, approve: true });
  expect(await pc.state()).toBe('approved');
  const entered = await pc.enter();
  if (!entered.ok) throw new Error(entered.problem.code);
  expect(await pc.enter()).toMatchObject({ ok: false });
  pc.page.use(entered.value);
  expect((await pc.page.must(readMeRoute, {})).accountId).toBe(phone.session()?.account.accountId);
  await town.idle();
  expect((await phone.must(listMessagesRoute, {})).items.map(({ kind }) => kind)).toContain('signed-in-on-pc');
  const there = (await phone.must(listSessionsRoute, {})).items.find(({ device }) => device === 'pc');
  await phone.must(endSessionRoute, { sessionId: there?.sessionId });
  expect(await pc.page.send(readMeRoute, {})).toMatchObject({ status: 401 });
}, 60_000);

it('a code belongs to the phone that scanned it first, and its page alone can enter by it', async () => {
  const [pc, other] = [await openedPc(), await verifiedPhone(town, town.person('li-na'))];
  await phone.must(scanPcTicketRoute, { ticketId: pc.ticketId });
  for (const refused of [await other.send(scanPcTicketRoute, { ticketId: pc.ticketId }), await other.send(decidePcTicketRoute, { ticketId: pc.ticketId, approve: true })]) {
    expect(refused).toMatchObject({ status: 409, problem: { code: 'sign-in/ticket-taken' } });
  }
  await phone.must(decidePcTicketRoute, { ticketId: pc.ticketId, approve: true });
  const stranger = makePhone(town);
  for (const route of [signInPcRoute, readPcTicketRoute]) {
    expect(await stranger.send(route, { ticketId: pc.ticketId, pollSecret: `${pc.pollSecret.slice(0, -1)}_` })).toMatchObject({ status: 404, problem: { code: 'sign-in/ticket-unknown' } });
  }
}, 60_000);

it('a refused code and an old code let nobody in', async () => {
  const [refused, old] = [await openedPc(), await openedPc()];
  for (const { ticketId } of [refused, old]) await phone.must(scanPcTicketRoute, { ticketId });
  await phone.must(decidePcTicketRoute, { ticketId: refused.ticketId, approve: false });
  expect([await refused.state(), await refused.enter()]).toMatchObject(['refused', { status: 409, problem: { code: 'sign-in/ticket-not-approved' } }]);
  clock.advance(10 * 60_000);
  expect(await phone.send(decidePcTicketRoute, { ticketId: old.ticketId, approve: true })).toMatchObject({ ok: false });
  expect(await old.enter()).toMatchObject({ ok: false });
}, 60_000);
