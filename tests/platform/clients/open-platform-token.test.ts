import { OPEN_PLATFORM_TOKENS } from '../../../functions/platform/clients/open-platform/app-token';
import { makeTokenShelf } from '../../../functions/platform/clients/token-shelf';
import type { OpenPlatformSandbox } from '../../../functions/sandbox/open-platform';
import { openTestStore, type TestStore } from '../../rig/open-store';
import { ACCOUNT, provider, said, startSandbox, type Clock } from './isv';

const TABLE = 'test-sessions';
const MINUTE = 60_000;
const clock: Clock = { now: 1_700_000_000_000 };
let rig: TestStore;
let sandbox: OpenPlatformSandbox;
beforeEach(async () => {
  rig = await openTestStore({ clock: () => clock.now });
  sandbox = await startSandbox(clock);
});
afterEach(() => Promise.all([rig.close(), sandbox.close()]));

const seal = {
  seal: (text: string) => Buffer.from(text).reverse().toString('base64'),
  open: (sealed: string) => Buffer.from(sealed, 'base64').reverse().toString(),
};
/** As another function would make it: nothing in common but the store. */
const anotherFunction = () => provider(sandbox, clock, { tokens: makeTokenShelf({ store: rig.store, table: TABLE, seal, now: () => clock.now }, OPEN_PLATFORM_TOKENS) });
/** Refused for the card, which is not there: the token was good. */
const ANSWERED = said('open-platform/refused');
const ask = ({ client }: ReturnType<typeof anotherFunction>) => client.getHealthCardByHealthCardId({ healthCardId: 'A' });
const fetches = () => sandbox.count('getAppToken');

async function stampede(callers: number, functions: readonly ReturnType<typeof anotherFunction>[]) {
  const asking = Array.from({ length: callers }, (_, nth) => ask(functions[nth % functions.length] ?? anotherFunction()));
  for (const answer of await Promise.all(asking)) expect(answer).toMatchObject(ANSWERED);
}
const four = () => Array.from({ length: 4 }, anotherFunction);

describe('200 concurrent callers in four functions', () => {
  it('fetch one token when there is none', async () => {
    await stampede(200, four());
    expect(fetches()).toBe(1);
  });

  it('fetch one more when the platform lost its tokens, and every caller is served', async () => {
    const functions = four();
    await stampede(8, functions);
    clock.now += MINUTE;
    sandbox.loseTokens();
    await stampede(200, functions);
    expect(fetches()).toBe(2);
  });

  it('fetch one more shortly before its end, and are served by the old one meanwhile', async () => {
    const functions = four();
    await stampede(8, functions);
    clock.now += 116 * MINUTE;
    await stampede(200, functions);
    expect(fetches()).toBe(2);
  });

  it('fetch one more after its end', async () => {
    const functions = four();
    await stampede(8, functions);
    clock.now += 121 * MINUTE;
    await stampede(200, functions);
    expect(fetches()).toBe(2);
  });
});

describe('the token', () => {
  it('is kept for all functions, and not in clear', async () => {
    await ask(anotherFunction());
    await ask(anotherFunction());
    expect(fetches()).toBe(1);
    const kept = JSON.stringify(await rig.store.get(TABLE, { pk: `open-platform-token#${ACCOUNT.appId}`, sk: 'token' }));
    expect(kept).not.toContain(sandbox.received().at(-1)?.commonIn['appToken']);
  });

  it('serves on while it cannot be renewed early', async () => {
    const one = anotherFunction();
    await ask(one);
    clock.now += 116 * MINUTE;
    sandbox.moods.set({ path: '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken', mood: { kind: 'down', how: 'bad-gateway' } });
    expect(await ask(one)).toMatchObject(ANSWERED);
    expect(await ask(one)).toMatchObject(ANSWERED);
    sandbox.moods.clear();
    clock.now += 11_000;
    expect(await ask(one)).toMatchObject(ANSWERED);
    expect(fetches()).toBe(2);
  });

  it('refused right after it was fetched is not fetched in turns with whoever ended it', async () => {
    const one = anotherFunction();
    await ask(one);
    sandbox.loseTokens();
    expect(await ask(one)).toEqual(said('open-platform/unavailable'));
    expect(fetches()).toBe(1);
    clock.now += 6_000;
    expect(await ask(one)).toMatchObject(ANSWERED);
    expect(fetches()).toBe(2);
  });

  it('refused twice is not asked for a third time', async () => {
    const one = anotherFunction();
    await ask(one);
    clock.now += MINUTE;
    const refusesTokens = { kind: 'error', code: -1002 } as const;
    sandbox.moods.set({ path: '/rest/auth/TXHealthCard/EHealthCardServer/ISVOpenObj/getHealthCardByHealthCardId', mood: refusesTokens });
    expect(await ask(one)).toMatchObject(said('open-platform/not-accepted'));
    expect(fetches()).toBe(2);
  });
});
