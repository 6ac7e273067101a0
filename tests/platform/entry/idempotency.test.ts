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
    const idempotency = makeIdempotency({ store: rig.store, table: TABLE, now: Date.now, seal: makeRingSeal(openKeyRing(newKeyRing())) });
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
});
