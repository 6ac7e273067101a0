import * as z from 'zod/mini';
import type { JsonCall } from '../../../functions/platform/clients/call';
import type { Patience } from '../../../functions/platform/clients/resilience';
import { caller, TOO_SLOW } from './calling';
import { broken, first, json, raw, silent, startOutside, type Answering, type Outside } from './outside';

const Answer = z.object({ name: z.string() });
const GOOD = json({ name: 'well', more: 1 });

let outside: Outside;
beforeEach(async () => { outside = await startOutside(); });
afterEach(() => outside.close());

function setup(answering: Answering, patience: Partial<Patience> = {}) {
  outside.answering = answering;
  const { log, callJson } = caller(patience);
  const call = (over: Partial<JsonCall<z.infer<typeof Answer>>> = {}) =>
    callJson({ target: 'outside', method: 'POST', url: `${outside.url}/thing?secret=s3cret`, body: '{"a":"值"}', safe: true, answer: Answer, ...over });
  return { call, log };
}

const refusal = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });

describe('a JSON call', () => {
  it('gives the parsed answer and drops members it does not know', async () => {
    const { call } = setup(GOOD);
    expect(await call()).toEqual({ ok: true, value: { name: 'well' } });
  });

  it('sends the body as these very bytes, and the headers given', async () => {
    const { call } = setup(GOOD);
    await call({ headers: { 'x-app-id': 'app' } });
    expect(outside.asked).toMatchObject([
      { method: 'POST', path: '/thing?secret=s3cret', body: '{"a":"值"}', headers: { 'x-app-id': 'app', 'content-type': 'application/json; charset=utf-8' } },
    ]);
  });

  it('reuses connections', async () => {
    const { call } = setup(GOOD);
    for (let n = 0; n < 10; n += 1) await call();
    expect(new Set(outside.asked.map(({ socket }) => socket)).size).toBeLessThan(4);
  });

  it('gives status and body of a refusal and does not ask again', async () => {
    const { call } = setup(json({ error: 'signature' }, 401));
    expect(await call()).toEqual(refusal('call/refused', { status: 401, body: { error: 'signature' } }));
    expect(outside.asked).toHaveLength(1);
  });

  it('follows no redirect', async () => {
    const { call } = setup((_, answer) => { answer.writeHead(302, { location: `${outside.url}/elsewhere` }).end(); });
    expect(await call()).toEqual(refusal('call/refused', { status: 302 }));
    expect(outside.asked).toHaveLength(1);
  });

  it('throws on an address that is none: a fault of the caller, not of the target', async () => {
    const { call } = setup(GOOD);
    await expect(call({ url: 'not an address' })).rejects.toThrow('Invalid URL');
  });
});

