import { makeFiles } from '../../functions/identity/files.repository';
import { makeProofs } from '../../functions/identity/proofs.repository';
import type { PendingProof } from '../../functions/identity/identity.ports';
import { makeFingerprints } from '../../functions/platform/crypto/fingerprint';
import { newKeyRing, openKeyRing, rotateKeyRing } from '../../functions/platform/crypto/key-ring';
import { listFamilyRoute } from '../../shared/identity/family.routes';
import { readMeRoute } from '../../shared/identity/identity.routes';
import { codeOf, openHouse, valueOf, type House } from './house';
import { citizen, GRANDMOTHER, MOTHER, verified, withAdult, withChild } from './people';

jest.setTimeout(60_000);

let house: House;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.close());

const filesWith = (fingerprints: House['foundations']['fingerprints']) =>
  makeFiles({ store: house.store, table: 'test-identity', safe: house.foundations.safeOf('identity'), fingerprints, now: () => house.clock.now });
const person = { name: MOTHER.name, document: { type: '01' as const, number: MOTHER.idNumber } };

describe('an account\'s file', () => {
  it('finds a document again after the key was rotated', async () => {
    const text = newKeyRing();
    const [before, after] = [filesWith(makeFingerprints(openKeyRing(text))), filesWith(makeFingerprints(openKeyRing(rotateKeyRing(text))))];
    const { documentMark } = await before.seal('account_1', 'self', person);
    expect((await after.seal('account_1', 'self', person)).documentMark).not.toBe(documentMark);
    expect(after.marksOf(person)).toContain(documentMark);
  });

  it('finds whose ground changes on a day, from the day\'s keyed mark alone, also after the key was rotated', async () => {
    const text = newKeyRing();
    const [before, after] = [filesWith(makeFingerprints(openKeyRing(text))), filesWith(makeFingerprints(openKeyRing(rotateKeyRing(text))))];
    const sealed = await before.seal('account_9', 'member_9', person);
    const link = { kind: 'child', checked: true, consentNeeded: false } as const;
    const member = { relation: 'child', link, addedAt: '2026-03-10T09:00:00.000+08:00', birthday: '2019-06-01', changesOn: '2033-06-01' } as const;
    expect(await before.save({ persons: [{ accountId: 'account_9', key: 'member_9', version: 0, ...sealed, member }] })).toBe(true);
    expect(await after.changingOn('2033-06-01', 10)).toEqual([{ accountId: 'account_9', memberId: 'member_9' }]);
    const raw = JSON.stringify(await house.engine.call('Scan', { TableName: 'test-identity' }));
    for (const day of ['2019-06-01', '2033-06-01']) expect(raw).not.toContain(day);
  });

  it('tells members of one household apart by their names', () => {
    const files = filesWith(house.foundations.fingerprints);
    const household = { type: '02' as const, number: '123456789' };
    expect(files.marksOf({ name: '张三', document: household })).not.toEqual(files.marksOf({ name: '张四', document: household }));
    expect(files.marksOf({ ...person, name: '曾用名' })).toEqual(files.marksOf(person));
  });

  it('does not open under another account or member', async () => {
    const files = filesWith(house.foundations.fingerprints);
    const sealed = await files.seal('account_1', 'self', person);
    const kept = { accountId: 'account_1', key: 'self', version: 1, ...sealed };
    expect(await files.open(kept)).toEqual(person);
    await expect(files.open({ ...kept, key: 'member_1' })).rejects.toThrow();
    await expect(files.open({ ...kept, accountId: 'account_2' })).rejects.toThrow();
  });

  it('is saved whole or not at all: a proof is spent once', async () => {
    const who = await verified(house, 'spender', MOTHER);
    const files = filesWith(house.foundations.fingerprints);
    const proofs = makeProofs({ store: house.store, table: 'test-identity', now: () => house.clock.now });
    const proof: PendingProof = { kind: 'counter', id: 'mark', accountId: who.accountId, key: 'self', documentMark: 'x', endsAt: house.clock.now + 1_000, wrong: 0, version: 0 };
    expect([await proofs.keep(proof), await proofs.keep(proof)]).toEqual([true, false]);
    const spent = await proofs.find('counter', 'mark');
    const { account } = (await files.read(who.accountId)) ?? {};
    if (!spent || !account) throw new Error('nothing to spend');
    expect(await files.save({ account, spent })).toBe(true);
    const changed = await files.read(who.accountId);
    expect(changed?.account.version).toBe(account.version + 1);
    expect(changed && (await files.save({ account: changed.account, spent }))).toBe(false);
    expect((await files.read(who.accountId))?.account.version).toBe(account.version + 1);
  });

  it('keeps a proof only for its time, though the store still has it', async () => {
    const proofs = makeProofs({ store: house.store, table: 'test-identity', now: () => house.clock.now });
    const proof: PendingProof = { kind: 'invitation', id: 'late', accountId: 'account_1', key: 'm', documentMark: 'x', endsAt: house.clock.now + 2_000, wrong: 0, version: 0 };
    await proofs.keep(proof);
    house.clock.now += 3_000;
    expect(await proofs.find('invitation', 'late')).toBeUndefined();
    expect(await proofs.keep({ ...proof, endsAt: house.clock.now + 2_000 })).toBe(true);
  });
});

describe('a store in a bad mood', () => {
  it('conflicts, lags and delivers nothing twice: the family is right all the same', async () => {
    const moody = await openHouse({ conflictProbability: 0.2, refuseBusyItems: 1, indexLagMs: 500 });
    try {
      const who = await verified(moody, 'patient', MOTHER);
      await Promise.all([withChild(moody, who), withAdult(moody, who, GRANDMOTHER), withAdult(moody, who, citizen('亲戚', '1960-06-06', 7))]);
      expect(valueOf(await moody.ask(listFamilyRoute, {}, who)).members).toHaveLength(3);
      expect((await moody.window.groundsOf(who.accountId)).size).toBe(2);
    } finally {
      await moody.close();
    }
  });
});

describe('the log', () => {
  it('never carries a name or a number', async () => {
    const who = await verified(house, 'logged', GRANDMOTHER);
    house.switches.auditFails = true;
    expect(codeOf(await house.ask(readMeRoute, {}, who))).toBe('server/error');
    house.switches.auditFails = false;
    const lines = JSON.stringify(house.log.lines);
    expect(lines).toContain('http.failed');
    for (const text of [GRANDMOTHER.name, GRANDMOTHER.idNumber, MOTHER.name, MOTHER.idNumber]) expect(lines).not.toContain(text);
  });
});
