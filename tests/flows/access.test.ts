/** Every route × every kind of caller, over real HTTP: nobody enters where the contract does not let them. So with the authority's methods. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { routesBySlice } from '../../functions/local/contracts';
import { SAMPLE_AUTHORITY_CLIENT } from '../../functions/local/local-config';
import { sampleWechatUsers } from '../../functions/local/seed/registered';
import { dialectNamed } from '../../shared/authority/dialects';
import { AUTHORITY_REFUSALS } from '../../shared/authority/refusals';
import type { AuthorityMethod } from '../../shared/authority/authority.schema';
import { endSessionRoute } from '../../shared/identity/sign-in.routes';
import type { Session } from '../../shared/identity/identity.schema';
import type { CallerPost } from '../../shared/kernel/caller';
import type { Route } from '../../shared/kernel/route';
import { envelope, PATH, type Speaker } from '../authority/ehc';
import { openTown, type Town } from '../rig/open-town';
import * as consoleRoutes from '../../shared/open-platform/console.routes';
import { makePhone } from '../rig/phone';
import { makeTownClock } from '../rig/town-clock';
import { pathMembers, validInput } from './valid-input';

type Role = CallerPost['role'];
/** With and without a session; with and without consents; with each of the posts. */
const CALLERS = ['nobody', 'forger', 'expired', 'ended', 'unconsenting', 'resident', 'counter', 'village-doctor', 'registrar', 'institution-developer', 'by-institution'] as const;
type Caller = (typeof CALLERS)[number];

/** What the door says to those who hold no session in force. */
const DOOR: Partial<Record<Caller, string>> = { nobody: 'session/missing', forger: 'session/missing', expired: 'session/expired', ended: 'session/expired' };

/** Which posts a staff route is for, and how it tells the others. */
const ASSISTING: readonly Role[] = ['counter', 'village-doctor'];
const POSTS: Readonly<Record<string, { readonly roles: readonly Role[]; readonly others: string }>> = {
  readCounterCodeRoute: { roles: ASSISTING, others: 'presence/post-not-allowed' },
  confirmPresenceRoute: { roles: ASSISTING, others: 'presence/post-not-allowed' },
  assistClaimRoute: { roles: ASSISTING, others: 'caller/not-allowed' },
  listAssistedClaimsRoute: { roles: ASSISTING, others: 'caller/not-allowed' },
  readAssistedClaimRoute: { roles: ASSISTING, others: 'caller/not-allowed' },
  readAssistedProofRoute: { roles: ASSISTING, others: 'caller/not-allowed' },
  moveAtCounterRoute: { roles: ASSISTING, others: 'caller/not-allowed' },
  mergePersonsRoute: { roles: ['registrar'], others: 'persons/not-registrar' },
  reverseMergeRoute: { roles: ['registrar'], others: 'persons/not-registrar' },
  listKnownDocumentsRoute: { roles: ['registrar'], others: 'persons/not-registrar' },
  ...Object.fromEntries([...Object.keys(consoleRoutes).filter((name) => name.endsWith('Route')), 'listOwnServicesRoute', 'offerServiceRoute', 'withdrawServiceRoute'].map((name) => [name, { roles: ['institution-developer'], others: 'caller/not-allowed' }])),
};

/** What a session that began at an institution may do beside reading; of what is read, it is closed to the whole file and the card on paper. */
const BY_INSTITUTION = {
  writes: ['showCodeRoute', 'refreshPackageRoute', 'endSessionRoute', 'openServiceRoute'],
  closed: ['readInformationRoute', 'readPrintableCardRoute'],
};

const clock = makeTownClock();
let town: Town;
let session: (caller: Caller) => string | undefined;
beforeAll(async () => {
  town = await openTown({ now: clock.now });
  session = await openSessions();
}, 60_000);
afterAll(() => town.end());

