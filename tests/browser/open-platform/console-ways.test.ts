/** Ways through the console that a slow afternoon takes: older calls page by page, and the code asked for in the midst of work. */
import type { Browser } from 'playwright-core';
import { sampleAccount, sampleApi, sampleSession } from '../app/sample-answers';
import { openChromium } from '../harness/chromium';
import { serveH5, type Api, type Asked, type H5Server } from '../harness/h5-server';
import { visit } from '../harness/visit';

jest.setTimeout(120_000);

let browser: Browser;
let server: H5Server;

beforeAll(async () => { [browser, server] = await Promise.all([openChromium(), serveH5()]); });
afterAll(async () => { await Promise.all([browser.close(), server.close()]); });

const session = { ...sampleSession, account: { ...sampleAccount, post: { ...sampleAccount.post, role: 'institution-developer' } } };
const app = { appId: 'zz-center', name: '公众号', cityCode: '410100', closed: false, version: 3, hospitals: [{ hospitalId: '41010', name: '样例医院', campuses: [] }], secretsInForce: 1, redirectHosts: ['h.example'], switches: { relates: true, clock: true, replay: true } };
const call = (place: number) => ({ at: `2026-11-20T09:00:${String(59 - place).padStart(2, '0')}.000+08:00`, method: 'verifyQRCode', requestId: `R${place}`, result: 'sign', resultCode: 10105, ms: 1 });
const CALLS = Array.from({ length: 53 }, (_, place) => call(place));
const refusal = { status: 403, body: { type: 'about:blank', status: 403, code: 'console/second-factor-needed', requestId: 'req_1' } };

const playing = (answer: (asked: Asked) => ReturnType<Api> | undefined): Api => (asked) => {
  const place = `${asked.method} ${asked.path.split('?')[0] ?? ''}`;
  const answers: Readonly<Record<string, unknown>> = {
    'GET /v1/console': { institutionName: '样例医院', accountId: 'account_1', secondFactor: 'confirmed', until: '2199-01-01T00:00:00.000+08:00' },
    'GET /v1/console/apps': { apps: [app], requests: [] }, 'GET /v1/console/apps/zz-center/usage': { items: [] }, 'GET /v1/console/apps/zz-center/terminals': { items: [] },
    'POST /v1/console/session': { until: '2199-01-01T00:00:00.000+08:00' },
  };
  return answer(asked) ?? (answers[place] === undefined ? sampleApi(asked) : { status: 200, body: answers[place] });
};

async function openConsole() {
  const { page } = await visit(browser, { origin: server.origin, address: '/open-platform/pages/console/index' }, { width: 'pc', session });
  await page.getByRole('link', { name: '公众号', exact: true }).waitFor();
  return page;
}

test('older calls come page by page, each shown once, until there are no more', async () => {
  const asked: string[] = [];
  server.answerWith(playing(({ path }) => {
    if (!path.includes('/calls')) return undefined;
    const before = new URL(path, 'http://x').searchParams.get('before');
    asked.push(before ?? 'newest');
    return { status: 200, body: { items: CALLS.filter(({ at }) => before === null || at <= before).slice(0, 50) } };
  }));
  const page = await openConsole();
  await page.getByRole('link', { name: '调用日志', exact: true }).click();
  await page.getByText('已显示50条', { exact: true }).waitFor();
  await page.getByRole('button', { name: '加载更多' }).click();
  await page.getByText('已显示53条。这一天的都在这里了。').waitFor();
  expect(asked).toEqual(['newest', CALLS[49]?.at]);
  expect(await page.getByText(/^R\d+，/).count()).toBe(53);
  expect(await page.getByRole('button', { name: '加载更多' }).count()).toBe(0);
});

test('whoever worked for longer than half an hour shows the code on the spot, and nothing that was typed is lost', async () => {
  let isInside = false;
  const saved: unknown[] = [];
  server.answerWith(playing(({ method, path, body }) => {
    if (path === '/v1/console/session') isInside = true;
    if (method !== 'PUT') return undefined;
    if (!isInside) return refusal;
    saved.push(body);
    return { status: 200, body: app };
  }));
  const page = await openConsole();
  await page.getByRole('link', { name: '设置', exact: true }).click();
  await page.getByRole('textbox', { name: '域名或小程序' }).fill('h5.example');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('填好的域名和院区，要先点“添加”。').waitFor();
  await page.getByRole('button', { name: '添加，域名或小程序' }).click();
  await page.getByRole('textbox', { name: '回调地址' }).fill('https://elsewhere.example/n');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('还没有保存。回调地址的域名还没有登记。').waitFor();
  await page.getByRole('textbox', { name: '回调地址' }).fill('https://h5.example/n');
  await page.getByRole('link', { name: '密钥', exact: true }).click();
  await page.getByRole('link', { name: '设置（未保存）', exact: true }).click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByLabel('6位动态口令').fill('123456');
  await page.getByRole('button', { name: '进入控制台' }).click();
  await page.getByText('已保存，30秒内全部生效。').waitFor();
  expect(saved).toEqual([{ version: 3, redirectHosts: ['h.example', 'h5.example'], callbackUrl: 'https://h5.example/n', switches: app.switches, campuses: [] }]);
});

