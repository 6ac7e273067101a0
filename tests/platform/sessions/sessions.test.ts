import { sha256 } from '../../../functions/platform/crypto/digest';
import { newKeyRing, openKeyRing } from '../../../functions/platform/crypto/key-ring';
import { randomBytes } from '../../../functions/platform/crypto/random';
import { makeTokens } from '../../../functions/platform/crypto/token';
import { makeRevocations } from '../../../functions/platform/sessions/revocations';
import { makeSessions, type RefreshPayload } from '../../../functions/platform/sessions/sessions';
import { openTestStore, type TestStore } from '../../rig/open-store';

function setup(rig: TestStore) {
  const clock = { now: 1_800_000_000_000 };
  const now = () => clock.now;
  const own = () => makeRevocations({ store: rig.store, table: 'test-sessions', now });
  const revocations = own();
  const refreshTokens = makeTokens<RefreshPayload>(openKeyRing(newKeyRing()), 'refresh-token');
  const sessions = makeSessions({ store: rig.store, table: 'test-sessions', revocations, now, randomBytes, hash: sha256, mint: () => 'access', refreshTokens });
  return { clock, sessions, revocations, otherProcess: own() };
}

describe('sessions', () => {
  let rig: TestStore;
  beforeAll(async () => {
    rig = await openTestStore();
  });
  afterAll(() => rig.close());

  it('renews with a refresh token that is used once', async () => {
    const { sessions } = setup(rig);
    const first = await sessions.start('account_a', 'mini-program');
    const second = await sessions.redeem(first.refreshToken);
    expect(second).toMatchObject({ accountId: 'account_a', sessionId: first.sessionId });
    expect(second?.refreshToken).not.toBe(first.refreshToken);
  });

  it('ends the whole session when a used refresh token comes back: it was copied', async () => {
    const { sessions, revocations, clock } = setup(rig);
    const first = await sessions.start('account_b', 'mini-program');
    const second = await sessions.redeem(first.refreshToken);
    expect(await sessions.redeem(first.refreshToken)).toBeUndefined();
    expect(await sessions.redeem(second!.refreshToken)).toBeUndefined();
    expect(await revocations.isRevoked({ accountId: 'account_b', sessionId: first.sessionId, issuedAt: clock.now - 1 })).toBe(true);
  });

  it('is not ended by who knows its name but no secret of it', async () => {
    const { sessions, revocations, clock } = setup(rig);
    const first = await sessions.start('account_h', 'mini-program');
    const [version, , signature] = first.refreshToken.split('.');
    const payload = { accountId: 'account_h', sessionId: first.sessionId, generation: 0, nonce: 'guessed' };
    const forged = Buffer.from(JSON.stringify({ i: clock.now, e: clock.now + 60_000, p: payload })).toString('base64url');
    const guesses = ['', 'garbage', first.refreshToken.toUpperCase(), `${String(version)}.${forged}.${String(signature)}`, `${String(version)}.${forged}.`];
    for (const guess of guesses) expect(await sessions.redeem(guess)).toBeUndefined();
    expect(await revocations.isRevoked({ accountId: 'account_h', sessionId: first.sessionId, issuedAt: clock.now - 1 })).toBe(false);
    const second = await sessions.redeem(first.refreshToken);
    for (const guess of guesses) expect(await sessions.redeem(guess)).toBeUndefined();
    expect(await sessions.redeem(second!.refreshToken)).toBeDefined();
  });

  it('is ended by any used token that comes back, however often the copy was renewed', async () => {
    const { sessions, revocations, clock } = setup(rig);
    const first = await sessions.start('account_i', 'mini-program');
    const stolen = await sessions.redeem(first.refreshToken);
    const again = await sessions.redeem(stolen!.refreshToken);
    expect(await sessions.redeem(first.refreshToken)).toBeUndefined();
    expect(await sessions.redeem(again!.refreshToken)).toBeUndefined();
    expect(await revocations.isRevoked({ accountId: 'account_i', sessionId: first.sessionId, issuedAt: clock.now - 1 })).toBe(true);
  });

  it('lets exactly one of simultaneous renewals through at most, and never two tokens live', async () => {
    const { sessions } = setup(rig);
    const { refreshToken } = await sessions.start('account_c', 'mini-program');
    const both = await Promise.all([sessions.redeem(refreshToken), sessions.redeem(refreshToken)]);
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  it('forgets a PC after a day although the store still shows the item', async () => {
    const { sessions, clock } = setup(rig);
    const { refreshToken } = await sessions.start('account_d', 'pc');
    clock.now += 86_400_000;
    expect(await sessions.redeem(refreshToken)).toBeUndefined();
    expect(await sessions.list('account_d')).toEqual([]);
  });

  it('ends everywhere, and other processes believe no older token two seconds later', async () => {
    const { sessions, otherProcess, clock } = setup(rig);
    const phone = await sessions.start('account_e', 'mini-program');
    const pc = await sessions.start('account_e', 'pc');
    const token = { accountId: 'account_e', sessionId: phone.sessionId, issuedAt: clock.now };
    expect(await otherProcess.isRevoked(token)).toBe(false);
    await sessions.endAll('account_e');
    expect(await sessions.redeem(phone.refreshToken)).toBeUndefined();
    expect(await sessions.redeem(pc.refreshToken)).toBeUndefined();
    clock.now += 2_001;
    await otherProcess.isRevoked(token);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await otherProcess.isRevoked(token)).toBe(true);
  });

  it('lets no process that was idle believe an ended session, not even once', async () => {
    const { sessions, otherProcess, clock } = setup(rig);
    const phone = await sessions.start('account_g', 'mini-program');
    const token = { accountId: 'account_g', sessionId: phone.sessionId, issuedAt: clock.now };
    expect(await otherProcess.isRevoked(token)).toBe(false);
    await sessions.endAll('account_g');
    clock.now += 60_000;
    expect(await otherProcess.isRevoked(token)).toBe(true);
  });

  it('ends one device and leaves the others', async () => {
    const { sessions } = setup(rig);
    const phone = await sessions.start('account_f', 'mini-program');
    const pc = await sessions.start('account_f', 'pc');
    expect(await sessions.end('account_f', pc.sessionId)).toBe(true);
    expect(await sessions.end('account_f', pc.sessionId)).toBe(false);
    expect((await sessions.list('account_f')).map(({ sessionId }) => sessionId)).toEqual([phone.sessionId]);
  });

  it('refuses refresh tokens that are no such thing', async () => {
    const { sessions } = setup(rig);
    for (const text of ['', 'x', 'a.b', 'a.b.c', '..']) expect(await sessions.redeem(text)).toBeUndefined();
  });
});
