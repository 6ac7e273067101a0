import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { aesOpen, aesSeal } from '../../../functions/platform/crypto/cipher';
import type { KeyCustodian } from '../../../functions/platform/crypto/custodian';
import { makeSafe, SealedFieldError } from '../../../functions/platform/crypto/seal';
import { memoryWrappedKeys } from '../../doubles/memory-wrapped-keys';

const MINUTE = 60_000;

/** A custodian that keeps hold of what it hands out, so that a test can see it wiped. */
function watchedCustodian(): KeyCustodian & { readonly handedOut: Uint8Array[]; fail: boolean } {
  const master = randomBytes(32);
  const custodian = {
    handedOut: [] as Uint8Array[],
    fail: false,
    wrap: async (key: Uint8Array) => aesSeal(master, key, ''),
    async unwrap(wrapped: Uint8Array) {
      await new Promise(setImmediate);
      if (custodian.fail) throw new Error('the custodian is away');
      const key = aesOpen(master, wrapped, '');
      if (!key) throw new Error('not wrapped here');
      custodian.handedOut.push(key);
      return key;
    },
  };
  return custodian;
}

function setup(maxCachedKeys = 100) {
  const clock = { time: Date.UTC(2026, 2, 1) };
  const custodian = watchedCustodian();
  const wrappedKeys = memoryWrappedKeys();
  const another = () => makeSafe({ custodian, wrappedKeys, now: () => clock.time, maxCachedKeys });
  return { clock, custodian, wrappedKeys, another, safe: another() };
}

const outcomeOf = (work: Promise<unknown>) => work.then(() => 'opened', (error: unknown) => (error instanceof SealedFieldError ? error.outcome : String(error)));
const isWiped = (key: Uint8Array | undefined) => key?.every((byte) => byte === 0);

describe('a sealed field', () => {
  it('opens to what was sealed, in this process and in another', async () => {
    const { safe, another } = setup();
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (text, context) => {
      const sealed = await safe.seal('person_1', text, context);
      expect(sealed).toMatch(/^s1\.[A-Za-z0-9_-]+$/);
      expect([await safe.open('person_1', sealed, context), await another().open('person_1', sealed, context)]).toEqual([text, text]);
    }), { numRuns: 30 });
  });

  it('does not open where it was moved: another owner, another field', async () => {
    const { safe } = setup();
    const sealed = await safe.seal('person_1', '张三', 'name');
    await safe.seal('person_2', '李四', 'name');
    expect(await outcomeOf(safe.open('person_2', sealed, 'name'))).toBe('not-opened');
    expect(await outcomeOf(safe.open('person_1', sealed, 'phone'))).toBe('not-opened');
  });

  it('does not open for another owner even under the first one\'s own key', async () => {
    const { safe, wrappedKeys } = setup();
    const sealed = await safe.seal('person_1', '张三', 'name');
    wrappedKeys.kept.set('person_2', wrappedKeys.kept.get('person_1') ?? 'erased');
    expect(await outcomeOf(safe.open('person_2', sealed, 'name'))).toBe('not-opened');
  });

  it('does not open with any character changed, dropped or added', async () => {
    const { safe } = setup();
    const sealed = await safe.seal('person_1', '410105189903070014', 'number');
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/.';
    await fc.assert(fc.asyncProperty(fc.nat(sealed.length - 1), fc.constantFrom(...characters), async (place, character) => {
      fc.pre(sealed[place] !== character);
      const altered = [sealed.slice(0, place) + character + sealed.slice(place + 1), sealed.slice(0, place) + sealed.slice(place + 1), `${sealed}${character}`];
      for (const text of altered) expect(await outcomeOf(safe.open('person_1', text, 'number'))).toBe('not-opened');
    }), { numRuns: 300 });
    for (const last of characters) {
      expect(await outcomeOf(safe.open('person_1', sealed.slice(0, -1) + last, 'number'))).toBe(last === sealed.slice(-1) ? 'opened' : 'not-opened');
    }
  });

  it('of an owner who never had a key does not open, and makes none', async () => {
    const { safe, wrappedKeys } = setup();
    expect(await outcomeOf(safe.open('person_1', 's1.AAAA', 'name'))).toBe('not-opened');
    expect(wrappedKeys.kept.size).toBe(0);
  });
});

