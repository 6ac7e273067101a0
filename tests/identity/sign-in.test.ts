import { makeLinks } from '../../functions/identity/links.repository';
import { LINKS_MAX } from '../../shared/identity/links.routes';
import { confirmPresenceRoute, readMeRoute } from '../../shared/identity/identity.routes';
import { closeAccountRoute } from '../../shared/identity/rights.routes';
import {
  beginServiceAccountRoute, decidePcTicketRoute, endAllSessionsRoute, endSessionRoute, listSessionsRoute, openPcTicketRoute, readPcTicketRoute,
  renewSessionRoute, scanPcTicketRoute, signInMiniProgramRoute, signInPcRoute, signInServiceAccountRoute,
} from '../../shared/identity/sign-in.routes';
import { BASE_URL, codeOf, MINUTE, openHouse, POST, valueOf, type House } from './house';

jest.setTimeout(60_000);

let house: House;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());

async function fromServiceAccount(code: string) {
  const { state } = valueOf(await house.ask(beginServiceAccountRoute, { returnTo: `${BASE_URL}/` }));
  return valueOf(await house.ask(signInServiceAccountRoute, { code, state })).account.accountId;
}
const fromMiniProgram = async (code: string) => valueOf(await house.ask(signInMiniProgramRoute, { code })).account.accountId;

/** Institutions' users linked with an account, as they are kept. */
function linksOf({ foundations: { store, fingerprints, now, table } }: House) {
  const links = makeLinks({ store, table: table('identity'), fingerprints, now });
  const linkOf = (accountId: string, institutionId: string, userId: string) => ({
    accountId, institutionId, institutionName: institutionId, openUserId: `user-of-${accountId}`, takesOverSince: '2026-03-01T09:00:00.000+08:00', userMark: links.markOf(institutionId, userId), version: 0,
  });
  return { links, linkOf };
}

describe('one account for one WeChat user', () => {
  it('is the same from the mini-program and from the service account', async () => {
    expect(await fromServiceAccount('user-a')).toBe(await fromMiniProgram('user-a'));
  });

  it('is opened once when forty sign-ins come at once', async () => {
    const accounts = await Promise.all(Array.from({ length: 40 }, () => fromMiniProgram('user-crowd')));
    expect(new Set(accounts).size).toBe(1);
  });

  it('is one when both apps come at once for the first time', async () => {
    const accounts = await Promise.all(Array.from({ length: 20 }, (_, turn) => (turn % 2 ? fromMiniProgram('user-both') : fromServiceAccount('user-both'))));
    expect(new Set(accounts).size).toBe(1);
  });

  it('joins two accounts as soon as WeChat tells that they are one user', async () => {
    const mini = await fromMiniProgram('user-late?');
    const web = await fromServiceAccount('user-late?');
    expect(web).not.toBe(mini);
    expect(await fromServiceAccount('user-late')).toBe(web);
    const joined = await fromMiniProgram('user-late');
    expect(await fromServiceAccount('user-late?')).toBe(joined);
    expect(await fromMiniProgram('user-late?')).toBe(joined);
  });

  it('ends the sessions of the account that became part of another', async () => {
    const before = valueOf(await house.ask(signInMiniProgramRoute, { code: 'user-fold?' }));
    await fromServiceAccount('user-fold');
    house.clock.now += 1;
    await fromMiniProgram('user-fold');
    house.clock.now += 3_000;
    expect(codeOf(await house.ask(renewSessionRoute, { refreshToken: before.refreshToken }))).toBe('sign-in/session-ended');
  });

  it('takes the links with institutions along, and tells of the one that both had', async () => {
    const { links, linkOf } = linksOf(house);
    const former = valueOf(await house.ask(signInMiniProgramRoute, { code: 'user-linked?' })).account.accountId;
    for (const institutionId of ['inst-1', 'inst-2']) await links.save(linkOf(former, institutionId, 'P-1'));
    const account = await fromServiceAccount('user-linked');
    await links.save(linkOf(account, 'inst-2', 'P-2'));
    const before = (await links.list(former))[0];
    expect(await fromMiniProgram('user-linked')).toBe(account);
    expect(await links.list(former)).toEqual([]);
    expect((await links.list(account)).map(({ institutionId, openUserId }) => [institutionId, openUserId])).toEqual([['inst-1', before?.openUserId], ['inst-2', `user-of-${account}`]]);
    // A user leads where its link is, and the one whose link ended leads nowhere, and may be linked anew.
    expect([await links.accountOf('inst-1', 'P-1'), await links.accountOf('inst-2', 'P-1'), await links.accountOf('inst-2', 'P-2')]).toEqual([account, undefined, account]);
    expect((await house.notices(account)).map(({ kind, facts }) => [kind, facts['institutionName']])).toEqual([['account-unlinked', 'inst-2']]);
    expect(await links.save(linkOf(former, 'inst-3', 'P-3'))).toBe(false);
    const [moved] = await links.list(account);
    expect(moved && (await links.end(moved))).toBe(true);
    expect(await links.accountOf('inst-1', 'P-1')).toBeUndefined();
  });

  it('ends the links that would be too many for one account', async () => {
    const { links, linkOf } = linksOf(house);
    const former = await fromMiniProgram('user-many?');
    for (const institutionId of ['inst-a', 'inst-b']) await links.save(linkOf(former, institutionId, 'P'));
    const account = await fromServiceAccount('user-many');
    for (let turn = 1; turn < LINKS_MAX; turn += 1) await links.save(linkOf(account, `inst-${String(turn)}`, 'P'));
    await fromMiniProgram('user-many');
    expect(await links.list(account)).toHaveLength(LINKS_MAX);
    expect([await links.accountOf('inst-a', 'P'), await links.accountOf('inst-b', 'P')]).toEqual([account, undefined]);
    expect((await house.notices(account)).map(({ kind }) => kind)).toEqual(['account-unlinked']);
  });

  it('keeps the post that was given before the first sign-in', async () => {
    await house.window.appoint('union-clerk', POST);
    const session = valueOf(await house.ask(signInMiniProgramRoute, { code: 'clerk' }));
    expect(session.account.post).toEqual(POST);
  });

  it('gives a post to an account that was opened without a union id', async () => {
    await fromMiniProgram('late-clerk?');
    await house.window.appoint('union-late-clerk', POST);
    const session = valueOf(await house.ask(signInMiniProgramRoute, { code: 'late-clerk' }));
    expect(session.account.post).toEqual(POST);
  });
});