describe('a target that misbehaves', () => {
  it.each<[string, Answering, object]>([
    ['never answers', silent, refusal('call/timeout')],
    ['begins an answer and never ends it', (_, answer) => { answer.writeHead(200).write('{"name":'); }, refusal('call/timeout')],
    ['breaks the connection', broken, refusal('call/unreachable')],
    ['breaks it in the middle of the answer', (_, answer) => { answer.writeHead(200, { 'content-length': '100' }).write('{', () => { answer.destroy(); }); }, refusal('call/unreachable')],
    ['answers with a page', raw('<html>maintenance</html>'), refusal('call/answer-not-understood', { status: 200 })],
    ['answers with other JSON', json({ nome: 'x' }), refusal('call/answer-not-understood', { status: 200 })],
    ['answers with nothing', raw(''), refusal('call/answer-not-understood', { status: 200 })],
    ['answers with bytes that are no text', raw(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)), refusal('call/answer-not-understood', { status: 200 })],
    ['answers with far too much', raw(JSON.stringify({ name: 'x'.repeat(1_100_000) })), refusal('call/answer-not-understood', { status: 200 })],
    ['fails inside', json({ oops: true }, 500), refusal('call/refused', { status: 500, body: { oops: true } })],
  ])('and %s gives that outcome after all tries', async (what, answering, expected) => {
    const { call } = setup(answering, what.includes('never') ? TOO_SLOW : {});
    expect(await call()).toEqual(expected);
    expect(outside.asked).toHaveLength(3);
  });

  it('is asked once when repeating could do harm', async () => {
    const { call } = setup(broken);
    expect(await call({ safe: false })).toEqual(refusal('call/unreachable'));
    expect(outside.asked).toHaveLength(1);
  });

  it('and recovers in time gives the answer, asked with the same bytes each time', async () => {
    const { call } = setup(first(2, json({}, 503), GOOD));
    expect(await call()).toMatchObject({ ok: true });
    expect(new Set(outside.asked.map(({ body }) => body))).toEqual(new Set(['{"a":"值"}']));
    expect(outside.asked).toHaveLength(3);
  });

  it('and is not there at all is unreachable', async () => {
    const { call } = setup(GOOD);
    const { url } = outside;
    await outside.close();
    expect(await call({ url })).toEqual(refusal('call/unreachable'));
    outside = await startOutside();
  });

  it('costs the caller no more than its patience', async () => {
    const { call } = setup(silent, { timeoutMs: 100, tries: 2 });
    const startedAt = performance.now();
    await call();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('is not tried again beyond the time of the whole call, nor beyond what this call has left', async () => {
    const { call } = setup(silent, { timeoutMs: 400, totalMs: 600, tries: 20 });
    const startedAt = performance.now();
    expect(await call()).toEqual(refusal('call/timeout'));
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(outside.asked).toHaveLength(2);
    expect(await call({ withinMs: 100 })).toEqual(refusal('call/timeout'));
    expect(outside.asked).toHaveLength(3);
  });
});

describe('the breaker', () => {
  const patience = { tries: 1, opensAfter: 3, openForMs: 120 };

  it('opens after failures in a row and spares the target', async () => {
    const { call, log } = setup(json({}, 503), patience);
    for (let n = 0; n < 3; n += 1) await call();
    expect(await call()).toEqual(refusal('call/open-circuit'));
    expect(outside.asked).toHaveLength(3);
    expect(log.lines.map(({ at }) => at)).toContain('call.circuit-opened');
  });

  it('lets one call try after a while, and closes when it succeeds', async () => {
    const { call, log } = setup(first(3, broken, GOOD), patience);
    for (let n = 0; n < 3; n += 1) await call();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await Promise.all([call(), call()])).toMatchObject([{ ok: true }, { ok: true }]);
    expect(log.lines.map(({ at }) => at)).toContain('call.circuit-closed');
  });

  it('stays closed when the target refuses single requests', async () => {
    const { call } = setup(json({}, 404), patience);
    for (let n = 0; n < 5; n += 1) expect(await call()).toMatchObject(refusal('call/refused'));
  });

  it('of one target leaves the others alone', async () => {
    const { call } = setup(first(3, broken, GOOD), patience);
    for (let n = 0; n < 3; n += 1) await call();
    expect(await call({ target: 'another' })).toMatchObject({ ok: true });
  });
});

describe('the limit of simultaneous calls', () => {
  it('lets some wait and refuses the rest at once', async () => {
    const { call } = setup((_, answer) => { setTimeout(() => { json({ name: 'slow' })({} as never, answer, 1); }, 40); }, { concurrent: 1, queued: 1 });
    const outcomes = await Promise.all([call(), call(), call()]);
    expect(outcomes.map((outcome) => (outcome.ok ? 'answered' : outcome.refusal.code))).toEqual(['answered', 'answered', 'call/too-busy']);
  });
});

describe('the log of a call', () => {
  it('names target, outcome and try, and nothing of address or content', async () => {
    const { call, log } = setup(json({ name: 5, person: '张三' }));
    await call();
    expect(log.lines).toMatchObject([1, 2, 3].map((attempt) => ({ at: 'call.failed', target: 'outside', attempt, code: 'call/answer-not-understood', status: 200 })));
    expect(JSON.stringify(log.lines)).not.toMatch(/s3cret|值|张三|127\.0\.0\.1/);
  });
});