async function signedIn(wechatUser: string, consenting: boolean): Promise<Session> {
  const phone = makePhone(town);
  const begun = await phone.signIn(wechatUser);
  if (consenting) await phone.consent('privacy', 'sensitive');
  return consenting ? phone.signIn(wechatUser) : begun;
}

async function endedSession(): Promise<Session> {
  const [phone, other] = [makePhone(town), makePhone(town)];
  const ended = await phone.signIn('wx-li-na');
  await other.signIn('wx-li-na');
  const claims = JSON.parse(Buffer.from(ended.accessToken.split('.')[1] ?? '', 'base64url').toString()) as { p: { sessionId: string } };
  await other.must(endSessionRoute, { sessionId: claims.p.sessionId });
  return ended;
}

/** What each shows at the door. Those who may enter get a token of this moment: some routes make the older ones stale. */
async function openSessions() {
  const expired = await signedIn('wx-zhang-wei', true);
  clock.advance(11 * 60_000);
  const unionId = sampleWechatUsers(town.today).find(({ wechatUser }) => wechatUser === 'wx-gao-zhiyuan')?.unionid ?? '';
  await town.slices.identityWindow.appoint(unionId, { role: 'registrar', institutionId: 'sample-person-index', institutionName: '省主索引办公室', cityCode: '410000' });
  const [forged, ended] = ['1.eyJpIjowLCJlIjo5OTk5OTk5OTk5OTk5OSwicCI6e319.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', (await endedSession()).accessToken];
  const users = { unconsenting: 'wx-ayinur', resident: 'wx-zhou-min', counter: 'wx-clerk-xu', 'village-doctor': 'wx-doctor-tian', registrar: 'wx-gao-zhiyuan', 'institution-developer': 'wx-developer-yan' };
  const sessions = new Map<Caller, Session>();
  for (const [caller, user] of Object.entries(users)) sessions.set(caller as Caller, await signedIn(user, caller !== 'unconsenting'));
  return (caller: Caller): string | undefined => {
    const inForce = sessions.get(caller === 'by-institution' ? 'resident' : caller);
    return inForce ? renewed(inForce, caller === 'by-institution') : { forger: forged, expired: expired.accessToken, ended }[caller as 'forger' | 'expired' | 'ended'];
  };
}

function renewed({ accessToken }: Session, byInstitution: boolean): string {
  const { p } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { p: Parameters<Town['foundations']['sessions']['mintAccess']>[0] };
  return town.foundations.sessions.mintAccess({ ...p, ...(byInstitution ? { byInstitution } : {}) }).accessToken;
}

type Heard = { readonly status: number; readonly code?: string };

