import { randomUUID } from 'node:crypto';
import { newKeyRing, openKeyRing } from '../../../functions/platform/crypto/key-ring';
import { makeRingSeal } from '../../../functions/platform/crypto/ring-seal';
import { makeIdempotency } from '../../../functions/platform/entry/idempotency';
import { openTestStore, type TestStore } from '../../rig/open-store';

const TABLE = 'test-idempotency';

describe('a kept answer', () => {
  let rig: TestStore;
  beforeAll(async () => { rig = await openTestStore(); });
  afterAll(() => rig.close());

  const setup = async () => {
    const idempotency = makeIdempotency({ store: rig.store, table: TABLE, now: Date.now, seal: makeRingSeal(openKeyRing(newKeyRing())), newClaim: randomUUID });
    const claimed = await idempotency.claim('account_1#POST /v1/cards', 'key', ['content']);
    if (claimed.state === 'first') await claimed.keep('the answer');
    return idempotency;
  };

  it('is given again to its own key, and lies sealed in the store', async () => {
    const idempotency = await setup();
    expect(await idempotency.claim('account_1#POST /v1/cards', 'key', ['content'])).toEqual({ state: 'repeated', answer: 'the answer' });
    expect(JSON.stringify(await rig.store.get(TABLE, { pk: 'account_1#POST /v1/cards#key', sk: 'answer' }))).not.toContain('the answer');
    await rig.store.remove(TABLE, { pk: 'account_1#POST /v1/cards#key', sk: 'answer' });
  });

  it('does not open in the place of another key', async () => {
    const idempotency = await setup();
    const kept = await rig.store.get(TABLE, { pk: 'account_1#POST /v1/cards#key', sk: 'answer' });
    await rig.store.putAnyway(TABLE, { ...kept, version: 1, pk: 'account_2#POST /v1/cards#key', sk: 'answer' });
    await expect(idempotency.claim('account_2#POST /v1/cards', 'key', ['content'])).rejects.toThrow('moved');
  });

  it('is claimed anew after a minute without an answer, and the slow one before does not free it', async () => {
    const clock = { now: 1_800_000_000_000 };
    const seal = makeRingSeal(openKeyRing(newKeyRing()));
    const idempotency = makeIdempotency({ store: rig.store, table: TABLE, now: () => clock.now, seal, newClaim: randomUUID });
    const claim = () => idempotency.claim('account_3#POST /v1/cards', 'key', ['content']);
    const slow = await claim();
    expect(await claim()).toEqual({ state: 'in-progress' });
    clock.now += 61_000;
    expect((await claim()).state).toBe('first');
    if (slow.state === 'first') await slow.release();
    expect(await claim()).toEqual({ state: 'in-progress' });
  });
});
