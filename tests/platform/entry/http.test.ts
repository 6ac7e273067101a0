import { randomUUID } from 'node:crypto';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { makeTokens } from '../../../functions/platform/crypto/token';
import { newKeyRing, openKeyRing, rotateKeyRing } from '../../../functions/platform/crypto/key-ring';
import { makeRingSeal } from '../../../functions/platform/crypto/ring-seal';
import { makeFingerprints } from '../../../functions/platform/crypto/fingerprint';
import { newRequestId } from '../../../functions/platform/crypto/random';
import { forAnyone, forResident, forStaff } from '../../../functions/platform/entry/binding';
import { makeHttpApp } from '../../../functions/platform/entry/http';
import { makeIdempotency } from '../../../functions/platform/entry/idempotency';
import { StoreBusy } from '../../../functions/platform/busy';
import type { Metrics } from '../../../functions/platform/observe/metrics';
import type { AccessPayload } from '../../../functions/platform/sessions/claims';
import { makeRevocations } from '../../../functions/platform/sessions/revocations';
import { ok, refuse } from '../../../shared/kernel/result';
import { defineRoute } from '../../../shared/kernel/route';
import { recordingLog } from '../../doubles/recording-log';
import { openTestStore, type TestStore } from '../../rig/open-store';

const readRoute = defineRoute({
  method: 'GET', path: '/v1/things/:id', summary: 'Read', callers: ['resident'],
  input: z.object({ id: z.string().check(z.maxLength(5)) }), output: z.object({ id: z.string(), who: z.string() }), refusals: { 'thing/unknown': 404 },
});
const writeRoute = defineRoute({
  method: 'POST', path: '/v1/things', summary: 'Write', callers: ['resident'],
  input: z.object({ name: z.string() }), output: z.object({ count: z.number() }), refusals: { 'thing/busy': 503, 'consent/needed': 403 },
});
const staffRoute = defineRoute({
  method: 'GET', path: '/v1/staff/things', summary: 'Staff', callers: ['staff'], input: z.object({}), output: z.object({ post: z.string() }), refusals: {},
});
const openRoute = defineRoute({
  method: 'POST', path: '/v1/open', summary: 'Open', callers: ['anyone'], input: z.object({ pause: z.optional(z.number()) }), output: z.object({ count: z.number() }), refusals: {},
});

const post = { role: 'counter', institutionId: 'i1', institutionName: 'I', cityCode: '410100' } as const;
const account: AccessPayload = { accountId: 'account_1', sessionId: 'session_1', consents: ['privacy', 'sensitive'] };

const RING = newKeyRing();

