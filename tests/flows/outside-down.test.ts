/** WeChat, the register or the authority slow, down or talking nonsense: the resident is told which it is, loses nothing, and the next try works. */
import type { Mood, Moods } from '../../functions/sandbox/moods';
import { claimCardRoute, listCardsRoute, showCodeRoute } from '../../shared/card/card.routes';
import { reportLossRoute } from '../../shared/card/card-life.routes';
import { beginFaceCheckRoute, finishFaceCheckRoute, readMeRoute, verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { signInMiniProgramRoute } from '../../shared/identity/sign-in.routes';
import { openAuthorityWay, type AuthorityWay } from '../rig/authority-way';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { makeTerminal } from '../rig/terminal';

jest.setTimeout(120_000);

/** Longer than the patience with any outside system. */
const SLOW: Mood = { kind: 'slow', ms: 30_000 };
const DOWN: Mood = { kind: 'down', how: 'reset' };
const BAD_GATEWAY: Mood = { kind: 'down', how: 'bad-gateway' };
const GARBAGE: Mood = { kind: 'wrong', how: 'garbage' };
const CUT_OFF: Mood = { kind: 'wrong', how: 'cut-off' };
const MOODS = [['slow', SLOW], ['down', DOWN], ['behind a bad gateway', BAD_GATEWAY], ['talking nonsense', GARBAGE], ['cut off in the middle', CUT_OFF]] as const;

let way: AuthorityWay;
let town: Town;
beforeEach(async () => {
  way = await openAuthorityWay();
  town = await openTown();
  way.leadTo(town.url);
});
afterEach(async () => {
  await town.end();
  await way.close();
});

/** Asks while the outside is in the mood, and again when it is itself. */
async function during<Answer>(moods: Moods, mood: Mood, ask: () => Promise<Answer>): Promise<readonly [Answer, Answer]> {
  moods.set({ path: '*', mood });
  const disturbed = await ask();
  moods.clear();
  return [disturbed, await ask()];
}

async function signIn(phone: Phone): Promise<object> {
  const heard = await phone.send(signInMiniProgramRoute, { code: town.wechat.phone.jsCode('wx-zhang-wei') });
  if (heard.ok) phone.use(heard.value);
  return heard;
}

it.each(MOODS)('from sign-in to the code while everything outside is %s, one after the other', async (_, mood) => {
  const phone = makePhone(town);
  expect(await during(town.wechat.moods, mood, () => signIn(phone))).toMatchObject([{ status: 503, problem: { code: 'sign-in/wechat-unavailable' } }, { ok: true }]);
  await phone.consent('privacy', 'sensitive', 'face');
  const { name, idType, idNumber } = town.person('zhang-wei');
  expect(await during(town.register.moods, mood, () => phone.send(verifyRealNameRoute, { name, idType, idNumber }))).toMatchObject([
    { status: 503, problem: { code: 'identity/check-unavailable' } }, { ok: true, value: { assurance: 'L1' } },
  ]);
  expect(await during(way.moods, mood, () => phone.send(claimCardRoute, {}))).toMatchObject([
    { status: 503, problem: { code: 'card/authority-unavailable' } }, { ok: true, value: { state: 'active' } },
  ]);
  const { items: [card, ...others] } = await phone.must(listCardsRoute, {});
  expect(others).toEqual([]);
  expect(await during(way.moods, mood, () => phone.send(showCodeRoute, { cardId: card?.cardId, kind: 'dynamic' }))).toMatchObject([
    { status: 503, problem: { code: 'card/authority-unavailable' } }, { ok: true },
  ]);
});

it.each(MOODS.slice(1))('a face check while WeChat is %s begins and ends as soon as it is back', async (_, mood) => {
  const phone = await verifiedPhone(town, town.person('zhang-wei'));
  await phone.consent('face');
  const [refused, begun] = await during(town.wechat.moods, mood, () => phone.send(beginFaceCheckRoute, {}));
  expect(refused).toMatchObject({ status: 503, problem: { code: 'identity/face-unavailable' } });
  if (!begun.ok) throw new Error(begun.problem.code);
  town.wechat.phone.faceAct(begun.value.verifyId, 'pass');
  expect(await during(town.wechat.moods, mood, () => phone.send(finishFaceCheckRoute, { checkId: begun.value.checkId }))).toMatchObject([
    { status: 503, problem: { code: 'identity/face-unavailable' } }, { ok: true },
  ]);
  expect((await phone.must(readMeRoute, {})).realName?.assurance).toBe('L2');
});

it('tries that the outside did not answer are not counted against the person', async () => {
  const phone = makePhone(town);
  await signIn(phone);
  await phone.consent('privacy', 'sensitive');
  const { idType, idNumber } = town.person('zhang-wei');
  const mistyped = () => phone.send(verifyRealNameRoute, { name: '张卫', idType, idNumber });
  town.register.moods.set({ path: '*', mood: BAD_GATEWAY });
  for (let turn = 0; turn < 2; turn += 1) expect(await mistyped()).toMatchObject({ status: 503 });
  town.register.moods.clear();
  expect(await mistyped()).toMatchObject({ status: 422, problem: { code: 'identity/name-does-not-match', triesLeft: 4 } });
});

it('a loss is taken while the authority is away, the static code is still there for the window, and the loss is carried there later', async () => {
  const phone = await verifiedPhone(town, town.person('zhang-wei'));
  const { cardId } = await phone.must(claimCardRoute, {});
  way.moods.set({ path: '*', mood: DOWN });
  const { text } = await phone.must(showCodeRoute, { cardId, kind: 'static' });
  expect(await phone.must(reportLossRoute, { cardId })).toMatchObject({ state: 'lost', lossOnItsWay: true });
  expect(await phone.send(showCodeRoute, { cardId, kind: 'static' })).toMatchObject({ status: 409, problem: { code: 'card/lost' } });
  way.moods.clear();
  await town.slices.card.carryLosses();
  expect((await phone.must(listCardsRoute, {})).items).toMatchObject([{ state: 'lost' }]);
  expect((await phone.must(listCardsRoute, {})).items[0]).not.toHaveProperty('lossOnItsWay', true);
  expect(await makeTerminal(town).scan(text)).toBe('EHC-3002');
});
