import { APP, OA, setup } from './setup';
import type { World } from './setup';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: World;
beforeEach(async () => { world = await setup(); });
afterEach(() => world.close());

const stable = async (more: Record<string, unknown> = {}) => world.post('/cgi-bin/stable_token', { grant_type: 'client_credential', ...APP, ...more });
const fresh = async () => world.get('/cgi-bin/token', { grant_type: 'client_credential', ...APP });
/** 40029 (the code is wrong) shows that the token was accepted. */
const use = async (token: unknown) => (await world.post(`/wxa/business/getuserphonenumber?access_token=${String(token)}`, { code: 'none' })).errcode;
const ACCEPTED = 40029;

test('the stable token stays the same until five minutes before its end; then both live on', async () => {
  const first = await stable();
  expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 });
  world.later(HOUR);
  expect(await stable()).toEqual({ access_token: first.access_token, expires_in: 3600 });
  world.later(HOUR - 5 * MINUTE);
  const second = await stable();
  expect(second.access_token).not.toBe(first.access_token);
  expect([await use(first.access_token), await use(second.access_token)]).toEqual([ACCEPTED, ACCEPTED]);
  world.later(5 * MINUTE);
  expect([await use(first.access_token), await use(second.access_token)]).toEqual([42001, ACCEPTED]);
});

test('a forced refresh ends the old token at once, not twice within 30 seconds', async () => {
  const first = await stable();
  const forced = await stable({ force_refresh: true });
  expect(await use(first.access_token)).toBe(40001);
  expect((await stable({ force_refresh: true })).access_token).toBe(forced.access_token);
  world.later(30_000);
  expect((await stable({ force_refresh: true })).access_token).not.toBe(forced.access_token);
});

test('a forced refresh works twenty times a day, a day of China', async () => {
  await stable();
  for (let count = 0; count < 20; count += 1) {
    expect(await stable({ force_refresh: true })).toHaveProperty('access_token');
    world.later(30_000);
  }
  expect(await stable({ force_refresh: true })).toMatchObject({ errcode: 45009 });
  world.later(15 * HOUR);
  expect(await stable({ force_refresh: true })).toHaveProperty('access_token');
});

test('the plain token is new each time and leaves the old one five minutes; the stable one is not touched', async () => {
  const { access_token: kept } = await stable();
  const { access_token: first } = await fresh();
  const { access_token: second } = await fresh();
  world.later(5 * MINUTE - 1);
  expect([await use(first), await use(second), await use(kept)]).toEqual([ACCEPTED, ACCEPTED, ACCEPTED]);
  world.later(1);
  expect([await use(first), await use(second), await use(kept)]).toEqual([42001, ACCEPTED, ACCEPTED]);
});

test('a token is asked for, must be known, and must be the mini-program\'s', async () => {
  expect((await world.post('/wxa/business/getuserphonenumber', { code: 'none' })).errcode).toBe(41001);
  expect(await use('invented')).toBe(40001);
  expect(await use((await stable(OA)).access_token)).toBe(48001);
});

test.each([
  [40002, { grant_type: 'authorization_code' }],
  [40013, { appid: 'wx-stranger' }],
  [40125, { secret: 'wrong' }],
  [41002, { appid: undefined }],
  [41004, { secret: undefined }],
])('errcode %i for %j', async (errcode, wrong) => {
  expect(await stable(wrong)).toMatchObject({ errcode });
});

test('the same credentials are checked for the plain token', async () => {
  expect(await world.get('/cgi-bin/token', { grant_type: 'client_credential', ...APP, secret: 'wrong' })).toMatchObject({ errcode: 40125 });
  expect(await world.get('/cgi-bin/token', APP)).toMatchObject({ errcode: 40002 });
});

test('a body that is not a JSON object is a data format error', async () => {
  for (const body of ['grant_type=client_credential', '[]', '']) {
    const response = await fetch(`${world.url}/cgi-bin/stable_token`, { method: 'POST', body });
    expect(await response.json()).toMatchObject({ errcode: 47001 });
  }
  const { access_token } = await stable();
  const response = await fetch(`${world.url}/wxa/generate_urllink?access_token=${String(access_token)}`, { method: 'POST', body: 'path=x' });
  expect(await response.json()).toMatchObject({ errcode: 47001 });
});