test('of two developers who save at once the second is told, keeps what was typed, and takes over the rest', async () => {
  let saved: object = app;
  const sent: unknown[] = [];
  server.answerWith(playing(({ method, path, body }) => {
    if (method === 'GET' && path === '/v1/console/apps') return { status: 200, body: { apps: [saved], requests: [] } };
    if (method !== 'PUT') return undefined;
    sent.push(body);
    if (sent.length > 1) saved = { ...app, version: 5, redirectHosts: ['h.example', 'h5.example'], switches: { ...app.switches, clock: false } };
    if (sent.length > 1) return { status: 200, body: saved };
    saved = { ...app, version: 4, switches: { ...app.switches, clock: false } };
    return { status: 409, body: { ...refusal.body, status: 409, code: 'console/changed-meanwhile' } };
  }));
  const page = await openConsole();
  await page.getByRole('link', { name: '设置', exact: true }).click();
  await page.getByRole('textbox', { name: '域名或小程序' }).fill('h5.example');
  await page.getByRole('button', { name: '添加，域名或小程序' }).click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('别的开发者或平台运维改动过，所以这次没有保存').waitFor();
  await page.getByText('您修改期间，别的开发者保存了新的开关').waitFor();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存，30秒内全部生效。').waitFor();
  const mine = { redirectHosts: ['h.example', 'h5.example'], campuses: [] };
  expect(sent).toEqual([{ version: 3, ...mine, switches: app.switches }, { version: 4, ...mine, switches: { ...app.switches, clock: false } }]);
});

test('whoever leaves with settings that are not saved is asked first, by the console and by the browser', async () => {
  let left = 0;
  server.answerWith(playing(({ method, path }) => {
    if (method === 'DELETE' && path === '/v1/console/session') left += 1;
    return method === 'DELETE' ? { status: 200, body: {} } : undefined;
  }));
  const page = await openConsole();
  await page.getByRole('link', { name: '设置', exact: true }).click();
  await page.getByRole('textbox', { name: '域名或小程序' }).fill('h5.example');
  await page.getByRole('button', { name: '添加，域名或小程序' }).click();
  await page.getByRole('button', { name: '退出控制台' }).click();
  await page.getByText('“设置”里有没保存的修改').waitFor();
  await page.getByRole('button', { name: '取消' }).click();
  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await Promise.all([dialog.dismiss(), closing]);
  await page.getByRole('button', { name: '放弃修改' }).click();
  const isLeft = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await page.getByRole('button', { name: '退出控制台' }).click();
  await isLeft;
  expect(left).toBe(1);
});

test('the keyboard stays where the work is: on the next row after a deletion, in what was opened, and back on what opened it', async () => {
  const poster = { tag: 'dawan', place: '大湾村', link: 'https://p.example/x', madeAt: '2026-11-20T09:00:00.000+08:00', opened: 0, cardsGiven: 0, codesGiven: 0, left: 0 };
  server.answerWith(playing(({ method, path }) => {
    if (method !== 'GET') return undefined;
    if (path.endsWith('/posters')) return { status: 200, body: { items: [poster] } };
    return path === '/v1/console/apps' ? { status: 200, body: { apps: [{ ...app, redirectHosts: ['a.example', 'b.example'] }], requests: [] } } : undefined;
  }));
  const page = await openConsole();
  const isOn = (name: string) => page.getByRole('button', { name, exact: true }).and(page.locator(':focus')).waitFor();
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await page.getByRole('link', { name: '设置', exact: true }).click();
  await press('删除，a.example');
  await isOn('删除，b.example');
  await page.getByRole('link', { name: '海报', exact: true }).click();
  await press('二维码，大湾村');
  await isOn('返回海报列表');
  await press('返回海报列表');
  await isOn('二维码，大湾村');
});