describe('the data key of an owner', () => {
  it('is made once by any number of concurrent first uses, in one process or in several', async () => {
    const { safe, another, wrappedKeys, custodian } = setup();
    const safes = [safe, another(), another()];
    const sealed = await Promise.all(Array.from({ length: 20 }, (_, n) => safes.map((any) => any.seal('person_1', `text ${String(n)}`, 'field'))).flat());
    expect(wrappedKeys.calls.filter((call) => call.startsWith('keepFirst'))).toHaveLength(3);
    expect(custodian.handedOut).toHaveLength(3);
    const opened = await Promise.all(sealed.map((text) => another().open('person_1', text, 'field')));
    expect(opened).toEqual(Array.from({ length: 60 }, (_, n) => `text ${String(Math.floor(n / 3))}`));
  });

  it('is made also when the first to ask only wanted to open', async () => {
    const { safe } = setup();
    const opening = outcomeOf(safe.open('person_1', 's1.AAAA', 'name'));
    const sealing = [safe.seal('person_1', 'a', 'name'), safe.seal('person_1', 'b', 'name')];
    expect(await opening).toBe('not-opened');
    for (const sealed of await Promise.all(sealing)) expect(await outcomeOf(safe.open('person_1', sealed, 'name'))).toBe('opened');
  });

  it('is fetched once in five minutes, and wiped then', async () => {
    const { safe, clock, wrappedKeys, custodian } = setup();
    const sealed = await safe.seal('person_1', 'text', 'field');
    clock.time += 5 * MINUTE - 1;
    await safe.open('person_1', sealed, 'field');
    expect(custodian.handedOut).toHaveLength(1);
    expect(isWiped(custodian.handedOut[0])).toBe(false);
    clock.time += 1;
    expect(await safe.open('person_1', sealed, 'field')).toBe('text');
    expect(custodian.handedOut.map(isWiped)).toEqual([true, false]);
    expect(wrappedKeys.calls).toEqual(['find person_1', 'keepFirst person_1', 'find person_1']);
  });

  it('is wiped in an idle process too', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      const { safe, clock, custodian } = setup();
      await safe.seal('person_1', 'text', 'field');
      clock.time += 5 * MINUTE;
      await jest.advanceTimersByTimeAsync(5 * MINUTE);
      expect(isWiped(custodian.handedOut[0])).toBe(true);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('leaves when too many are held, the least recently used first', async () => {
    const { safe, custodian } = setup(2);
    for (const owner of ['a', 'b']) await safe.seal(owner, 'text', 'field');
    await safe.seal('a', 'text', 'field');
    await safe.seal('c', 'text', 'field');
    await new Promise(setImmediate);
    expect(custodian.handedOut.map(isWiped)).toEqual([false, true, false]);
  });

  it('is never wiped under the hands of a user, however few are held', async () => {
    const { safe, another } = setup(1);
    const owners = Array.from({ length: 40 }, (_, n) => `person_${String(n % 7)}`);
    const sealed = await Promise.all(owners.map((owner) => safe.seal(owner, `of ${owner}`, 'field')));
    const opened = await Promise.all(sealed.map((text, n) => safe.open(owners[n] ?? '', text, 'field')));
    expect(opened).toEqual(owners.map((owner) => `of ${owner}`));
    expect(await another().open('person_0', sealed[0] ?? '', 'field')).toBe('of person_0');
  });

  it('is asked for again after the custodian was away', async () => {
    const { safe, custodian } = setup();
    custodian.fail = true;
    expect(await outcomeOf(safe.seal('person_1', 'text', 'field'))).toBe('Error: the custodian is away');
    custodian.fail = false;
    expect(await safe.open('person_1', await safe.seal('person_1', 'text', 'field'), 'field')).toBe('text');
  });
});

describe('an erased owner', () => {
  it('is named, nothing opens, nothing new is sealed, and others are untouched', async () => {
    const { safe, another, custodian } = setup();
    const [mine, theirs] = [await safe.seal('person_1', '张三', 'name'), await safe.seal('person_2', '李四', 'name')];
    await safe.destroy('person_1');
    await new Promise(setImmediate);
    expect(isWiped(custodian.handedOut[0])).toBe(true);
    for (const any of [safe, another()]) {
      expect(await outcomeOf(any.open('person_1', mine, 'name'))).toBe('owner-erased');
      expect(await outcomeOf(any.seal('person_1', '张三', 'name'))).toBe('owner-erased');
      expect(await any.open('person_2', theirs, 'name')).toBe('李四');
    }
  });

  it('who never had a key stays without one', async () => {
    const { safe } = setup();
    await safe.destroy('person_1');
    expect(await outcomeOf(safe.seal('person_1', 'text', 'field'))).toBe('owner-erased');
  });

  it('is forgotten by other processes within five minutes', async () => {
    const { safe, another, clock } = setup();
    const elsewhere = another();
    const sealed = await elsewhere.seal('person_1', 'text', 'field');
    await safe.destroy('person_1');
    clock.time += 5 * MINUTE;
    expect(await outcomeOf(elsewhere.open('person_1', sealed, 'field'))).toBe('owner-erased');
  });
});
