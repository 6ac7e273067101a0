import { claimCardRoute, showCodeRoute } from '../../shared/card/card.routes';
import { reportLossRoute, restoreCardRoute } from '../../shared/card/card-life.routes';
import { openTown, type Town } from '../rig/open-town';
import { verifiedPhone } from '../rig/phone';
import { proveAtCounter, proveByFace, staffPhone } from '../rig/presence';
import { makeTerminal } from '../rig/terminal';
import { makeTownClock } from '../rig/town-clock';

const FRESH_MS = 30 * 60_000;

const clock = makeTownClock();
let town: Town;
beforeAll(async () => { town = await openTown({ now: clock.now }); }, 60_000);
afterAll(() => town.end());

it('every code of a lost card is refused at the terminals at once, the one on the finder\'s screen too, until its holder comes and restores it', async () => {
  const terminal = makeTerminal(town, clock.now);
  const phone = await verifiedPhone(town, town.person('zhang-wei'));
  const { cardId } = await phone.must(claimCardRoute, {});
  const codes = [(await phone.must(showCodeRoute, { cardId, kind: 'static' })).text, (await phone.must(showCodeRoute, { cardId, kind: 'dynamic' })).text] as const;
  expect(await terminal.scan(codes[0])).toBe('ok');
  await phone.must(reportLossRoute, { cardId });
  for (const code of codes) expect(await terminal.scan(code)).toBe('EHC-3002');
  await proveAtCounter(phone, await staffPhone(town, 'wx-clerk-xu'), town.person('zhang-wei'));
  expect((await phone.must(restoreCardRoute, { cardId })).state).toBe('active');
  expect(await terminal.scan(codes[0])).toBe('ok');
}, 60_000);

it('having been there this morning does not restore a card in the afternoon', async () => {
  const phone = await verifiedPhone(town, town.person('chen-jing'));
  const { cardId } = await phone.must(claimCardRoute, {});
  await proveByFace(town, phone);
  await phone.must(reportLossRoute, { cardId });
  clock.advance(FRESH_MS + 60_000);
  expect(await phone.send(restoreCardRoute, { cardId })).toMatchObject({ status: 403, problem: { code: 'identity/presence-needed' } });
  await proveByFace(town, phone);
  expect((await phone.must(restoreCardRoute, { cardId })).state).toBe('active');
}, 60_000);