async function knock(name: string, route: Route, caller: Caller): Promise<Heard> {
  const all = validInput(name, route);
  const path = route.path.replace(/:(\w+)/g, (_, member: string) => String(all[member]));
  const input = Object.fromEntries(Object.entries(all).filter(([member]) => !pathMembers(route).includes(member)));
  const writes = route.method === 'POST' || route.method === 'PUT';
  const token = session(caller);
  const headers: Record<string, string> = { 'idempotency-key': randomUUID(), ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const query = writes ? '' : `?${new URLSearchParams(input as Record<string, string>).toString()}`;
  const answer = await fetch(town.url + path + query, { method: route.method, headers, ...(writes ? { body: JSON.stringify(input) } : {}) });
  return { status: answer.status, ...(await answer.json() as object) };
}

/** The code that turns the caller away; undefined: they are let in. */
function turnedAway(name: string, route: Route, caller: Caller): string | undefined {
  if (route.callers.includes('anyone')) return undefined;
  if (DOOR[caller]) return DOOR[caller];
  if (!route.callers.includes('resident')) return forStaff(name, caller);
  if (caller === 'by-institution') return mayByInstitution(name, route) ? undefined : 'session/own-needed';
  return caller === 'unconsenting' && 'consent/needed' in route.refusals ? 'consent/needed' : undefined;
}

/** Said here anew, and not taken from the contract: a route that is opened to them has to be opened here too. */
function mayByInstitution(name: string, { method }: Route): boolean {
  // It ends itself alone, and what is named at this door is another session.
  if (name === 'endSessionRoute') return false;
  return method === 'GET' ? !BY_INSTITUTION.closed.includes(name) : BY_INSTITUTION.writes.includes(name);
}

function forStaff(name: string, caller: Caller): string | undefined {
  if (caller === 'resident' || caller === 'by-institution' || caller === 'unconsenting') return 'caller/not-allowed';
  const post = POSTS[name];
  return post?.roles.includes(caller as Role) ? undefined : post?.others;
}

const TURNING_AWAY = new Set(['session/missing', 'session/expired', 'session/own-needed', 'caller/not-allowed', 'consent/needed', ...Object.values(POSTS).map(({ others }) => others)]);

describe('every route', () => {
  const routes = routesBySlice();

  it('has an input here that its schema takes, and a staff route the posts it is for', () => {
    expect(routes.filter(({ name, route }) => !z.safeParse(route.input, validInput(name, route)).success).map(({ name }) => name)).toEqual([]);
    expect(Object.keys(POSTS).sort()).toEqual(routes.filter(({ route }) => route.callers.includes('staff')).map(({ name }) => name).sort());
  });

  it.each(routes.map(({ name, route }) => [name, route] as const))('%s lets in whom its contract names, and nobody else', async (name, route) => {
    for (const caller of CALLERS) {
      const { status, code } = await knock(name, route, caller);
      const away = code !== undefined && TURNING_AWAY.has(code) ? code : undefined;
      expect({ caller, away, misread: status === 500 || code?.startsWith('request/') === true }).toEqual({ caller, away: turnedAway(name, route, caller), misread: false });
    }
    // Who may close their account did: they come again with a new one.
    if (name === 'closeAccountRoute') session = await openSessions();
  });
});

describe('every method of the authority', () => {
  const methods = Object.entries(dialectNamed('ehc-v1').methods) as [AuthorityMethod, readonly string[]][];
  const { app, terminal, method: withheld } = { app: AUTHORITY_REFUSALS['app-unknown'].code, terminal: AUTHORITY_REFUSALS['terminal-unknown'].code, method: AUTHORITY_REFUSALS['method-unknown'].code };

  async function ask(speaker: Speaker, wire: string): Promise<string> {
    const answer = await fetch(town.url + PATH, { method: 'POST', body: envelope(speaker, wire, {}, { at: clock.now() }) });
    return (await answer.json() as { message: string }).message.slice(0, 8);
  }

  /** A client that may ask for everything but one method. */
  async function without(method: AuthorityMethod): Promise<Speaker> {
    const speaker = { ...SAMPLE_AUTHORITY_CLIENT, appId: `all-but-${method}` };
    await town.slices.authorityWindow.registerClient({ ...speaker, termIds: [speaker.termId], cityCode: '410100', methods: methods.map(([one]) => one).filter((one) => one !== method) });
    return speaker;
  }

  it.each(methods)('%s is closed to unknown clients, unknown terminals and clients it is withheld from, under each of its names', async (method, names) => {
    const withheldFrom = await without(method);
    for (const wire of names) {
      expect(await ask({ ...SAMPLE_AUTHORITY_CLIENT, appId: 'nobodys-app' }, wire)).toBe(app);
      expect(await ask({ ...SAMPLE_AUTHORITY_CLIENT, termId: 'T9999' }, wire)).toBe(terminal);
      expect(await ask(withheldFrom, wire)).toBe(withheld);
      expect([app, terminal, withheld]).not.toContain(await ask(SAMPLE_AUTHORITY_CLIENT, wire));
    }
    const [[, [another = '']]] = methods.filter(([one]) => one !== method) as [[AuthorityMethod, readonly string[]]];
    expect(await ask(withheldFrom, another)).not.toBe(withheld);
  });
});
