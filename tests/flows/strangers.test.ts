/** Nobody reaches what is another's by knowing its id; and no one's data is opened before the audit has the entry. */
import { routesBySlice } from '../../functions/local/contracts';
import { claimCardRoute, listCardsRoute } from '../../shared/card/card.routes';
import { addAdultRoute, addChildRoute, listFamilyRoute, openInvitationRoute } from '../../shared/identity/family.routes';
import { beginFaceCheckRoute } from '../../shared/identity/identity.routes';
import { listSessionsRoute, openPcTicketRoute, scanPcTicketRoute } from '../../shared/identity/sign-in.routes';
import type { Route } from '../../shared/kernel/route';
import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { giveUserCodeRoute } from '../../shared/open-platform/hand-over.routes';
import { openPartner, P } from '../open-platform/partner';
import { openTown, type Town } from '../rig/open-town';
import { verifiedPhone, type Phone } from '../rig/phone';
import { proveByFace } from '../rig/presence';

jest.setTimeout(120_000);

type Ids = Readonly<Record<string, unknown>>;

/** What else a route asks for, beside the id of what it is about. */
const BACK = 'http://127.0.0.1:9/back';
const BESIDE: Ids = { kind: 'dynamic', approve: true, accept: false, institutionId: 'inst-410100-1', serviceId: 'service-of-nobody', visitNumber: 'A1', hospitalId: '99901', returnTo: BACK, code: 'no-such-filing', verifyOrderId: 'no-such-order' };
/**
 * A link is a secret that is handed on: whoever holds it sees, masked, who asks; deciding is the adult's alone. And a kiosk shows its code
 * to whoever stands before it.
 */
const HANDED_ON = ['readInvitationRoute', 'readKioskRoute', 'authoriseKioskRoute'];

const residentRoutes = routesBySlice().filter(({ name, route }) => route.callers.includes('resident') && !HANDED_ON.includes(name));

function membersOf(route: Route): readonly string[] {
  return Object.keys((route.input as unknown as { shape: object }).shape);
}

/** Every id the route asks for, as one of `ids`, and what it needs beside. Undefined: it is about the caller alone. */
function inputFor(route: Route, ids: Ids): Ids | undefined {
  const members = membersOf(route);
  if (!members.some((member) => member in ids)) return undefined;
  return Object.fromEntries(Object.entries({ ...BESIDE, ...ids }).filter(([member]) => members.includes(member)));
}

/** A hospital asks whose code it has to prove who they are. */
async function orderFor(town: Town, phone: Phone): Promise<unknown> {
  const { address } = await phone.must(giveUserCodeRoute, { returnTo: BACK });
  const { name, idType, idNumber } = town.person('zhang-wei');
  const asked = { wechatCode: new URL(address).searchParams.get('wechatCode'), name, cardType: idType, idCard: idNumber, scene: '0101081', useCardType: '11', verifySuccessRedirectUrl: '/pages/passed', verifyFailRedirectUrl: '/pages/failed' };
  const { rsp } = await (await openPartner(town.url)).call(`${P}registerUniformVerifyOrder`, asked);
  return rsp['verifyOrderId'];
}

/** Somebody with one of everything that has an id. */
async function rich(town: Town, phone: Phone): Promise<Ids> {
  const { name, idType, idNumber } = town.person('zhang-zihan');
  const adult = town.person('wang-xiuying');
  await phone.consent('child', 'face');
  await phone.must(addChildRoute, { name, idType, idNumber, guardianDeclared: true });
  const { cardId } = await phone.must(claimCardRoute, {});
  const { memberId } = await phone.must(addAdultRoute, { name: adult.name, idType: adult.idType, idNumber: adult.idNumber, relation: 'parent' });
  const { token } = await phone.must(openInvitationRoute, { memberId });
  const { checkId } = await phone.must(beginFaceCheckRoute, {});
  const { ticketId } = await phone.must(openPcTicketRoute, {});
  await phone.must(scanPcTicketRoute, { ticketId });
  await town.idle();
  const messageId = (await phone.must(listMessagesRoute, {})).items[0]?.messageId;
  const sessionId = (await phone.must(listSessionsRoute, {})).items[0]?.sessionId;
  return { cardId, cardIds: [cardId], memberId, token, checkId, ticketId, messageId, sessionId, orderId: await orderFor(town, phone) };
}

const belongings = async (phone: Phone) => [
  await phone.must(listCardsRoute, {}), await phone.must(listFamilyRoute, {}), (await phone.must(listMessagesRoute, {})).items,
  (await phone.must(listSessionsRoute, {})).items.map(({ sessionId }) => sessionId),
];

describe('a stranger who knows every id', () => {
  let town: Town;
  let owner: Phone;
  let stranger: Phone;
  let ids: Ids;
  beforeAll(async () => {
    town = await openTown();
    owner = await verifiedPhone(town, town.person('zhang-wei'));
    stranger = await verifiedPhone(town, town.person('chen-jing'));
    await stranger.consent('face', 'child');
    await proveByFace(town, stranger);
    ids = await rich(town, owner);
  });
  afterAll(() => town.end());

  it('has an id of each kind that any route asks for', () => {
    const asked = new Set(residentRoutes.flatMap(({ route }) => membersOf(route)).filter((member) => /(Id|Ids|token)$/i.test(member)));
    for (const known of [...Object.keys(ids), ...Object.keys(BESIDE), 'refreshToken']) asked.delete(known);
    expect([...asked]).toEqual([]);
    expect(Object.values(ids)).not.toContain(undefined);
  });

  it('is answered by every route as if there were nothing of this id, sees no data, and changes nothing', async () => {
    const before = await belongings(owner);
    const made = Object.fromEntries(Object.entries(ids).map(([member, id]) => [member, Array.isArray(id) ? ['card_none'] : `${String(id).slice(0, -4)}0000`]));
    const tried = residentRoutes.flatMap(({ name, route }) => [{ name, route, theirs: inputFor(route, ids), nobodys: inputFor(route, made) }]).filter(({ theirs }) => theirs);
    expect(tried.length).toBeGreaterThan(20);
    for (const { name, route, theirs = {}, nobodys = {} } of tried) {
      const [told, toldOfNothing] = [await stranger.send(route, theirs), await stranger.send(route, nobodys)];
      if (told.ok || toldOfNothing.ok) throw new Error(`${name} answered a stranger`);
      // Tickets and links are secrets of their own: of them it may be told that they are somebody's.
      const somebodys = ['sign-in/ticket-taken', 'family/invitation-not-for-you'].includes(told.problem.code);
      expect({ name, code: told.problem.code }).toEqual({ name, code: somebodys ? told.problem.code : toldOfNothing.problem.code });
      expect(Object.keys(told.problem).sort()).toEqual(['code', 'requestId', 'status', 'type']);
    }
    expect(await belongings(owner)).toEqual(before);
  });
});
