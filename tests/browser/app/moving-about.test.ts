import type { Browser } from 'playwright-core';
import { openChromium } from '../harness/chromium';
import { serveH5, type H5Server } from '../harness/h5-server';
import { visit, type Somebody, type Visit } from '../harness/visit';
import { sampleAccount, sampleApi, sampleSession } from './sample-answers';

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

/** The network is slow: what brings a page comes after what is done at the start. */
async function slowPages({ page }: Visit) {
  await page.route(/\/js\/\d+\./, async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    await route.continue();
  });
}

describe('coming back from WeChat without a session', () => {
  const playing = (query: string) => {
    server.answerWith((asked) => {
      if (asked.path === '/v1/sign-in/service-account/begin') return { status: 200, body: { authorizeUrl: `${server.origin}/?${query}`, state: 'state-1' } };
      if (asked.path === '/v1/sign-in/service-account') return { status: 422, body: { type: 'about:blank', status: 422, code: 'sign-in/code-not-valid', requestId: 'req_1' } };
      return sampleApi(asked);
    });
  };

  test.each([
    ['whoever declined there', 'state=state-1', '您没有同意授权，还没有登录', false],
    ['whoever declined there, on a slow network', 'state=state-1', '您没有同意授权，还没有登录', true],
    ['whose code is refused', 'code=code-1&state=state-1', '微信的登录凭证过期了', false],
    ['whose code is refused, on a slow network', 'code=code-1&state=state-1', '微信的登录凭证过期了', true],
  ])('%s is told so in sight, and what they came for waits; nothing of it stays in the address', async (_who, query, words, slow) => {
    playing(query);
    const visited = await open('/identity/pages/sign-in/index?comeBackTo=%2Fcard%2Fpages%2Fclaim%2Findex', {});
    const { page, close } = visited;
    if (slow) await slowPages(visited);
    await page.getByRole('button', { name: '微信授权登录' }).click();
    await page.getByText(words).waitFor({ timeout: 10_000 });
    await page.waitForTimeout(600);
    expect(await page.getByText(words).isVisible()).toBe(true);
    expect(page.url()).not.toContain('state');
    expect(decodeURIComponent(page.url())).toContain('comeBackTo=/card/pages/claim/index');
    await close();
  });
});

test('the greeting of 长辈版 stands on one line beside or above the way out of it', async () => {
  server.answerWith((asked) => (asked.path === '/v1/me'
    ? { status: 200, body: { ...sampleAccount, realName: { ...sampleAccount.realName, maskedName: '欧阳*强' } } }
    : sampleApi(asked)));
  const { page, close } = await open('/app/pages/home/index', { session: sampleSession, elder: true });
  await page.getByText('欧阳*强，您好').waitFor();
  expect(await page.evaluate("(() => { const hello = document.querySelector('.home__hello'); return hello.clientHeight / parseFloat(getComputedStyle(hello).lineHeight); })()")).toBeCloseTo(1, 0);
  await close();
});

describe('without network', () => {
  test('the main pages open although nobody opened them before', async () => {
    const { page, close } = await open('/app/pages/home/index');
    await page.waitForTimeout(1_500);
    await page.context().setOffline(true);
    await page.getByRole('link', { name: '我的' }).first().click();
    await page.getByRole('button', { name: '设置' }).waitFor({ timeout: 10_000 });
    await close();
  });

  test('a page whose code never came says so, can be tried again or left, and opens by itself when the network is back', async () => {
    const { page, close } = await open('/app/pages/settings/index', {});
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '关于河南健康' }).click();
    const missing = page.getByText('这一页要连上网络才能打开');
    await missing.waitFor();
    await page.getByRole('button', { name: '再试一次' }).click();
    await missing.waitFor();
    await page.getByRole('button', { name: '返回' }).last().click();
    await missing.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '关于河南健康' }).click();
    await missing.waitFor();
    await page.context().setOffline(false);
    await page.getByText('河南健康便民服务平台由河南省卫生健康委员会').waitFor({ timeout: 10_000 });
    expect(await missing.count()).toBe(0);
    await close();
  });
});
