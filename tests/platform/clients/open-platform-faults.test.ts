import type { MoodScript } from '../../../functions/sandbox/moods';
import type { OpenPlatformSandbox } from '../../../functions/sandbox/open-platform';
import { memoryTokenShelf } from '../../doubles/memory-token-shelf';
import { FORM, OPEN_ID, provider, registered, said, startSandbox, WANG, type Clock } from './isv';

const clock: Clock = { now: 1_700_000_000_000 };
let sandbox: OpenPlatformSandbox;
beforeEach(async () => { sandbox = await startSandbox(clock); });
afterEach(() => sandbox.close());

const UNAVAILABLE = said('open-platform/unavailable');
const REPORT = { qrCodeText: 'A:1', time: '2023-11-15 06:13:20', hospitalCode: '99901', scene: '010105', cardType: '11', cardChannel: '0402' };
const MOODS: readonly MoodScript['mood'][] = [
  { kind: 'slow', ms: 3000 }, { kind: 'down', how: 'reset' }, { kind: 'down', how: 'bad-gateway' }, { kind: 'wrong', how: 'garbage' },
  { kind: 'wrong', how: 'other-json' }, { kind: 'wrong', how: 'html' }, { kind: 'wrong', how: 'cut-off' }, { kind: 'wrong', how: 'torn' },
  { kind: 'error', code: 'rsp-null' },
];

describe.each(MOODS.map((mood) => [JSON.stringify(mood), mood] as const))('an open platform in the mood %s', (_, mood) => {
  const patience = mood.kind === 'slow' ? { timeoutMs: 400 } : {};

  it('is not noticed for a moment where asking again is harmless, and unavailable for good', async () => {
    const { client, log } = provider(sandbox, clock, { patience });
    const { healthCardId } = await registered(client, sandbox);
    sandbox.moods.set({ path: '*', mood, times: 1 });
    expect(await client.getHealthCardByHealthCardId({ healthCardId })).toMatchObject({ ok: true });
    sandbox.moods.set({ path: '*', mood });
    expect(await client.getHealthCardByHealthCardId({ healthCardId })).toEqual(UNAVAILABLE);
    expect(JSON.stringify(log.lines)).not.toMatch(/王五|419099|13800000000|oTEST/);
  });

  it('gives no token for good, and is asked for it again after a moment', async () => {
    const { client } = provider(sandbox, clock, { patience });
    sandbox.moods.set({ path: '*', mood, times: 1 });
    expect(await client.getHealthCardByHealthCardId({ healthCardId: 'A' })).toMatchObject(said('open-platform/refused'));
    const other = provider(sandbox, clock, { patience });
    sandbox.moods.set({ path: '*', mood });
    expect(await other.client.getHealthCardByHealthCardId({ healthCardId: 'A' })).toEqual(UNAVAILABLE);
  });

  it('is told of a use once, whatever became of the answer', async () => {
    const { client } = provider(sandbox, clock, { patience });
    await registered(client, sandbox);
    sandbox.moods.set({ path: '*', mood, times: 1 });
    expect(await client.reportHISData(REPORT)).toEqual(UNAVAILABLE);
    expect(sandbox.count('reportHISData')).toBeLessThanOrEqual(1);
  });
});

describe('a registration whose answer is torn', () => {
  it('is sent again as the very same bytes, and makes one card', async () => {
    const { client } = provider(sandbox, clock);
    await client.getHealthCardByHealthCardId({ healthCardId: 'A' });
    sandbox.moods.set({ path: '*', mood: { kind: 'wrong', how: 'torn' }, times: 1 });
    // The outside platform keeps no answers: it finds the code used, and the resident takes a new one.
    expect(await client.registerHealthCard({ ...FORM, wechatCode: sandbox.mintWechatCode(OPEN_ID) })).toMatchObject(said('open-platform/refused'));
    const bytes = sandbox.received().filter(({ method }) => method === 'registerHealthCard').map(({ body }) => body);
    expect(bytes).toHaveLength(2);
    expect(new Set(bytes).size).toBe(1);
    await registered(client, sandbox);
    expect(sandbox.cards()).toBe(1);
  });
});

