import { emptyPackage, headOf } from '../../functions/card/card.rules';
import { makePackages } from '../../functions/card/packages.repository';
import { makeFingerprints } from '../../functions/platform/crypto/fingerprint';
import { newKeyRing, openKeyRing, rotateKeyRing } from '../../functions/platform/crypto/key-ring';
import { makeSafe } from '../../functions/platform/crypto/seal';
import { makeWrappedKeys } from '../../functions/platform/store/wrapped-keys';
import { epochMsOf } from '../../shared/kernel/china-day';
import { openTestStore, type TestStore } from '../rig/open-store';

const AT = '2026-03-10T09:00:00.000+08:00';
const now = () => epochMsOf(AT);
const custodian = { wrap: async (key: Uint8Array) => key.slice(), unwrap: async (key: Uint8Array) => key.slice() };

let opened: TestStore;
let nth = 0;
beforeAll(async () => { opened = await openTestStore(); });
afterAll(() => opened.close());
beforeEach(() => { nth += 1; });

function open(ringText = newKeyRing()) {
  const table = `${opened.prefix}card`;
  const safe = makeSafe({ custodian, wrappedKeys: makeWrappedKeys(opened.store, table), now });
  return makePackages({ store: opened.store, table, safe, fingerprints: makeFingerprints(openKeyRing(ringText)), now, emptyPackage: (accountId) => emptyPackage(accountId, now()) });
}
const contents = { maskedName: '张*敏', maskedNumber: '4190**', idType: '01', visits: [] };
const newCard = (accountId: string, cardId = 'card_1') =>
  ({ accountId, cardId, healthCardId: `H-${cardId}`, personId: 'person_1', state: 'active', origin: 'issued', claimedAt: AT }) as const;

describe('revising a package', () => {
  it('decides anew on what others wrote meanwhile, so that no change is lost', async () => {
    const packages = open();
    const accountId = `account_${String(nth)}`;
    const ids = Array.from({ length: 8 }, (_, index) => `card_${String(index)}`);
    await Promise.all(ids.map((cardId) => packages.revise(accountId, async (read) => ({
      change: { package: { ...headOf(read), order: [...read.order, cardId] }, added: { card: newCard(accountId, cardId), contents } }, outcome: undefined,
    }))));
    const { order, cards, version } = await packages.load(accountId);
    expect([...order].sort()).toEqual(ids);
    expect(cards.map(({ cardId }) => cardId).sort()).toEqual(ids);
    expect(version).toBe(8);
  });

  it('gives up with a clear fault when the decision can never be written', async () => {
    const packages = open();
    const accountId = `account_${String(nth)}`;
    const stale = { ...headOf(emptyPackage(accountId, now())), version: 7 };
    await expect(packages.revise(accountId, async () => ({ change: { package: stale }, outcome: undefined }))).rejects.toThrow('kept changing');
  });

  it('writes all of a change or nothing of it', async () => {
    const packages = open();
    const accountId = `account_${String(nth)}`;
    await packages.revise(accountId, async (read) => ({ change: { package: headOf(read), added: { card: newCard(accountId), contents } }, outcome: undefined }));
    const again = packages.revise(accountId, async (read) => ({
      change: { package: { ...headOf(read), chosen: 'card_2' }, added: { card: { ...newCard(accountId, 'card_2'), healthCardId: 'H-card_1' }, contents } }, outcome: undefined,
    }));
    await expect(again).rejects.toThrow('kept changing');
    expect((await packages.load(accountId)).chosen).toBeUndefined();
  });
});

test('what is sealed of a card does not open as another card\'s', async () => {
  const packages = open();
  const accountId = `account_${String(nth)}`;
  await packages.revise(accountId, async (read) => ({ change: { package: headOf(read), added: { card: newCard(accountId), contents } }, outcome: undefined }));
  const { cards: [card] } = await packages.load(accountId);
  expect(await packages.open(card!)).toEqual(contents);
  await expect(packages.open({ ...card!, cardId: 'card_2' })).rejects.toThrow('does not open');
});

test('a visit number bound under an older key is still found after the keys rotated', async () => {
  const ring = newKeyRing();
  const visit = { institutionId: 'inst-410100-1', visitNumber: `MZ${String(nth)}` };
  const before = open(ring);
  const marker = { ...(await before.markerOf(visit)), healthCardId: 'H-1', bindings: 1 };
  await before.revise('account_m', async () => ({ change: { markers: [marker] }, outcome: undefined }));
  const after = open(rotateKeyRing(ring));
  expect(await after.markerOf(visit)).toEqual({ ...marker, version: 1 });
  expect(await after.markerOf({ ...visit, visitNumber: visit.visitNumber.toLowerCase() })).toMatchObject({ healthCardId: 'H-1' });
  expect(await after.markerOf({ ...visit, institutionId: 'inst-410100-2' })).toMatchObject({ bindings: 0, version: 0 });
  expect(await open().markerOf(visit)).toMatchObject({ bindings: 0 });
});

test('packages that are due come longest waiting first, from whichever shard, and no others', async () => {
  const packages = open();
  const due = Array.from({ length: 20 }, (_, index) => ({ accountId: `account_due_${String(index)}`, nextCheckAt: `2026-02-${String(28 - index).padStart(2, '0')}T00:00:00.000+08:00` }));
  for (const { accountId, nextCheckAt } of [...due, { accountId: 'account_later', nextCheckAt: '2027-01-01T00:00:00.000+08:00' }]) {
    await packages.revise(accountId, async (read) => ({ change: { package: { ...headOf(read), nextCheckAt } }, outcome: undefined }));
  }
  const longest = [...due].reverse().map(({ accountId }) => accountId);
  expect(await packages.duePackages('2026-03-01T00:00:00.000+08:00', 5)).toEqual(longest.slice(0, 5));
  expect(await packages.duePackages('2026-03-01T00:00:00.000+08:00', 50)).toEqual(longest);
});
