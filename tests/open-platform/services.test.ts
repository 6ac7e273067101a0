/** 服务目录 and 单点登录 over HTTP: reviewed before it is seen, handed over only as agreed, taken over only as linked. */
import { totpCode, totpStepOf } from '../../functions/platform/crypto/totp';
import * as links from '../../shared/identity/links.routes';
import { readMeRoute } from '../../shared/identity/identity.routes';
import { closeAccountRoute, readInformationRoute } from '../../shared/identity/rights.routes';
import { endSessionRoute, listSessionsRoute, renewSessionRoute } from '../../shared/identity/sign-in.routes';
import * as c from '../../shared/open-platform/console.routes';
import { RESULT_CODES } from '../../shared/open-platform/result-codes';
import * as s from '../../shared/open-platform/services.routes';
import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { openTown, type Town } from '../rig/open-town';
import { makePhone, type Phone } from '../rig/phone';
import { proveByFace } from '../rig/presence';
import { rawItems } from '../rig/raw-items';
import { DEMO, openPartner } from './partner';

jest.setTimeout(120_000);

const OWN = '/rest/auth/henan/OpenPlatform/SignOnObj/';
const CITY = '410100';
const FORM = { name: '在线复诊', summary: '慢病患者在家复诊开药', kind: 'online-hospital', entry: 'http://127.0.0.1:9009/revisit?from=directory', signsOn: true, takesOver: true };

let town: Town;
let developer: Phone;
let clockMs = 0;
beforeAll(async () => {
  town = await openTown({ now: () => Date.now() + clockMs });
  developer = makePhone(town);
  await developer.signIn('wx-developer-yan');
  const { address } = await developer.must(c.enrolSecondFactorRoute, {});
  const bits = [.../secret=(\w+)/.exec(address)?.[1] ?? ''].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  await developer.must(c.signInConsoleRoute, { code: totpCode(secret, totpStepOf(Date.now())) });
});
afterAll(() => town.end());

