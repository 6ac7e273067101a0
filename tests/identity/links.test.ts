/** 取消关联: who got in by an institution is out before the link is gone, so that an interruption leaves nobody inside. */
import { makeLinks } from '../../functions/identity/links.repository';
import { makeSignInInstitution } from '../../functions/identity/use-cases/sign-in-institution';
import { makeEndLink, type EndLinkDeps } from '../../functions/identity/use-cases/end-link';
import { openHouse, type House } from './house';

jest.setTimeout(60_000);

let house: House;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());

/** A resident with a link and a session that came by it. */
async function setup(user: string, more: (deps: EndLinkDeps) => Partial<EndLinkDeps> = () => ({})) {
  const { store, fingerprints, now, table, sessions, audit } = house.foundations;
  const links = makeLinks({ store, table: table('identity'), fingerprints, now });
  const { accountId } = await house.signIn(user);
  await links.save({ accountId, institutionId: 'inst-1', institutionName: '示例医院', openUserId: 'user-1', userMark: links.markOf('inst-1', user), version: 0 });
  await sessions.start(accountId, 'institution');
  const deps: EndLinkDeps = { links, sessions, recordAudit: (entry) => audit.record(entry) };
  const [own] = await sessions.list(accountId);
  const end = makeEndLink({ ...deps, ...more(deps) });
  return {
    links, accountId,
    end: () => end({ institutionId: 'inst-1' }, { accountId, sessionId: own?.sessionId ?? '', requestId: 'request-1', consents: [] }),
    devices: async () => (await sessions.list(accountId)).map(({ device }) => device),
  };
}

it('an interruption leaves the link and no session that came by it, and ending again ends it', async () => {
  let dies = true;
  const { end, devices, links, accountId } = await setup('interrupted', (deps) => ({
    links: { ...deps.links, end: async (link) => { if (dies) throw new Error('the process ended'); return deps.links.end(link); } },
  }));
  await expect(end()).rejects.toThrow('the process ended');
  expect(await devices()).toEqual(['mini-program']);
  expect(await links.list(accountId)).toHaveLength(1);
  dies = false;
  expect(await end()).toEqual({ ok: true, value: { done: true } });
  expect(await links.list(accountId)).toEqual([]);
});

it('a session that began by the link while it was being ended is ended too', async () => {
  const { end, devices } = await setup('quick', (deps) => ({
    links: { ...deps.links, end: async (link) => { await house.foundations.sessions.start(link.accountId, 'institution'); return deps.links.end(link); } },
  }));
  expect(await end()).toEqual({ ok: true, value: { done: true } });
  expect(await devices()).toEqual(['mini-program']);
});

it('whoever comes in at the moment a link is ended is out again', async () => {
  const { links, accountId, end, devices } = await setup('coming');
  const person = { name: '样本某', document: { type: '01', number: '1' } } as never;
  const account = { accountId } as never;
  const signIn = makeSignInInstitution({
    signOnTickets: { peek: async () => ({ institutionId: 'inst-1', institutionName: '示例医院', userId: 'coming', page: 'home', person }), take: async () => true } as never,
    links, accounts: { read: async () => account, openPhone: async () => undefined }, recordAudit: async () => undefined,
    files: { read: async () => ({ self: { personId: 'p', documentMark: 'm' } }), marksOf: () => ['m'], open: async () => ({ name: '样本某' }) } as never,
    sessions: { ...house.foundations.sessions, start: async (...of) => { await end(); return house.foundations.sessions.start(...of); } },
    grantSession: async () => { throw new Error('granted'); },
  });
  expect(await signIn({ ticket: 't' }, { requestId: 'r' })).toMatchObject({ ok: false, refusal: { code: 'sign-in/not-linked' } });
  expect(await devices()).toEqual(['mini-program']);
});
