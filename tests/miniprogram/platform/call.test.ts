import { claimCardRoute, listCardsRoute } from '../../../shared/card/card.routes';
import { readConsentTextsRoute } from '../../../shared/identity/identity.routes';
import type { Session } from '../../../shared/identity/identity.schema';
import { makeCall } from '../../../miniprogram/src/platform/call';
import type { HttpOutcome, HttpRequest } from '../../../miniprogram/src/platform/request';
import { makeSessionKeeper } from '../../../miniprogram/src/platform/session';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');

function sessionNo(count: number, expiresAt = '2026-11-23T10:10:00+08:00'): Session {
  return {
    accessToken: `access-${count}`, accessExpiresAt: expiresAt, refreshToken: `refresh-${count}`, refreshExpiresAt: '2026-12-23T10:00:00+08:00',
    account: { accountId: 'acc_1', consents: [] },
  };
}

const good = (body: unknown): HttpOutcome => ({ kind: 'answered', status: 200, body });
const problem = (status: number, code: string, facts = {}): HttpOutcome => ({
  kind: 'answered', status, body: { type: 'about:blank', status, code, requestId: 'req_1', ...facts },
});

type Somebody = { readonly session?: Session | null; readonly now?: number };
type Answering = (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>;

function setup(answer: Answering, { session = sessionNo(1), now = NOW }: Somebody = {}) {
  const sent: HttpRequest[] = [];
  let kept: unknown = session ?? undefined;
  let keys = 0;
  const keeper = makeSessionKeeper(
    { read: () => kept, write: (value) => { kept = value; }, clear: () => { kept = undefined; } },
    () => { kept = undefined; },
  );
  const call = makeCall({
    base: '', session: keeper, now: () => now,
    newKey: () => { keys += 1; return `key-${keys}`; },
    send: async (request) => {
      sent.push(request);
      return answer(request);
    },
  });
  return { call, sent, keeper, stored: () => kept };
}

const renewing = (request: HttpRequest) => request.url === '/v1/sessions/renew';
const tokenOf = (request: HttpRequest | undefined) => request?.headers['authorization'];

test('a good answer is parsed with the route\'s own schema', async () => {
  const { call, sent } = setup(() => good({ items: [] }));
  expect(await call(listCardsRoute, {})).toEqual({ ok: true, value: { items: [] } });
  expect(tokenOf(sent[0])).toBe('Bearer access-1');
  expect(sent[0]?.headers['idempotency-key']).toBeUndefined();
});

test('an answer that does not fit the contract never reaches a page', async () => {
  const { call } = setup(() => good({ items: [{ cardId: 7 }] }));
  expect(await call(listCardsRoute, {})).toEqual({ ok: false, refusal: { code: 'server/error' } });
});

test('a declared refusal arrives with its facts; an undeclared code becomes a fault of ours', async () => {
  const answers = [problem(409, 'card/lost', { triesLeft: 2 }), problem(418, 'card/never-declared'), problem(500, 'toString')];
  const { call } = setup(() => answers.shift() ?? good({}));
  expect(await call(claimCardRoute, {})).toEqual({ ok: false, refusal: { code: 'card/lost', facts: { triesLeft: 2 } } });
  expect(await call(claimCardRoute, {})).toMatchObject({ refusal: { code: 'server/error' } });
  expect(await call(claimCardRoute, {})).toMatchObject({ refusal: { code: 'server/error' } });
});

test('a gateway\'s page instead of JSON is a fault of ours, not a crash', async () => {
  const { call } = setup(() => ({ kind: 'answered', status: 502, body: undefined }));
  expect(await call(listCardsRoute, {})).toMatchObject({ refusal: { code: 'server/error' } });
});

test('without a session nothing is sent', async () => {
  const { call, sent } = setup(() => good({}), { session: null });
  expect(await call(listCardsRoute, {})).toMatchObject({ refusal: { code: 'session/missing' } });
  expect(sent).toHaveLength(0);
});

test('a route for anyone needs no session and carries no token', async () => {
  const { call, sent } = setup(() => good({ items: [] }), { session: null });
  expect((await call(readConsentTextsRoute, {})).ok).toBe(true);
  expect(tokenOf(sent[0])).toBeUndefined();
});

test('trying a write again after a time-out keeps its key; after a definite answer the next one is new', async () => {
  const answers: HttpOutcome[] = [{ kind: 'timeout' }, { kind: 'offline' }, problem(409, 'card/lost'), problem(409, 'card/lost')];
  const { call, sent } = setup(() => answers.shift() ?? good({}));
  expect(await call(claimCardRoute, {})).toMatchObject({ refusal: { code: 'network/timeout' } });
  expect(await call(claimCardRoute, {})).toMatchObject({ refusal: { code: 'network/offline' } });
  await call(claimCardRoute, {});
  await call(claimCardRoute, {});
  expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-1', 'key-1', 'key-2']);
});

test('another input is another intention and gets its own key', async () => {
  const { call, sent } = setup(() => ({ kind: 'timeout' }));
  await call(claimCardRoute, {});
  await call(claimCardRoute, { memberId: 'mem_1' });
  expect(sent[0]?.headers['idempotency-key']).not.toBe(sent[1]?.headers['idempotency-key']);
});

test('a token near its end is renewed before it is used, once for all calls that wait', async () => {
  const { call, sent, stored } = setup(
    (request) => (renewing(request) ? good(sessionNo(2, '2026-11-23T10:10:00+08:00')) : good({ items: [] })),
    { session: sessionNo(1, '2026-11-23T10:00:20+08:00') },
  );
  await Promise.all([call(listCardsRoute, {}), call(listCardsRoute, {}), call(listCardsRoute, {})]);
  expect(sent.filter(renewing)).toHaveLength(1);
  expect(sent.filter((request) => !renewing(request)).map(tokenOf)).toEqual(['Bearer access-2', 'Bearer access-2', 'Bearer access-2']);
  expect(stored()).toMatchObject({ refreshToken: 'refresh-2' });
});

test('when the server calls the token expired it is renewed and the same write sent again under the same key', async () => {
  const { call, sent } = setup((request) => {
    if (renewing(request)) return good(sessionNo(2));
    return tokenOf(request) === 'Bearer access-2' ? problem(409, 'card/lost') : problem(401, 'session/expired');
  });
  expect(await call(claimCardRoute, {})).toMatchObject({ refusal: { code: 'card/lost' } });
  const [first, , second] = sent;
  expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
});

test('a phone whose clock runs hours ahead does not renew at every call', async () => {
  const { call, sent } = setup(
    (request) => (renewing(request) ? good(sessionNo(2)) : good({ items: [] })),
    { now: NOW + 5 * 60 * 60 * 1000 },
  );
  await call(listCardsRoute, {});
  await call(listCardsRoute, {});
  await call(listCardsRoute, {});
  expect(sent.filter(renewing)).toHaveLength(1);
});

test('a session that was ended elsewhere is forgotten here, with everything of the person', async () => {
  const { call, keeper, stored } = setup((request) => (renewing(request) ? problem(401, 'sign-in/session-ended') : problem(401, 'session/expired')));
  expect(await call(listCardsRoute, {})).toMatchObject({ refusal: { code: 'session/ended' } });
  expect(keeper.current()).toBeUndefined();
  expect(stored()).toBeUndefined();
});

test('no network while renewing is no reason to sign anybody out', async () => {
  const { call, keeper } = setup(() => ({ kind: 'offline' }), { session: sessionNo(1, '2026-11-23T09:00:00+08:00') });
  expect(await call(listCardsRoute, {})).toMatchObject({ refusal: { code: 'network/offline' } });
  expect(keeper.current()?.refreshToken).toBe('refresh-1');
});

test('a consent given a moment ago is known after renewing, so the first refusal for it is not shown', async () => {
  const { call } = setup((request) => {
    if (renewing(request)) return good(sessionNo(2));
    return tokenOf(request) === 'Bearer access-2' ? good({ items: [] }) : problem(403, 'consent/needed');
  });
  expect((await call(listCardsRoute, {})).ok).toBe(true);
});

test('when renewing does not work either, the missing consent stays the reason given', async () => {
  const { call } = setup((request) => (renewing(request) ? problem(500, 'server/error') : problem(403, 'consent/needed')));
  expect(await call(listCardsRoute, {})).toMatchObject({ refusal: { code: 'consent/needed' } });
});