const order = (name: string, body: object) => fetch(`${town.url}/local/orders/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
type Waiting = { readonly services: readonly { readonly serviceId: string; readonly version: number }[] };
const waiting = async () => (await (await order('open-platform-waiting', {})).json() as Waiting).services;
/** As whoever looked just now at what waits. */
const review = async (serviceId: string, reason?: string) => {
  const answer = await order('open-platform-review', { cityCode: CITY, serviceId, version: (await waiting()).find((one) => one.serviceId === serviceId)?.version, reason });
  // What is in the directory is remembered for so long.
  clockMs += 31_000;
  return answer;
};
/** A hospital whose clock goes with ours. */
async function hospital(partner = DEMO) {
  const commonIn = { timestamp: String(Math.floor((Date.now() + clockMs) / 1000)) };
  const { call } = await openPartner(town.url, partner, commonIn);
  return { call: (method: string, req: object, more: object = {}) => call(method, { ...req }, { commonIn, ...more }) };
}
const codeOf = (heard: { readonly ok: boolean; readonly problem?: unknown }) => (heard.problem as { code?: string } | undefined)?.code;
const seen = async () => (await makePhone(town).must(s.listServicesRoute, { cityCode: CITY })).items;
const offered = (changes: object = {}) => developer.must(s.offerServiceRoute, { appId: DEMO.appId, ...FORM, ...changes });

async function listed(changes: object = {}): Promise<string> {
  const { serviceId } = await offered(changes);
  expect((await review(serviceId)).status).toBe(200);
  return serviceId;
}

async function resident(wechatUser: string): Promise<Phone> {
  const phone = makePhone(town);
  await phone.signIn(wechatUser);
  await phone.consent('privacy', 'sensitive');
  return phone;
}

/** Verified, and before the camera a moment ago. */
async function present(key: string, wechatUser = `wx-${key}`): Promise<Phone> {
  const phone = await resident(wechatUser);
  if ((await phone.must(readMeRoute, {})).realName === undefined) await phone.verify(town.person(key));
  await proveByFace(town, phone);
  return phone;
}

const wechatUsers = () => ['wx-zhang-wei', 'wx-li-na'];
async function opened(phone: Phone, input: Record<string, unknown>): Promise<string> {
  const answer = await phone.must(s.openServiceRoute, input);
  if (answer.state !== 'ready') throw new Error(answer.state);
  return answer.address;
}

const whoCame = async (address: string, partner = DEMO) => {
  const { call } = await hospital(partner);
  return call(`${OWN}getSignOnUser`, { signOnCode: new URL(address).searchParams.get('signOnCode') ?? '' });
};

describe('the directory', () => {
  it('shows a service only after operations looked at it, and keeps showing it while a change is looked at', async () => {
    const { serviceId } = await offered();
    expect(await seen()).toEqual([]);
    expect((await waiting()).map((one) => one.serviceId)).toEqual([serviceId]);
    expect((await review(serviceId)).status).toBe(200);
    expect(await waiting()).toEqual([]);
    expect(await seen()).toEqual([expect.objectContaining({ serviceId, name: '在线复诊', institutionName: '郑州市中心医院', signsOn: true })]);
    await offered({ serviceId, name: '在线复诊与续方' });
    expect((await seen())[0]?.name).toBe('在线复诊');
    await review(serviceId, '请写明收费');
    expect((await seen())[0]?.name).toBe('在线复诊');
    const [own] = (await developer.must(s.listOwnServicesRoute, {})).items;
    expect(own).toMatchObject({ declined: { reason: '请写明收费' }, listed: { name: '在线复诊' } });
    expect(own?.asked).toBeUndefined();
    expect((await developer.must(c.downloadAppRoute, { appId: DEMO.appId })).services).toEqual([own]);
    await review(serviceId, '停业');
    expect(await seen()).toEqual([]);
    expect((await review(serviceId, '再停')).status).toBe(422);
    await developer.must(s.withdrawServiceRoute, { appId: DEMO.appId, serviceId });
    expect((await developer.must(s.listOwnServicesRoute, {})).items).toEqual([]);
  });

  it('leads only to hosts the app registered, is changed by its own institution alone, and holds thirty', async () => {
    for (const entry of ['https://evil.example/', 'http://127.0.0.1@evil.example/', 'javascript:alert(1)']) expect(codeOf(await developer.send(s.offerServiceRoute, { appId: DEMO.appId, ...FORM, entry }))).toBe('console/return-not-registered');
    expect(codeOf(await developer.send(s.offerServiceRoute, { appId: DEMO.appId, serviceId: 'service-of-nobody', ...FORM }))).toBe('service/unknown');
    expect(codeOf(await developer.send(s.offerServiceRoute, { appId: 'other-app', ...FORM }))).toBe('console/app-unknown');
    const ids: string[] = [];
    for (let count = 0; count < 30; count += 1) ids.push((await offered()).serviceId);
    expect(codeOf(await developer.send(s.offerServiceRoute, { appId: DEMO.appId, ...FORM }))).toBe('service/too-many');
    for (const serviceId of ids) await developer.must(s.withdrawServiceRoute, { appId: DEMO.appId, serviceId });
  });
});

describe('from here to an institution', () => {
  it('says nothing until the resident agreed, once for all, and then names them by a name only this institution knows', async () => {
    const serviceId = await listed();
    const [father, mother] = await Promise.all(wechatUsers().map(resident)) as [Phone, Phone];
    const asked = { serviceId, cityCode: CITY };
    expect(await father.must(s.openServiceRoute, asked)).toEqual({ state: 'agreement-needed' });
    const first = await whoCame(await opened(father, { ...asked, agreed: true }));
    const again = await whoCame(await opened(father, asked));
    expect(first.rsp).toEqual({ openUserId: expect.stringMatching(/^user_/), isRealNameVerified: false, isPresenceProved: false });
    expect(again.rsp['openUserId']).toBe(first.rsp['openUserId']);
    const other = await whoCame(await opened(mother, { ...asked, agreed: true }));
    expect(other.rsp['openUserId']).not.toBe(first.rsp['openUserId']);
    await father.must(links.endLinkRoute, { institutionId: 'inst-410100-10' });
    expect(await father.must(s.openServiceRoute, asked)).toEqual({ state: 'agreement-needed' });
    const anew = await whoCame(await opened(father, { ...asked, agreed: true }));
    expect(anew.rsp['openUserId']).not.toBe(first.rsp['openUserId']);
    await developer.must(s.withdrawServiceRoute, { appId: DEMO.appId, serviceId });
  });

  it('gives a code that is good once, for five minutes, for its own app', async () => {
    const serviceId = await listed();
    const phone = await resident(String(wechatUsers()[0]));
    const open = async () => opened(phone, { serviceId, cityCode: CITY, agreed: true });
    const address = await open();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:9009\/revisit\?from=directory&signOnCode=[\da-f]{32}$/);
    await town.slices.openPlatformWindow.registerApp({ appId: 'other', name: '别家', cityCode: CITY, hospitals: [{ hospitalId: '99902', name: '别家' }], secrets: ['o'.repeat(32)], redirectHosts: ['127.0.0.1'], switches: { relates: false, clock: true, replay: true }, closed: false });
    expect((await whoCame(address, { appId: 'other', secret: 'o'.repeat(32), hospitalId: '99902' })).commonOut.resultCode).toBe(RESULT_CODES['code-not-valid'].code);
    const { call } = await hospital();
    const code = { signOnCode: new URL(address).searchParams.get('signOnCode') ?? '' };
    const once = await call(`${OWN}getSignOnUser`, code);
    expect(once.commonOut.resultCode).toBe(0);
    expect((await call(`${OWN}getSignOnUser`, code)).rsp).toEqual(once.rsp);
    clockMs += 61_000;
    const timestamp = { commonIn: { timestamp: String(Math.floor((Date.now() + clockMs) / 1000)) } };
    expect((await call(`${OWN}getSignOnUser`, code, timestamp)).commonOut.resultCode).toBe(RESULT_CODES['code-used'].code);
    await developer.must(s.withdrawServiceRoute, { appId: DEMO.appId, serviceId });
    expect(codeOf(await phone.send(s.openServiceRoute, { serviceId, cityCode: CITY, agreed: true }))).toBe('service/unknown');
  });
});

describe('from an institution to here', () => {
  /** Of a hospital's user who is Zhang Wei, unless it says somebody else. */
  const ticketFor = async (userId: string, { person = 'zhang-wei', ...more }: { readonly person?: string; readonly page?: string } = {}) => {
    const { call } = await hospital();
    const { name, idType, idNumber } = town.person(person);
    const answer = await call(`${OWN}createSignOnTicket`, { userId, name, idType, idNumber, ...more });
    return { answer, ticket: String(answer.rsp['signOnUrl']).split('ticket=')[1] ?? '' };
  };

  it('takes nobody over without a listed service, and nobody the resident has not linked', async () => {
    expect((await ticketFor('P-1')).answer.commonOut.resultCode).toBe(RESULT_CODES['sign-on-not-listed'].code);
    await listed();
    const { ticket, answer } = await ticketFor('P-1', { page: 'package' });
    expect(answer.rsp).toEqual({ signOnUrl: `${town.url}/open/signOn?ticket=${ticket}`, expiresIn: 300 });
    const visitor = makePhone(town);
    expect(await visitor.must(links.readSignOnRoute, { ticket })).toEqual({ institutionName: '郑州市中心医院', linked: false, page: 'package', sentName: '张*' });
    expect(codeOf(await visitor.send(links.signInInstitutionRoute, { ticket }))).toBe('sign-in/not-linked');
    expect(codeOf(await visitor.send(links.signInInstitutionRoute, { ticket: '0'.repeat(32) }))).toBe('sign-in/ticket-unknown');
  });

  it('signs in without a word once linked, in a session that is listed, has no post, and ends with the link', async () => {
    const [father, mother] = await Promise.all(['zhang-wei', 'li-na'].map((key) => present(key))) as [Phone, Phone];
    const first = await ticketFor('P-7');
    expect(await father.must(links.linkAccountRoute, { ticket: first.ticket, confirmed: 'it-is-me' })).toMatchObject({ institutionName: '郑州市中心医院', takesOverSince: expect.any(String) });
    expect(codeOf(await mother.send(links.linkAccountRoute, { ticket: first.ticket, confirmed: 'it-is-me' }))).toBe('sign-in/ticket-unknown');
    expect(codeOf(await mother.send(links.linkAccountRoute, { ticket: (await ticketFor('P-7', { person: 'li-na' })).ticket, confirmed: 'it-is-me' }))).toBe('link/of-another');
    await town.idle();
    expect((await father.must(listMessagesRoute, {})).items.map(({ kind }) => kind)).toContain('account-linked');

    const next = await ticketFor('P-7');
    const visitor = makePhone(town);
    // Whose account it opens is said before the tap, also in a browser that is signed in as another.
    for (const phone of [visitor, mother]) expect(await phone.must(links.readSignOnRoute, { ticket: next.ticket })).toEqual({ institutionName: '郑州市中心医院', linked: true, page: 'home', sentName: '张*', holder: '张*' });
    const tries = await Promise.all([1, 2, 3].map(() => visitor.send(links.signInInstitutionRoute, { ticket: next.ticket })));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    const [came] = tries.flatMap((heard) => (heard.ok ? [heard.value] : []));
    const there = makePhone(town);
    if (came) there.use(came);
    expect((await there.must(listSessionsRoute, {})).items.find(({ current }) => current)).toMatchObject({ device: 'institution' });
    expect((await there.must(readMeRoute, {})).accountId).toBe((await father.must(readMeRoute, {})).accountId);
    // It looks, and changes nothing: neither whom the account is linked with, nor who else is signed in, nor where it is handed on to; nor after a renewal.
    if (came) there.use(await visitor.must(renewSessionRoute, { refreshToken: came.refreshToken }));
    expect(codeOf(await there.send(links.linkAccountRoute, { ticket: (await ticketFor('thiefs-user')).ticket, confirmed: 'it-is-me' }))).toBe('session/own-needed');
    expect(codeOf(await there.send(readInformationRoute, {}))).toBe('session/own-needed');
    expect(codeOf(await there.send(s.openServiceRoute, { serviceId: (await seen())[0]?.serviceId, cityCode: CITY, agreed: true }))).toBe('session/own-needed');
    const others = (await there.must(listSessionsRoute, {})).items.filter(({ current }) => !current);
    for (const { sessionId } of others) expect(codeOf(await there.send(endSessionRoute, { sessionId }))).toBe('session/own-needed');
    expect(others).not.toEqual([]);
    await father.must(links.endLinkRoute, { institutionId: 'inst-410100-10' });
    expect((await visitor.send(renewSessionRoute, { refreshToken: there.session()?.refreshToken })).ok).toBe(false);
    expect(codeOf(await visitor.send(links.signInInstitutionRoute, { ticket: (await ticketFor('P-7')).ticket }))).toBe('sign-in/not-linked');
  });

  it('is linked with nobody but the person the hospital names, by whoever was sent the link, and only while they are there', async () => {
    const victim = await resident('wx-li-na');
    const link = async (phone: Phone, ticket: string) => codeOf(await phone.send(links.linkAccountRoute, { ticket, confirmed: 'it-is-me' }));
    const attackers = await ticketFor('P-attacker');
    expect((await victim.must(links.readSignOnRoute, { ticket: attackers.ticket })).sentName).toBe('张*');
    const refused = await victim.send(links.linkAccountRoute, { ticket: attackers.ticket, confirmed: 'it-is-me' });
    expect(codeOf(refused)).toBe('link/not-this-person');
    expect(JSON.stringify(refused)).not.toMatch(/张|李|4190/);
    const newcomer = makePhone(town);
    await newcomer.signIn('wx-zhou-min');
    expect(await link(newcomer, attackers.ticket)).toBe('consent/needed');
    await newcomer.consent('privacy', 'sensitive');
    expect(await link(newcomer, attackers.ticket)).toBe('identity/real-name-needed');
    const own = await ticketFor('P-gao', { person: 'zhou-min' });
    await newcomer.verify(town.person('zhou-min'));
    expect(await link(newcomer, own.ticket)).toBe('identity/presence-needed');
    await proveByFace(town, newcomer);
    expect(await link(newcomer, own.ticket)).toBeUndefined();
    // Another user of the hospital takes nobody's place, and a user's number that was given to somebody else opens nothing.
    expect(await link(newcomer, (await ticketFor('P-gao-2', { person: 'zhou-min' })).ticket)).toBe('link/other-user');
    expect(codeOf(await makePhone(town).send(links.signInInstitutionRoute, { ticket: (await ticketFor('P-gao', { person: 'li-na' })).ticket }))).toBe('link/not-this-person');
    expect((await makePhone(town).must(links.signInInstitutionRoute, { ticket: (await ticketFor('P-gao', { person: 'zhou-min' })).ticket })).account.realName?.maskedName).toBe('周*');
    expect((await rawItems(town)).filter(({ table, text }) => table.endsWith('open-platform') && text.includes(town.person('zhou-min').idNumber))).toEqual([]);
  });

  it('names a person whose document reads', async () => {
    const { call } = await hospital();
    const { name, idType, idNumber } = town.person('zhang-wei');
    for (const wrong of [{ name, idType }, { name, idType, idNumber: `${idNumber.slice(0, -1)}A` }]) {
      expect((await call(`${OWN}createSignOnTicket`, { userId: 'P-9', ...wrong })).commonOut).toMatchObject({ resultCode: RESULT_CODES['input-not-valid'].code, errMsg: expect.stringContaining('idNumber') });
    }
  });

  it('brings no post along, so that no institution works as somebody else\'s clerk', async () => {
    const person = 'zhang-wei';
    const clerk = await present(person, 'wx-clerk-xu');
    await clerk.must(links.linkAccountRoute, { ticket: (await ticketFor('P-clerk', { person })).ticket, confirmed: 'it-is-me' });
    const came = await makePhone(town).must(links.signInInstitutionRoute, { ticket: (await ticketFor('P-clerk', { person })).ticket });
    expect(came.account.post).toBeUndefined();
    const renewed = await makePhone(town).must(renewSessionRoute, { refreshToken: came.refreshToken });
    expect(renewed.account.post).toBeUndefined();
    expect(Buffer.from(came.accessToken.split('.')[0] ?? '', 'base64url').toString()).not.toContain('counter');
  });

  it('leads nowhere any more when the account was closed', async () => {
    const phone = await present('li-na');
    const accountId = phone.session()?.account.accountId ?? '';
    await phone.must(links.linkAccountRoute, { ticket: (await ticketFor('P-gone', { person: 'li-na' })).ticket, confirmed: 'it-is-me' });
    await phone.must(closeAccountRoute, { confirmed: 'erase-everything' });
    expect((await makePhone(town).must(links.readSignOnRoute, { ticket: (await ticketFor('P-gone')).ticket })).linked).toBe(false);
    const ways = (await rawItems(town)).filter(({ table, text }) => table.endsWith('identity') && /"linked#|link#/.test(text) && text.includes(accountId));
    expect(ways).toEqual([]);
    expect((await rawItems(town)).filter(({ text }) => text.includes('P-gone'))).toEqual([]);
  });

  it('is over after five minutes', async () => {
    const { ticket } = await ticketFor('P-late');
    clockMs += 301_000;
    expect(codeOf(await makePhone(town).send(links.readSignOnRoute, { ticket }))).toBe('sign-in/ticket-unknown');
  });
});
