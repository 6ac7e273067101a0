import { FAMILY, setup as setupRegister } from './population-register/setup';
import type { World as Register } from './population-register/setup';
import { APP, setup as setupWechat } from './wechat/setup';
import type { World as Wechat } from './wechat/setup';

const PATH = '/register/real-name-check';
const TOKEN = '/cgi-bin/token';
const { mother } = FAMILY;

let register: Register;
let wechat: Wechat;
beforeEach(async () => { [register, wechat] = await Promise.all([setupRegister(), setupWechat()]); });
afterEach(() => Promise.all([register.close(), wechat.close()]));

const script = (body: unknown) => fetch(`${register.url}/sandbox/moods`, { method: 'POST', body: JSON.stringify(body) });
const ask = (requestId = 'r-1') => register.ask({ requestId, ...mother });
const raw = async () => (await register.post({ body: JSON.stringify({ requestId: 'r-1', ...mother }) })).text();

test('slow: the true answer comes late, as often as scripted', async () => {
  await script({ path: PATH, mood: { kind: 'slow', ms: 120 }, times: 1 });
  const begun = performance.now();
  expect((await ask()).answer.result).toBe('match');
  expect(performance.now() - begun).toBeGreaterThanOrEqual(115);
  expect(register.moods.list()).toEqual([]);
});

test('down: the connection is reset, or a gateway answers 502; then the server is itself again', async () => {
  await script({ path: PATH, mood: { kind: 'down', how: 'reset' }, times: 1 });
  await script({ path: PATH, mood: { kind: 'down', how: 'bad-gateway' }, times: 1 });
  await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect((await register.post({ body: '' })).status).toBe(502);
  expect((await ask()).answer.result).toBe('match');
});

test('wrong: bytes that are no JSON, other JSON, and an answer cut off', async () => {
  for (const how of ['garbage', 'other-json', 'cut-off']) await script({ path: PATH, mood: { kind: 'wrong', how }, times: 1 });
  const [garbage, other, cut, whole] = [await raw(), await raw(), await raw(), await raw()];
  expect(() => JSON.parse(garbage) as unknown).toThrow(SyntaxError);
  expect(JSON.parse(other)).toEqual([{ unexpected: true }]);
  expect(() => JSON.parse(cut) as unknown).toThrow(SyntaxError);
  expect(whole.startsWith(cut)).toBe(true);
});

test('error: each server refuses in its own form', async () => {
  register.moods.set({ path: PATH, mood: { kind: 'error', code: 'unavailable' }, times: 1 });
  register.moods.set({ path: PATH, mood: { kind: 'error', code: 'internal' }, times: 1 });
  wechat.moods.set({ path: TOKEN, mood: { kind: 'error', code: 45011 }, times: 1 });
  expect(await ask()).toEqual({ status: 503, answer: { error: 'unavailable' } });
  expect(await ask()).toEqual({ status: 500, answer: { error: 'internal' } });
  expect(await wechat.get(TOKEN)).toMatchObject({ errcode: 45011, errmsg: expect.stringContaining('minute-quota') });
});

test('duplicated: an earlier answer comes again, recognisable by its request id', async () => {
  await script({ path: PATH, mood: { kind: 'duplicated' }, times: 2 });
  const ids = [];
  for (const id of ['first', 'second', 'third', 'fourth']) ids.push((await ask(id)).answer.requestId);
  expect(ids).toEqual(['first', 'first', 'first', 'fourth']);
});

test('delivered twice: a code is spent by the first delivery, and the second answer says so', async () => {
  wechat.moods.set({ path: '*', mood: { kind: 'delivered-twice' }, times: 1 });
  const js_code = String(wechat.phone.jsCode('wx-wei'));
  expect(await wechat.get('/sns/jscode2session', { ...APP, js_code, grant_type: 'authorization_code' })).toMatchObject({ errcode: 40163 });
  register.moods.set({ path: PATH, mood: { kind: 'delivered-twice' }, times: 1 });
  expect((await ask()).answer.result).toBe('match');
});

test('a mood touches its own path only; the doors have none; without times it lasts until cleared', async () => {
  await wechat.post('/sandbox/moods', { path: TOKEN, mood: { kind: 'error', code: -1 } });
  expect((await wechat.post('/cgi-bin/stable_token', {})).errcode).toBe(40002);
  wechat.moods.set({ path: '*', mood: { kind: 'error', code: -1 }, times: 3 });
  expect(await wechat.get('/sandbox/moods')).toEqual({
    moods: [
      { path: TOKEN, mood: { kind: 'error', code: -1 } },
      { path: '*', mood: { kind: 'error', code: -1 }, times: 3 },
    ],
  });
  for (let count = 0; count < 5; count += 1) expect((await wechat.get(TOKEN)).errcode).toBe(-1);
  await fetch(`${wechat.url}/sandbox/moods`, { method: 'DELETE' });
  expect(await wechat.get(TOKEN, { grant_type: 'client_credential', ...APP })).toHaveProperty('access_token');
});

test.each([
  {},
  { path: PATH, mood: { kind: 'angry' } },
  { path: PATH, mood: { kind: 'slow' } },
  { path: PATH, mood: { kind: 'duplicated' }, times: 0 },
])('the script %j is malformed', async (wrong) => {
  expect((await script(wrong)).status).toBe(400);
});

test('closing does not wait for a slow answer', async () => {
  const slow = await setupRegister();
  slow.moods.set({ path: PATH, mood: { kind: 'slow', ms: 60_000 } });
  const pending = expect(slow.ask({ ...mother })).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await slow.close();
  await pending;
});

test('a taken port is refused at the start', async () => {
  await expect(setupWechat({ port: Number(new URL(register.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