describe('a post that is ended', () => {
  it('is gone from the next request on, and from the account, which may then be closed', async () => {
    await house.window.appoint('union-leaver', POST);
    const staff = valueOf(await house.ask(signInMiniProgramRoute, { code: 'leaver' }));
    expect(staff.account.post).toEqual(POST);
    house.clock.now += 1_000;
    await house.window.appoint('union-leaver', null);
    house.clock.now += 3_000;
    expect(codeOf(await house.ask(readMeRoute, {}, { accountId: staff.account.accountId, token: staff.accessToken, refreshToken: staff.refreshToken }))).toBe('session/expired');
    const renewed = valueOf(await house.ask(renewSessionRoute, { refreshToken: staff.refreshToken }));
    expect(renewed.account.post).toBeUndefined();
    const caller = { accountId: staff.account.accountId, token: renewed.accessToken, refreshToken: renewed.refreshToken };
    expect(codeOf(await house.ask(confirmPresenceRoute, { code: '123456', name: '张伟', idType: '01', idNumber: '419099189901010016' }, caller))).toBe('caller/not-allowed');
    expect(codeOf(await house.ask(closeAccountRoute, { confirmed: 'erase-everything' }, caller))).toBe('ok');
  });

  it('was somebody\'s: an order for nobody changes nothing', async () => {
    await expect(house.window.appoint('union-nobody', null)).rejects.toThrow('nobody with this union id');
  });
});

describe('the state of web sign-in', () => {
  it('fits into what WeChat carries: 128 letters and digits', async () => {
    const { state, authorizeUrl } = valueOf(await house.ask(beginServiceAccountRoute, { returnTo: `${BASE_URL}/#/home` }));
    expect(state).toMatch(/^[a-zA-Z0-9]{1,128}$/);
    expect(authorizeUrl).toContain(state);
  });

  it('is over after ten minutes, and is nobody else\'s to make', async () => {
    const { state } = valueOf(await house.ask(beginServiceAccountRoute, { returnTo: `${BASE_URL}/` }));
    house.clock.now += 11 * MINUTE;
    expect(codeOf(await house.ask(signInServiceAccountRoute, { code: 'user-a', state }))).toBe('sign-in/state-not-valid');
    const forged = `${'0'.repeat(32)}ffffffff${'0'.repeat(64)}`;
    expect(codeOf(await house.ask(signInServiceAccountRoute, { code: 'user-a', state: forged }))).toBe('sign-in/state-not-valid');
  });

  it.each([
    'https://elsewhere.example/h5/', 'https://health.example.elsewhere.example/h5/', '//elsewhere.example/h5/', '\\\\elsewhere.example/h5', 'javascript:alert(1)',
    'https://user:secret@health.example/h5/', 'http://health.example/h5/', 'https://health.example/other', 'https://health.example/h5evil', 'https://health.example/h5/../admin', 'http://[',
  ])('does not send anybody to %s', async (returnTo) => {
    expect(codeOf(await house.ask(beginServiceAccountRoute, { returnTo }))).toBe('sign-in/return-address-not-allowed');
  });

  it('sends back to our own pages', async () => {
    for (const returnTo of [BASE_URL, `${BASE_URL}/`, `${BASE_URL}/?from=hospital#/card`]) {
      expect(codeOf(await house.ask(beginServiceAccountRoute, { returnTo }))).toBe('ok');
    }
  });
});

