import { APP, OA, WEI, setup } from './setup';
import type { World } from './setup';

const SESSION = '/sns/jscode2session';
const MINUTE = 60_000;

let world: World;
beforeEach(async () => { world = await setup(); });
afterEach(() => world.close());

const exchange = (js_code: string, more: Record<string, string> = {}) =>
  world.get(SESSION, { ...APP, js_code, grant_type: 'authorization_code', ...more });

test('a code of wx.login becomes openid, session key and unionid', async () => {
  const { code } = await world.post('/sandbox/users/wx-wei/js-code', {});
  const session = await exchange(String(code));
  expect(session).toEqual({ openid: WEI.miniProgramOpenid, unionid: WEI.unionid, session_key: expect.any(String) });
  expect(Buffer.from(String(session.session_key), 'base64')).toHaveLength(16);
});

test('answers under /sns are labelled plain text, as WeChat labels them', async () => {
  const response = await fetch(`${world.url}${SESSION}`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
});

test('a code is spent once: the second exchange is 40163', async () => {
  const code = String(world.phone.jsCode('wx-wei'));
  await exchange(code);
  expect(await exchange(code)).toMatchObject({ errcode: 40163, errmsg: expect.stringContaining('code been used') });
});

test('of two exchanges at the same moment one wins', async () => {
  const code = String(world.phone.jsCode('wx-wei'));
  const answers = await Promise.all([exchange(code), exchange(code)]);
  expect(answers.map(({ errcode }) => errcode ?? 0).sort()).toEqual([0, 40163]);
});

test('a code lives five minutes', async () => {
  const [young, old] = [String(world.phone.jsCode('wx-wei')), String(world.phone.jsCode('wx-wei'))];
  world.later(5 * MINUTE - 1);
  expect(await exchange(young)).toHaveProperty('openid');
  world.later(1);
  expect(await exchange(old)).toMatchObject({ errcode: 40029 });
});

test.each([
  [40029, { js_code: 'never-issued' }],
  [41008, { js_code: '' }],
  [40002, { grant_type: 'client_credential' }],
  [40013, { appid: OA.appid }],
  [40125, { secret: OA.secret }],
  [41002, { appid: '' }],
  [41004, { secret: '' }],
])('errcode %i for %j, and the code stays unspent', async (errcode, wrong) => {
  const code = String(world.phone.jsCode('wx-wei'));
  expect(await exchange(code, wrong)).toMatchObject({ errcode, errmsg: expect.stringContaining('rid: ') });
  expect(await exchange(code)).toHaveProperty('openid');
});

test('a wrong method and an unknown interface have their errcodes', async () => {
  expect(await world.post(SESSION, {})).toMatchObject({ errcode: 43001 });
  expect(await world.get('/cgi-bin/stable_token')).toMatchObject({ errcode: 43002 });
  expect(await world.get('/cgi-bin/no-such-thing')).toMatchObject({ errcode: 40066 });
});

test('the doors know only their users', async () => {
  for (const door of ['js-code', 'phone-code', 'subscriptions']) {
    const response = await fetch(`${world.url}/sandbox/users/wx-nobody/${door}`, { method: 'POST', body: '{"templateId":"T"}' });
    expect(response.status).toBe(404);
  }
  expect(await world.get('/sandbox/users')).toMatchObject({ users: [{ wechatUser: 'wx-wei' }, { wechatUser: 'wx-grandmother' }] });
});
