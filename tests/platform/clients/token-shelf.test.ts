import { DEFAULT_PATIENCE } from '../../../functions/platform/clients/resilience';
import { LOCK_SECONDS, makeTokenShelf, WAIT_MS, type HeldToken, type TokenShelf } from '../../../functions/platform/clients/token-shelf';
import { memoryTokenShelf } from '../../doubles/memory-token-shelf';
import { openTestStore, type TestStore } from '../../rig/open-store';

const TABLE = 'test-card';
let rig: TestStore;
let clock = 1_700_000_000_000;
beforeAll(async () => { rig = await openTestStore(); });
afterAll(() => rig.close());

const seal = {
  seal: (text: string) => Buffer.from(text).reverse().toString('base64'),
  open: (sealed: string) => Buffer.from(sealed, 'base64').reverse().toString(),
};
const shelfOf = (issuer: 'wechat' | 'open-platform'): TokenShelf =>
  makeTokenShelf({ store: rig.store, table: TABLE, seal, now: () => clock }, { issuer, fetchesBeside: issuer === 'wechat' });
const onStore = () => shelfOf('wechat');
const inMemory = memoryTokenShelf();

const token = (text: string): HeldToken => ({ token: text, expiresAt: clock + 7_200_000 });
let apps = 0;
const newApp = () => `app-${String((apps += 1))}`;

it('is waited for longer than the slowest fetch holds the lock, and than a lock nobody lets go of', () => {
  expect(LOCK_SECONDS * 1000).toBeGreaterThanOrEqual(DEFAULT_PATIENCE.totalMs + 1000);
  expect(WAIT_MS).toBeGreaterThan(LOCK_SECONDS * 1000);
});

describe.each<[string, () => TokenShelf]>([['in the store', onStore], ['in memory', () => inMemory]])('the token shelf %s', (_, open) => {
  it('is empty at first and keeps what was fetched, for every function', async () => {
    const app = newApp();
    expect(await open().read(app)).toBeUndefined();
    expect(await open().lockAndRefresh(app, undefined, () => Promise.resolve(token('a')))).toEqual(token('a'));
    expect(await open().read(app)).toEqual(token('a'));
  });

  it('lets one fetch while the others wait for its token', async () => {
    const app = newApp();
    let fetched = 0;
    const fetch = async () => {
      fetched += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return token(`t${String(fetched)}`);
    };
    const tokens = await Promise.all(Array.from({ length: 6 }, () => open().lockAndRefresh(app, undefined, fetch)));
    expect(new Set(tokens.map((one) => one?.token))).toEqual(new Set(['t1']));
    expect(fetched).toBe(1);
  });

  it('fetches anew when the token it has is the refused one', async () => {
    const app = newApp();
    await open().lockAndRefresh(app, undefined, () => Promise.resolve(token('a')));
    expect(await open().lockAndRefresh(app, 'a', () => Promise.resolve(token('b')))).toEqual(token('b'));
    expect(await open().read(app)).toEqual(token('b'));
  });

  it('keeps what it has when nothing was fetched, and lets the next one try', async () => {
    const app = newApp();
    await open().lockAndRefresh(app, undefined, () => Promise.resolve(token('a')));
    expect(await open().lockAndRefresh(app, 'a', () => Promise.resolve(undefined))).toBeUndefined();
    expect(await open().read(app)).toEqual(token('a'));
    expect(await open().lockAndRefresh(app, 'a', () => Promise.resolve(token('b')))).toEqual(token('b'));
  });

  it('is not blocked by a fetch that throws', async () => {
    const app = newApp();
    await expect(open().lockAndRefresh(app, undefined, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await open().lockAndRefresh(app, undefined, () => Promise.resolve(token('a')))).toEqual(token('a'));
  });

  it('does not make those wait who can do without a new token', async () => {
    const app = newApp();
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => { begin = resolve; });
    const fetching = open().refreshUnlessBusy(app, undefined, async () => {
      begin();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return token('a');
    });
    await begun;
    expect(await open().refreshUnlessBusy(app, undefined, () => Promise.resolve(token('b')))).toBeUndefined();
    expect(await fetching).toEqual(token('a'));
    expect(await open().read(app)).toEqual(token('a'));
  });

  it('keeps the tokens of two apps apart', async () => {
    const [one, two] = [newApp(), newApp()];
    await open().lockAndRefresh(one, undefined, () => Promise.resolve(token('a')));
    expect(await open().read(two)).toBeUndefined();
  });
});

describe('the token shelf in the store', () => {
  it('holds the token sealed', async () => {
    const app = newApp();
    await onStore().lockAndRefresh(app, undefined, () => Promise.resolve(token('plain-token')));
    expect(JSON.stringify(await rig.store.get(TABLE, { pk: `wechat-token#${app}`, sk: 'token' }))).not.toContain('plain-token');
  });

  it('takes a token that does not open for none', async () => {
    const app = newApp();
    await rig.store.putAnyway(TABLE, { pk: `wechat-token#${app}`, sk: 'token', version: 1, sealed: 'of another key' });
    expect(await onStore().read(app)).toBeUndefined();
    expect(await onStore().lockAndRefresh(app, undefined, () => Promise.resolve(token('a')))).toEqual(token('a'));
  });

  it('keeps the tokens of two issuers apart', async () => {
    const app = newApp();
    await onStore().lockAndRefresh(app, undefined, () => Promise.resolve(token('a')));
    expect(await shelfOf('open-platform').read(app)).toBeUndefined();
  });

  it.each([['wechat', 1], ['open-platform', 0]] as const)('of %s fetches beside a stuck lock %i times: a token that ends the one before must not', async (issuer, times) => {
    const app = newApp();
    await rig.store.putNew(TABLE, { pk: `${issuer}-token#${app}`, sk: 'lock', version: 1, expiresAt: Math.floor(clock / 1000) + 12 });
    let fetched = 0;
    await shelfOf(issuer).lockAndRefresh(app, undefined, () => {
      fetched += 1;
      return Promise.resolve(token('a'));
    });
    expect(fetched).toBe(times);
  }, 20_000);

  it('does not wait for a function that died with the lock longer than the lock lasts', async () => {
    const app = newApp();
    await rig.store.putNew(TABLE, { pk: `wechat-token#${app}`, sk: 'lock', version: 1, expiresAt: Math.floor(clock / 1000) + 12 });
    clock += 12_000;
    expect(await onStore().lockAndRefresh(app, undefined, () => Promise.resolve(token('a')))).toEqual(token('a'));
  });
});