describe('sign-in on a PC', () => {
  it('becomes a session once, after the phone that scanned approved, and the phone is told', async () => {
    const phone = await house.signIn('user-pc');
    const { ticketId, pollSecret, scanText } = valueOf(await house.ask(openPcTicketRoute, { openedFrom: 'Edge, Windows' }));
    expect(scanText).toBe(`${BASE_URL}/s/${ticketId}`);
    expect(valueOf(await house.ask(scanPcTicketRoute, { ticketId }, phone)).openedFrom).toBe('Edge, Windows');
    expect(valueOf(await house.ask(readPcTicketRoute, { ticketId, pollSecret })).state).toBe('scanned');
    valueOf(await house.ask(decidePcTicketRoute, { ticketId, approve: true }, phone));
    const pc = valueOf(await house.ask(signInPcRoute, { ticketId, pollSecret }));
    expect(pc.account.accountId).toBe(phone.accountId);
    expect(codeOf(await house.ask(signInPcRoute, { ticketId, pollSecret }))).toBe('sign-in/ticket-not-approved');
    expect((await house.notices(phone.accountId)).map(({ kind }) => kind)).toEqual(['signed-in-on-pc']);
  });

  it('gives one session when many ask with one ticket at once', async () => {
    const phone = await house.signIn('user-pc-race');
    const { ticketId, pollSecret } = valueOf(await house.ask(openPcTicketRoute, {}));
    valueOf(await house.ask(scanPcTicketRoute, { ticketId }, phone));
    valueOf(await house.ask(decidePcTicketRoute, { ticketId, approve: true }, phone));
    const answers = await Promise.all(Array.from({ length: 20 }, () => house.ask(signInPcRoute, { ticketId, pollSecret })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('keeps only the hash of the secret the page polls with', async () => {
    const { ticketId, pollSecret } = valueOf(await house.ask(openPcTicketRoute, {}));
    const stored = await house.store.get('test-identity', { pk: `ticket#${ticketId}`, sk: 'ticket' });
    expect(JSON.stringify(stored)).not.toContain(pollSecret);
  });

  it('is refused for good when the phone refuses, and over after three minutes', async () => {
    const phone = await house.signIn('user-pc-no');
    const { ticketId, pollSecret } = valueOf(await house.ask(openPcTicketRoute, {}));
    valueOf(await house.ask(scanPcTicketRoute, { ticketId }, phone));
    valueOf(await house.ask(decidePcTicketRoute, { ticketId, approve: false }, phone));
    expect(codeOf(await house.ask(decidePcTicketRoute, { ticketId, approve: true }, phone))).toBe('sign-in/ticket-taken');
    expect(valueOf(await house.ask(readPcTicketRoute, { ticketId, pollSecret })).state).toBe('refused');
    house.clock.now += 3 * MINUTE;
    expect(valueOf(await house.ask(readPcTicketRoute, { ticketId, pollSecret })).state).toBe('expired');
  });
});

describe('sessions', () => {
  it('are listed, ended one by one, and ended everywhere', async () => {
    const first = await house.signIn('user-sessions');
    const second = await house.signIn('user-sessions');
    const { items } = valueOf(await house.ask(listSessionsRoute, {}, second));
    expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = items.find(({ current }) => !current);
    valueOf(await house.ask(endSessionRoute, { sessionId: other?.sessionId ?? '' }, second));
    expect(codeOf(await house.ask(readMeRoute, {}, first))).toBe('session/expired');
    house.clock.now += 1;
    valueOf(await house.ask(endAllSessionsRoute, {}, second));
    expect(codeOf(await house.ask(readMeRoute, {}, second))).toBe('session/expired');
    expect(codeOf(await house.ask(renewSessionRoute, { refreshToken: second.refreshToken }))).toBe('sign-in/session-ended');
  });

  it('are renewed with a token that works once', async () => {
    const { refreshToken } = await house.signIn('user-renew');
    const renewed = valueOf(await house.ask(renewSessionRoute, { refreshToken }));
    expect(codeOf(await house.ask(renewSessionRoute, { refreshToken }))).toBe('sign-in/session-ended');
    expect(codeOf(await house.ask(renewSessionRoute, { refreshToken: renewed.refreshToken }))).toBe('sign-in/session-ended');
  });
});
