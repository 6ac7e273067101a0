/** 注销账号: what is kept of the account goes at once; closing may be repeated, and a new account may begin the same day. */
import { ACTING_TEXT } from '../../shared/identity/acting-text';
import { makeAccounts } from '../../functions/identity/accounts.repository';
import { makeFiles } from '../../functions/identity/files.repository';
import { makeCloseAccount } from '../../functions/identity/use-cases/close-account';
import { addChildRoute, decideInvitationRoute, listFamilyRoute, openInvitationRoute } from '../../shared/identity/family.routes';
import { confirmPresenceRoute, openCounterCodeRoute, readMeRoute, verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { closeAccountRoute } from '../../shared/identity/rights.routes';
import { renewSessionRoute } from '../../shared/identity/sign-in.routes';
import { everyRefusal } from './every-refusal';
import { codeOf, openHouse, POST, valueOf, type House, type SignedIn } from './house';
import { CHILD, citizen, FATHER, GRANDMOTHER, MOTHER, present, TEEN, verified, withAdult, withChild } from './people';

jest.setTimeout(60_000);

let house: House;
beforeEach(async () => { house = await openHouse(); });
afterEach(() => house.close());

const close = (who: SignedIn) => house.ask(closeAccountRoute, { confirmed: 'erase-everything' }, who);
const rows = async () => ((await house.engine.call('Scan', { TableName: 'test-identity' })) as { Items: Record<string, { S?: string }>[] }).Items;
const rowsOf = async (accountId: string) => (await rows()).map((row) => ({ row, text: JSON.stringify(row) })).filter(({ text }) => text.includes(accountId)).map(({ row }) => String(row['pk']?.S));
const announced = async (accountId: string) => (await rows()).filter((row) => row['sk']?.S === 'account.closed.v1' && JSON.stringify(row).includes(accountId)).length;

async function clerk(): Promise<SignedIn> {
  await house.window.appoint('union-clerk', POST);
  await verified(house, 'clerk', citizen('钱柜员', '1992-09-09', 50));
  return house.signIn('clerk');
}

describe('the account', () => {
  it('goes with its sessions, names, ways and family; what stays names nobody: consents withdrawn, the mark of the key, the event', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    await withChild(house, mother, CHILD);
    await withAdult(house, mother, GRANDMOTHER);
    expect(codeOf(await close(mother))).toBe('ok');
    expect(codeOf(await house.ask(readMeRoute, {}, mother))).toBe('session/expired');
    expect(codeOf(await house.ask(renewSessionRoute, { refreshToken: mother.refreshToken }))).toBe('sign-in/session-ended');
    expect((await house.window.groundsOf(mother.accountId)).size).toBe(0);
    const left = (await rowsOf(mother.accountId)).filter((pk) => !pk.startsWith('outbox#')).sort();
    expect(new Set(left)).toEqual(new Set([`consent-acts#${mother.accountId}`, `data-key#${mother.accountId}`]));
    expect(left.filter((pk) => pk.startsWith('consent-acts#'))).toHaveLength(4);
    expect(house.audit).toContainEqual(expect.objectContaining({ subject: mother.accountId, action: 'identity.close-account', ground: 'self' }));
    expect(await announced(mother.accountId)).toBe(1);
  });

  it('is another one when the same WeChat user comes again, who may be verified as before', async () => {
    const before = await verified(house, 'mother', MOTHER);
    expect(codeOf(await close(before))).toBe('ok');
    const after = await verified(house, 'mother', MOTHER);
    expect(after.accountId).not.toBe(before.accountId);
    expect(valueOf(await house.ask(readMeRoute, {}, after)).realName).toMatchObject({ maskedName: '张*敏', assurance: 'L1' });
  });

  it('is not closed without its audit entry', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    house.switches.auditFails = true;
    expect(codeOf(await close(mother))).toBe('server/error');
    house.switches.auditFails = false;
    expect(valueOf(await house.ask(readMeRoute, {}, mother)).accountId).toBe(mother.accountId);
  });

  it('interrupted before its sessions ended, is closed by asking again, and told of once', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    const { store, fingerprints, newId, now } = house.foundations;
    const parts = { store, table: 'test-identity', safe: house.foundations.safeOf('identity'), now };
    let interrupted = false;
    const sessions = {
      ...house.foundations.sessions,
      async endAll(accountId: string) {
        if (interrupted) return house.foundations.sessions.endAll(accountId);
        interrupted = true;
        throw new Error('the process ended');
      },
    };
    const closing = makeCloseAccount({
      accounts: makeAccounts(parts), files: makeFiles({ ...parts, fingerprints }), persons: house.persons, sessions, recordAudit: async () => undefined, newId, now,
    });
    const caller = { accountId: mother.accountId, sessionId: '', requestId: 'request-1', consents: [] };
    await expect(closing({}, caller)).rejects.toThrow('the process ended');
    expect(codeOf(await house.ask(renewSessionRoute, { refreshToken: mother.refreshToken }))).toBe('sign-in/session-ended');
    expect(await closing({}, caller)).toEqual({ ok: true, value: { done: true } });
    expect(await house.foundations.sessions.list(mother.accountId)).toEqual([]);
    expect(await announced(mother.accountId)).toBe(1);
  });

  it('closed twice at once is closed once, and takes no name in meanwhile', async () => {
    const mother = await house.consenting('mother');
    house.register.register({ name: MOTHER.name, number: MOTHER.idNumber });
    await Promise.all([close(mother), close(mother), house.ask(verifyRealNameRoute, MOTHER, mother)]);
    await close(mother);
    expect(await announced(mother.accountId)).toBe(1);
    expect((await rowsOf(mother.accountId)).filter((pk) => pk === `account#${mother.accountId}`)).toEqual([]);
  });

  it('takes with it the accounts that became part of it', async () => {
    const { store, newId, now } = house.foundations;
    const accounts = makeAccounts({ store, table: 'test-identity', safe: house.foundations.safeOf('identity'), now });
    const mother = await verified(house, 'mother', MOTHER);
    const former = { accountId: newId('account'), openIds: { 'service-account': 'open-former' }, consents: {}, createdAt: '2026-03-01T09:00:00.000+08:00', version: 0 };
    const sealedPhone = await accounts.sealPhone(former.accountId, '19900000007');
    await accounts.open({ ...former, sealedPhone });
    const [from, into] = [await accounts.read(former.accountId), await accounts.read(mother.accountId)];
    if (!from || !into) throw new Error('accounts are missing');
    const whole = { ...into, openIds: { ...from.openIds, ...into.openIds }, tookIn: [from.accountId] };
    expect(await accounts.fold({ ...from, foldedInto: into.accountId }, whole, { moved: [], notices: [] })).toBe(true);
    expect(codeOf(await close(mother))).toBe('ok');
    expect(await accounts.read(former.accountId)).toBeUndefined();
    expect(await accounts.leadingTo({ app: 'service-account', openId: 'open-former' })).toEqual({});
    expect(await announced(former.accountId)).toBe(1);
    await expect(accounts.openPhone({ ...former, sealedPhone })).rejects.toThrow('erased');
  });

  it('with a number opened at a counter leaves a number that opens nothing', async () => {
    const mother = await verified(house, 'mother', MOTHER);
    const { code } = valueOf(await house.ask(openCounterCodeRoute, {}, mother));
    await close(mother);
    expect(codeOf(await house.ask(confirmPresenceRoute, { code, ...MOTHER }, await clerk()))).toBe('presence/code-not-valid');
  });
});

