import { makeRevocations } from '../../../functions/platform/sessions/revocations';
import type { Store } from '../../../functions/platform/store/store';
import { openTestStore, type TestStore } from '../../rig/open-store';

let rig: TestStore;
beforeAll(async () => { rig = await openTestStore(); });
afterAll(() => rig.close());

let began = Date.parse('2026-03-10T09:00:00+08:00');

function setup() {
  // Each test hours after the one before: nothing of it can matter.
  began += 6 * 3_600_000;
  const clock = { now: began };
  const read: number[] = [];
  const store: Store = {
    ...rig.store,
    async queryAll(table, request) {
      const items = await rig.store.queryAll(table, request);
      read.push(items.length);
      return items;
    },
  };
  const process = () => makeRevocations({ store, table: 'test-sessions', now: () => clock.now });
  const readOf = async (work: () => Promise<unknown>) => {
    read.length = 0;
    await work();
    return read.reduce((sum, count) => sum + count, 0);
  };
  return { clock, process, readOf };
}

const token = (accountId: string, issuedAt: number) => ({ accountId, sessionId: `session_of_${accountId}`, issuedAt });

describe('revocations', () => {
  test('are known to every process within seconds, for tokens made before and for none after', async () => {
    const { clock, process } = setup();
    const [one, other] = [process(), process()];
    expect(await other.isRevoked(token('account_a', clock.now))).toBe(false);
    clock.now += 1_000;
    await one.revoke('account_a');
    expect(await one.isRevoked(token('account_a', clock.now - 1))).toBe(true);
    clock.now += 5_000;
    expect(await other.isRevoked(token('account_a', clock.now - 5_001))).toBe(true);
    expect(await other.isRevoked(token('account_a', clock.now - 1))).toBe(false);
  });

  test('are known to a process that starts later, as long as a token lives', async () => {
    const { clock, process } = setup();
    await process().revoke('account_b');
    const issuedAt = clock.now - 1;
    clock.now += 9 * 60_000;
    expect(await process().isRevoked(token('account_b', issuedAt))).toBe(true);
  });

  test('are read once: a look finds what came since the look before, whatever lies in the table', async () => {
    const { clock, process, readOf } = setup();
    const writer = process();
    for (let order = 0; order < 300; order += 1) await writer.revoke(`account_old_${String(order)}`);
    clock.now += 20 * 60_000;
    for (let order = 0; order < 30; order += 1) await writer.revoke(`account_c_${String(order)}`);
    const reader = process();
    expect(await readOf(async () => reader.isRevoked(token('account_x', clock.now)))).toBe(30);
    clock.now += 20_000;
    await reader.isRevoked(token('account_x', clock.now));
    clock.now += 20_000;
    await writer.revoke('account_new');
    expect(await readOf(async () => reader.isRevoked(token('account_x', clock.now)))).toBe(1);
    expect(await reader.isRevoked(token('account_c_7', clock.now - 40_001))).toBe(true);
  });

  test('written by a process whose clock is behind are found all the same', async () => {
    const { clock, process } = setup();
    const [behind, reader] = [process(), process()];
    await reader.isRevoked(token('account_d', clock.now));
    clock.now -= 8_000;
    await behind.revoke('account_d');
    const issuedAt = clock.now - 1;
    clock.now += 13_000;
    expect(await reader.isRevoked(token('account_d', issuedAt))).toBe(true);
  });
});
