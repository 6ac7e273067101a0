import { GRANDMOTHER, OA, WEI, setup } from './setup';
import type { World } from './setup';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BACK = 'http://127.0.0.1:8080/v1/web-sign-in/back?from=a%20b#/home';
const ASK = { appid: OA.appid, redirect_uri: BACK, response_type: 'code', scope: 'snsapi_userinfo', state: 's t&1' };

let world: World;
beforeEach(async () => { world = await setup({ redirectHosts: ['127.0.0.1:8080'] }); });
afterEach(() => world.close());

async function page(query: Record<string, string>): Promise<string> {
  const response = await fetch(`${world.url}/connect/oauth2/authorize?${new URLSearchParams(query).toString()}`);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  return response.text();
}

/** Follows a link of the page and returns where it leads. */
async function tap(link: string | undefined): Promise<URL> {
  const response = await fetch(`${world.url}${String(link).replaceAll('&amp;', '&')}`, { redirect: 'manual' });
  expect(response.status).toBe(302);
  return new URL(String(response.headers.get('location')));
}

const links = (markup: string) => [...markup.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);

async function codeOf(scope: string): Promise<string> {
  const back = await tap(links(await page({ ...ASK, scope }))[0]);
  return String(back.searchParams.get('code'));
}

const exchange = async (code: string, more: Record<string, string> = {}) =>
  world.get('/sns/oauth2/access_token', { ...OA, code, grant_type: 'authorization_code', ...more });

test('the page lists the users as links that lead back with code and state', async () => {
  const markup = await page(ASK);
  expect(markup).toContain('选择一个微信用户');
  expect(markup).toContain('lang="zh-CN"');
  expect(markup).toContain('&lt;奶奶&gt; &amp; &quot;花&quot;');
  const back = await tap(links(markup)[1]);
  expect(back.origin + back.pathname + back.hash).toBe('http://127.0.0.1:8080/v1/web-sign-in/back#/home');
  expect(Object.fromEntries(back.searchParams)).toEqual({ from: 'a b', code: expect.any(String), state: 's t&1' });
  const grant = await exchange(String(back.searchParams.get('code')));
  expect(grant.openid).toBe(GRANDMOTHER.serviceAccountOpenid);
});

test('who refuses goes back with the state alone', async () => {
  const back = await tap(links(await page(ASK)).at(-1));
  expect(back.searchParams.has('code')).toBe(false);
  expect(back.searchParams.get('state')).toBe('s t&1');
});

test.each([
  ['10012', { appid: '' }],
  ['40013', { appid: 'wx-mini-app' }],
  ['10011', { redirect_uri: '' }],
  ['10003', { redirect_uri: 'https://elsewhere.example/back' }],
  ['10003', { redirect_uri: 'javascript:alert(1)' }],
  ['10010', { scope: '' }],
  ['10005', { scope: 'snsapi_login' }],
  ['40097', { response_type: 'token' }],
  ['40097', { state: 's'.repeat(129) }],
])('error %s stays on the page for %j, and no code is given', async (code, wrong) => {
  const markup = await page({ ...ASK, ...wrong });
  expect(markup).toContain(code);
  expect(links(markup)).toEqual([]);
  const response = await fetch(`${world.url}/sandbox/authorize?${new URLSearchParams({ ...ASK, ...wrong, wechat_user: 'wx-wei' }).toString()}`);
  expect(await response.text()).toContain(code);
});

test('a code becomes tokens once, and within five minutes', async () => {
  const [code, old] = [await codeOf('snsapi_userinfo'), await codeOf('snsapi_userinfo')];
  expect(await exchange(code)).toEqual({
    access_token: expect.any(String), expires_in: 7200, refresh_token: expect.any(String), openid: WEI.serviceAccountOpenid,
    scope: 'snsapi_userinfo', unionid: WEI.unionid,
  });
  expect(await exchange(code)).toMatchObject({ errcode: 40163 });
  world.later(5 * MINUTE);
  expect(await exchange(old)).toMatchObject({ errcode: 40029 });
});

test.each([
  [41002, { appid: '' }],
  [40013, { appid: 'wx-mini-app' }],
  [40125, { secret: 'wrong' }],
  [41008, { code: '' }],
  [40029, { code: 'never-issued' }],
  [40002, { grant_type: 'refresh_token' }],
])('errcode %i for %j', async (errcode, wrong) => {
  expect(await exchange(await codeOf('snsapi_base'), wrong)).toMatchObject({ errcode });
});

test('the base scope gives no unionid and no profile', async () => {
  const { access_token, openid, ...rest } = await exchange(await codeOf('snsapi_base'));
  expect(rest).not.toHaveProperty('unionid');
  expect(await world.get('/sns/userinfo', { access_token: String(access_token), openid: String(openid) })).toMatchObject({ errcode: 48001 });
});

test('the profile is given to the token\'s own user, for two hours', async () => {
  const { access_token, openid } = await exchange(await codeOf('snsapi_userinfo'));
  const ask = (more: Record<string, string> = {}) => world.get('/sns/userinfo', { access_token: String(access_token), openid: String(openid), lang: 'zh_CN', ...more });
  expect(await ask()).toMatchObject({ openid: WEI.serviceAccountOpenid, nickname: '伟', unionid: WEI.unionid, privilege: [] });
  expect(await ask({ openid: GRANDMOTHER.serviceAccountOpenid })).toMatchObject({ errcode: 40003 });
  expect(await ask({ access_token: 'invented' })).toMatchObject({ errcode: 40001 });
  expect(await ask({ access_token: '' })).toMatchObject({ errcode: 41001 });
  expect(await ask({ openid: '' })).toMatchObject({ errcode: 41009 });
  world.later(120 * MINUTE);
  expect(await ask()).toMatchObject({ errcode: 42001 });
});

test('a refresh prolongs a living token, replaces a dead one, and ends after thirty days', async () => {
  const { access_token, refresh_token } = await exchange(await codeOf('snsapi_userinfo'));
  const refresh = (more: Record<string, string> = {}) =>
    world.get('/sns/oauth2/refresh_token', { appid: OA.appid, grant_type: 'refresh_token', refresh_token: String(refresh_token), ...more });
  world.later(60 * MINUTE);
  expect(await refresh()).toMatchObject({ access_token, expires_in: 7200, openid: WEI.serviceAccountOpenid });
  world.later(121 * MINUTE);
  const renewed = await refresh();
  expect(renewed.access_token).not.toBe(access_token);
  expect(await world.get('/sns/userinfo', { access_token: String(access_token), openid: 'x' })).toMatchObject({ errcode: 40001 });
  expect(await refresh({ refresh_token: 'invented' })).toMatchObject({ errcode: 40030 });
  expect(await refresh({ refresh_token: '' })).toMatchObject({ errcode: 41003 });
  expect(await refresh({ appid: '' })).toMatchObject({ errcode: 41002 });
  expect(await refresh({ appid: 'wx-mini-app' })).toMatchObject({ errcode: 40013 });
  expect(await refresh({ grant_type: 'authorization_code' })).toMatchObject({ errcode: 40002 });
  world.later(30 * DAY);
  expect(await refresh()).toMatchObject({ errcode: 42002 });
});