describe('a refusal of the open platform', () => {
  it('keeps its number for the log, beside the method and nothing else', async () => {
    const { client, log } = provider(sandbox, clock);
    const refused = await client.registerHealthCard({ ...FORM, name: '别人', wechatCode: sandbox.mintWechatCode(OPEN_ID) });
    expect(refused).toEqual({ ok: false, refusal: { code: 'open-platform/refused', resultCode: -2004 } });
    expect(log.lines.at(-1)).toEqual({ at: 'open-platform.refused', target: 'open-platform', status: -2004, code: 'registerHealthCard' });
  });

  it('that means our settings is loud: the card authority behind it does not know the hospital', async () => {
    const { client, log } = provider(sandbox, clock);
    await client.getHealthCardByHealthCardId({ healthCardId: 'A' });
    sandbox.moods.set({ path: '*', mood: { kind: 'error', code: -10044 }, times: 1 });
    const refused = await client.registerHealthCard({ ...FORM, wechatCode: sandbox.mintWechatCode(OPEN_ID) });
    expect(refused).toEqual({ ok: false, refusal: { code: 'open-platform/not-accepted', resultCode: -10044 } });
    expect(log.lines.at(-1)).toMatchObject({ at: 'call.not-accepted', status: -10044 });
  });

  it('does not repeat the call: it was answered', async () => {
    const { client } = provider(sandbox, clock);
    await client.getHealthCardByHealthCardId({ healthCardId: 'A' });
    expect(sandbox.count('getHealthCardByHealthCardId')).toBe(1);
  });
});

describe('a platform that was down', () => {
  it('is left alone by the breaker, and asked again after a while', async () => {
    const { client, log } = provider(sandbox, clock, { patience: { opensAfter: 3, openForMs: 200 } });
    await registered(client, sandbox);
    sandbox.moods.set({ path: '*', mood: { kind: 'down', how: 'bad-gateway' } });
    await client.getHealthCardByHealthCardId({ healthCardId: 'A' });
    const before = log.lines.filter(({ at }) => at === 'call.failed').length;
    expect(await client.getHealthCardByHealthCardId({ healthCardId: 'A' })).toEqual(UNAVAILABLE);
    expect(log.lines.filter(({ at }) => at === 'call.failed')).toHaveLength(before);
    sandbox.moods.clear();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await client.getHealthCardByHealthCardId({ healthCardId: 'A' })).toMatchObject(said('open-platform/refused'));
  });
});

describe('a secret rotated mid-load', () => {
  it('refuses each call with a code and loudly, fetches no token in vain, and the new secret works on', async () => {
    const tokens = memoryTokenShelf();
    const { client, log } = provider(sandbox, clock, { tokens });
    const { healthCardId } = await registered(client, sandbox);
    const ask = () => client.getHealthCardByHealthCardId({ healthCardId });
    const load = Array.from({ length: 40 }, async (_, nth) => {
      if (nth === 20) sandbox.rotateSecret('demo-secret-rotated-9876543210fedc');
      return ask();
    });
    const answers = await Promise.all(load);
    for (const answer of answers) expect(answer.ok || answer.refusal.code === 'open-platform/not-accepted').toBe(true);
    expect(await ask()).toMatchObject(said('open-platform/not-accepted'));
    expect(log.lines.at(-1)).toMatchObject({ at: 'call.not-accepted', target: 'open-platform', status: -1001 });
    expect(sandbox.count('getAppToken')).toBe(1);
    const after = provider(sandbox, clock, { tokens, appSecret: 'demo-secret-rotated-9876543210fedc' });
    expect(await after.client.getHealthCardByHealthCardId({ healthCardId })).toMatchObject({ ok: true, value: { card: WANG } });
  });

  it('before the first token: unavailable, and loud', async () => {
    const { client, log } = provider(sandbox, clock, { appSecret: 'other' });
    expect(await client.getHealthCardByHealthCardId({ healthCardId: 'A' })).toEqual(UNAVAILABLE);
    expect(log.lines.at(-1)).toMatchObject({ at: 'call.not-accepted', code: 'getAppToken' });
  });
});