describe('the family', () => {
  async function delegated(): Promise<{ readonly daughter: SignedIn; readonly grandmother: SignedIn }> {
    const [daughter, grandmother] = [await verified(house, 'daughter', MOTHER), await verified(house, 'grandmother', GRANDMOTHER)];
    const memberId = await withAdult(house, daughter, GRANDMOTHER);
    const { token } = valueOf(await house.ask(openInvitationRoute, { memberId }, daughter));
    await present(house, grandmother);
    valueOf(await house.ask(decideInvitationRoute, { token, accept: true, actingAgreed: ACTING_TEXT.version }, grandmother));
    expect((await house.window.groundsOf(daughter.accountId)).size).toBe(2);
    return { daughter, grandmother };
  }

  it('whoever was allowed to act for the person no longer may, keeps nothing of them, and is told', async () => {
    const { daughter, grandmother } = await delegated();
    expect(codeOf(await close(grandmother))).toBe('ok');
    expect([...(await house.window.groundsOf(daughter.accountId)).keys()]).toEqual(['self']);
    expect(valueOf(await house.ask(listFamilyRoute, {}, daughter)).members).toEqual([]);
    expect((await house.notices(daughter.accountId)).at(-1)).toMatchObject({ kind: 'family-ended', facts: { maskedName: '李*英' } });
  });

  it('whom the account acted for is acted for by it no more', async () => {
    const { daughter, grandmother } = await delegated();
    expect(codeOf(await close(daughter))).toBe('ok');
    expect(valueOf(await house.ask(listFamilyRoute, {}, grandmother)).actingForMe).toEqual([]);
  });

  it('a guardian goes on acting for a child who closes an account of their own', async () => {
    const father = await verified(house, 'father', FATHER);
    await withChild(house, father, TEEN);
    const teen = await verified(house, 'teen', TEEN);
    expect(codeOf(await close(teen))).toBe('ok');
    expect([...(await house.window.groundsOf(father.accountId)).values()].map(({ ground }) => ground)).toEqual(['self', 'guardian-of-teen']);
    expect(codeOf(await house.ask(addChildRoute, { ...TEEN, guardianDeclared: true }, father))).toBe('family/already-member');
  });
});

everyRefusal(closeAccountRoute, {
  'account/post-held': async () => close(await clerk()),
});
