import type { Browser } from 'playwright-core';
import { openChromium } from '../harness/chromium';
import { serveH5, type H5Server } from '../harness/h5-server';
import { visit, type Somebody, type Visit } from '../harness/visit';
import { sampleApi, sampleSession } from './sample-answers';

jest.setTimeout(120_000);

let browser: Browser;
let server: H5Server;

beforeAll(async () => {
  [browser, server] = await Promise.all([openChromium(), serveH5()]);
});

beforeEach(() => { server.answerWith(sampleApi); });

afterAll(async () => {
  await Promise.all([browser.close(), server.close()]);
});

const open = (address: string, somebody: Somebody = { session: sampleSession }): Promise<Visit> =>
  visit(browser, { origin: server.origin, address }, somebody);

test('the main pages are reached by keyboard, and the window is named after each', async () => {
  const { page, close } = await open('/app/pages/home/index', { session: sampleSession, width: 'pc' });
  await page.getByRole('link', { name: '我的' }).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/app\/pages\/me\/index/);
  await page.getByText('实名认证').waitFor();
  expect(await page.title()).toBe('我的');
  await close();
});

test('长辈版 takes effect at once, everywhere, and is there after a reload', async () => {
  const { page, close } = await open('/app/pages/settings/index');
  await page.getByRole('switch', { name: /长辈版/ }).click();
  await page.locator('.page--elder').first().waitFor();
  expect(await page.evaluate("JSON.parse(localStorage.getItem('elder-mode')).data")).toBe(true);
  await close();
});

test('a dialog takes the focus, keeps Tab inside, and Esc gives the focus back to what opened it', async () => {
  const { page, close } = await open('/app/pages/settings/index');
  const signOut = page.getByRole('button', { name: '退出登录' });
  await signOut.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(120);
  for (let press = 0; press < 7; press += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('[role=dialog]') !== null")).toBe(true);
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.textContent')).toContain('退出登录');
  await close();
});

test('signing out leaves nothing of the person in the tab, even when the platform cannot be reached', async () => {
  const { page, close } = await open('/app/pages/home/index');
  await page.getByText('河南省居民电子健康卡').waitFor();
  await page.goto(`${server.origin}/#/app/pages/settings/index`);
  server.answerWith(() => ({ status: 503, body: { type: 'about:blank', status: 503, code: 'server/busy', requestId: 'req_1' } }));
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
  await page.getByText('领取您的电子健康卡').waitFor();
  expect(await page.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('.own.'))")).toEqual([]);
  await close();
});

test('what WeChat brought back becomes a session, and the code is gone from the address', async () => {
  const codes: unknown[] = [];
  server.answerWith((asked) => {
    if (asked.path !== '/v1/sign-in/service-account') return sampleApi(asked);
    codes.push(asked.body);
    return { status: 200, body: sampleSession };
  });
  const { page, close } = await open('/app/pages/home/index', {});
  await page.evaluate("sessionStorage.setItem('henan-health.authorization', JSON.stringify({ state: 'state-1', comeBackTo: '/app/pages/me/index' }))");
  await page.goto(`${server.origin}/?code=code-1&state=state-1`);
  await page.getByText('实名认证').waitFor();
  expect(codes).toEqual([{ code: 'code-1', state: 'state-1' }]);
  expect(page.url()).not.toContain('code-1');
  await close();
});

test('a code with a state this browser never sent is not used (a forged link)', async () => {
  let used = 0;
  server.answerWith((asked) => {
    if (asked.path === '/v1/sign-in/service-account') used += 1;
    return sampleApi(asked);
  });
  const { page, close } = await open('/app/pages/home/index', {});
  await page.goto(`${server.origin}/?code=code-1&state=strange`);
  await page.getByText('领取您的电子健康卡').waitFor();
  expect(used).toBe(0);
  expect(page.url()).not.toContain('code-1');
  await close();
});

test('an address that leads nowhere leads home', async () => {
  const { page, close } = await open('/nonsense');
  await page.waitForURL(/app\/pages\/home\/index/);
  await page.getByRole('button', { name: '出示健康卡' }).first().waitFor();
  await close();
});

test('whoever declines at WeChat is told so, and what they came for waits; nothing of it stays in the address', async () => {
  server.answerWith((asked) => (asked.path === '/v1/sign-in/service-account/begin'
    ? { status: 200, body: { authorizeUrl: `${server.origin}/?state=state-1`, state: 'state-1' } }
    : sampleApi(asked)));
  const { page, close } = await open('/identity/pages/sign-in/index?comeBackTo=%2Fcard%2Fpages%2Fclaim%2Findex', {});
  await page.getByRole('button', { name: '微信授权登录' }).click();
  await page.getByText('您没有同意授权，还没有登录').waitFor();
  expect(page.url()).not.toContain('state');
  expect(decodeURIComponent(page.url())).toContain('comeBackTo=/card/pages/claim/index');
  await close();
});