function setup(rig: TestStore, ring = RING) {
  const clock = { now: 1_800_000_000_000 };
  const now = () => clock.now;
  const tokens = makeTokens<AccessPayload>(openKeyRing(RING), 'access-token');
  const revocations = makeRevocations({ store: rig.store, table: 'test-sessions', now });
  const idempotency = makeIdempotency({ store: rig.store, table: 'test-idempotency', now, seal: makeRingSeal(openKeyRing(ring)), newClaim: randomUUID });
  const marksOf = (text: string) => makeFingerprints(openKeyRing(ring)).allVersions('request', text);
  const log = recordingLog();
  const figures: string[] = [];
  const metrics: Metrics = { add: (name) => { figures.push(name); }, flush: () => undefined };
  let count = 0;
  const next = { refuse: false, fail: false, busy: false };
  const app = makeHttpApp({ readToken: tokens.read, revocations, now, idempotency, newRequestId: () => 'request_made', marksOf, log, metrics }, [
    forResident(readRoute, async ({ id }, { accountId }) => (id === 'none' ? refuse('thing/unknown', { field: 'id' }) : ok({ id, who: accountId }))),
    forResident(writeRoute, async () => {
      if (next.busy) throw new StoreBusy('busy');
      if (next.fail) throw new Error('surprise with 张伟 in it');
      if (next.refuse) return refuse('thing/busy');
      count += 1;
      return ok({ count });
    }),
    forStaff(staffRoute, async (_, staff) => ok({ post: staff.post.role })),
    forAnyone(openRoute, async ({ pause }) => {
      if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
      count += 1;
      return ok({ count });
    }),
  ]);
  const bearer = (payload: AccessPayload = account) => ({ authorization: `Bearer ${tokens.mint(payload, 600, clock.now)}` });
  const send = (path: string, headers: Record<string, string> = {}, body?: unknown) =>
    app.request(path, { method: body === undefined ? 'GET' : 'POST', headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  return { send, bearer, clock, revocations, log, figures, next };
}

const GIVEN_ID = '0b7f3c1e-52a4-4d1b-9c33-8f6e2ad0c7b9';
const key = () => ({ 'idempotency-key': `key-${Math.random()}` });

describe('the entry', () => {
  let rig: TestStore;
  beforeAll(async () => {
    rig = await openTestStore();
  });
  afterAll(() => rig.close());

  it('answers a resident and echoes the request id', async () => {
    const { send, bearer } = setup(rig);
    const answer = await send('/v1/things/a', { ...bearer(), 'x-request-id': GIVEN_ID });
    expect([answer.status, answer.headers.get('x-request-id'), await answer.json()]).toEqual([200, GIVEN_ID, { id: 'a', who: 'account_1' }]);
  });

  it.each(['419099189001010014', '19900000001', 'zhang-wei', 'A12345678', `${GIVEN_ID}-419099189001010014`, '41909918-9001-0100-1419-099189001010'])(
    'gives a request a name of its own where the caller names it %s', async (given) => {
      const { send, bearer, log } = setup(rig);
      const answer = await send('/v1/things/a', { ...bearer(), 'x-request-id': given });
      expect(answer.headers.get('x-request-id')).toBe('request_made');
      expect(JSON.stringify(log.lines)).not.toContain(given);
    },
  );

  it('knows its own request ids when they come back', async () => {
    const { send, bearer } = setup(rig);
    const own = newRequestId();
    expect((await send('/v1/things/a', { ...bearer(), 'x-request-id': own })).headers.get('x-request-id')).toBe(own);
  });

  it('turns a refusal into problem+json with its declared status, its code and nothing personal', async () => {
    const { send, bearer } = setup(rig);
    const answer = await send('/v1/things/none', bearer());
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toEqual({ type: 'about:blank', status: 404, code: 'thing/unknown', requestId: 'request_made', field: 'id' });
  });

  it.each([
    ['no token', {}, 401, 'session/missing'],
    ['a token of somebody else\'s making', { authorization: 'Bearer 1.eyJpIjoxfQ.AAAA' }, 401, 'session/missing'],
  ])('refuses %s', async (_, headers, status, code) => {
    const { send } = setup(rig);
    const answer = await send('/v1/things/a', headers);
    expect([answer.status, (await answer.json() as { code: string }).code]).toEqual([status, code]);
  });

  it('says that a token is too old, so that the client renews it', async () => {
    const { send, bearer, clock } = setup(rig);
    const headers = bearer();
    clock.now += 600_000;
    expect(await (await send('/v1/things/a', headers)).json()).toMatchObject({ code: 'session/expired' });
  });

  it('stops believing tokens made before a revocation, also those of the whole account, and believes newer ones', async () => {
    const { send, bearer, clock, revocations } = setup(rig);
    const old = bearer({ ...account, accountId: 'account_revoked' });
    await revocations.revoke('account_revoked');
    expect((await send('/v1/things/a', old)).status).toBe(401);
    clock.now += 1;
    expect((await send('/v1/things/a', bearer({ ...account, accountId: 'account_revoked' }))).status).toBe(200);
  });

  it('lets only staff into a staff route', async () => {
    const { send, bearer } = setup(rig);
    expect((await send('/v1/staff/things', bearer())).status).toBe(403);
    expect(await (await send('/v1/staff/things', bearer({ ...account, post }))).json()).toEqual({ post: 'counter' });
  });

  it('asks for the consents where a route declares them', async () => {
    const { send, bearer } = setup(rig);
    const answer = await send('/v1/things', { ...bearer({ ...account, consents: ['privacy'] }), ...key() }, { name: 'n' });
    expect(await answer.json()).toMatchObject({ status: 403, code: 'consent/needed' });
  });

  it.each([
    ['a body that is no JSON', '{', 'request/not-valid'],
    ['a body that is no object', '[]', 'request/not-valid'],
    ['a member that is wrong', '{"name":1}', 'request/not-valid'],
    ['a body over the limit', JSON.stringify({ name: 'x'.repeat(70_000) }), 'request/too-large'],
  ])('refuses %s', async (_, body, code) => {
    const { send, bearer } = setup(rig);
    expect(await (await send('/v1/things', { ...bearer(), ...key() }, body)).json()).toMatchObject({ code });
  });

  it('gives the first answer to a write repeated with its key, and changes nothing', async () => {
    const { send, bearer } = setup(rig);
    const headers = { ...bearer(), ...key() };
    const first = await send('/v1/things', headers, { name: 'n' });
    const second = await send('/v1/things', headers, { name: 'n' });
    expect([await first.json(), await second.json()]).toEqual([{ count: 1 }, { count: 1 }]);
    expect(second.headers.get('idempotent-replay')).toBe('true');
  });

  it('says that the store is busy, and lets the same write be repeated with its key', async () => {
    const { send, bearer, next, log } = setup(rig);
    const headers = { ...bearer(), ...key() };
    next.busy = true;
    expect(await (await send('/v1/things', headers, { name: 'n' })).json()).toMatchObject({ status: 503, code: 'server/busy' });
    expect(log.lines).toContainEqual(expect.objectContaining({ at: 'http.busy' }));
    next.busy = false;
    expect(await (await send('/v1/things', headers, { name: 'n' })).json()).toEqual({ count: 1 });
  });

  it('tells what was done although its answer cannot be kept, and does not do it again at once', async () => {
    const { send, bearer, log } = setup({ ...rig, store: { ...rig.store, putAnyway: () => Promise.reject(new StoreBusy('busy')) } });
    const headers = { ...bearer(), ...key() };
    expect(await (await send('/v1/things', headers, { name: 'n' })).json()).toEqual({ count: 1 });
    expect(log.lines).toContainEqual(expect.objectContaining({ at: 'http.answer-not-kept' }));
    expect(await (await send('/v1/things', headers, { name: 'n' })).json()).toMatchObject({ status: 409, code: 'request/in-progress' });
  });

  it('refuses a write without a key, and a key used for something else', async () => {
    const { send, bearer } = setup(rig);
    const headers = { ...bearer(), ...key() };
    expect(await (await send('/v1/things', bearer(), { name: 'n' })).json()).toMatchObject({ code: 'request/key-missing' });
    await send('/v1/things', headers, { name: 'n' });
    expect(await (await send('/v1/things', headers, { name: 'other' })).json()).toMatchObject({ code: 'request/key-reused' });
  });

  it('knows a repeated write again after the keys rotated in between', async () => {
    const headers = key();
    const first = setup(rig);
    const rotated = setup(rig, rotateKeyRing(RING));
    expect((await first.send('/v1/open', headers, {})).status).toBe(200);
    expect((await rotated.send('/v1/open', headers, {})).headers.get('idempotent-replay')).toBe('true');
    expect(await (await rotated.send('/v1/open', headers, { pause: 1 })).json()).toMatchObject({ code: 'request/key-reused' });
  });

  it('keeps no plain hash of what was asked: a name and a number could be guessed from it', async () => {
    const { send, bearer } = setup(rig);
    await send('/v1/things', { ...bearer(), ...key() }, { name: '李晓敏' });
    const { Items } = (await rig.engine.call('Scan', { TableName: `${rig.prefix}idempotency` })) as { Items: unknown[] };
    expect(JSON.stringify(Items)).not.toContain(createHash('sha256').update(JSON.stringify({ name: '李晓敏' })).digest('hex'));
  });

  it('lets one of two simultaneous writes with one key through', async () => {
    const { send } = setup(rig);
    const headers = key();
    const answers = await Promise.all([1, 2, 3].map(async () => (await send('/v1/open', headers, { pause: 200 })).json()));
    expect(answers.filter((answer) => (answer as { count?: number }).count === 1)).toHaveLength(1);
    expect(answers.filter((answer) => (answer as { code?: string }).code === 'request/in-progress')).toHaveLength(2);
  });

  it('keeps no refusal: the same key may be tried again', async () => {
    const { send, bearer, next } = setup(rig);
    const headers = { ...bearer(), ...key() };
    next.refuse = true;
    expect((await send('/v1/things', headers, { name: 'n' })).status).toBe(503);
    next.refuse = false;
    expect((await send('/v1/things', headers, { name: 'n' })).status).toBe(200);
  });

  it('answers a surprise with server/error, counts it, frees the key, and logs no word of the message', async () => {
    const { send, bearer, next, log, figures } = setup(rig);
    const headers = { ...bearer(), ...key() };
    next.fail = true;
    expect(await (await send('/v1/things', headers, { name: 'n' })).json()).toMatchObject({ status: 500, code: 'server/error' });
    expect(JSON.stringify(log.lines)).not.toContain('张伟');
    expect(figures).toEqual(['RequestFailed']);
    next.fail = false;
    expect((await send('/v1/things', headers, { name: 'n' })).status).toBe(200);
  });

  it('answers an unknown address with a problem too', async () => {
    const { send } = setup(rig);
    expect(await (await send('/v1/nowhere')).json()).toMatchObject({ status: 404, code: 'request/not-found' });
  });
});
