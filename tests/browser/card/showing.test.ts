import type { Browser } from 'playwright-core';
import { openChromium } from '../harness/chromium';
import { serveH5, type H5Server } from '../harness/h5-server';
import { screenshot, visit } from '../harness/visit';
import { code, DYNAMIC_TEXT, good, platformOf, refused, session } from './sample-answers';

type Point = readonly [x: number, y: number];

jest.setTimeout(120_000);

let browser: Browser;
let server: H5Server;

beforeAll(async () => {
  [browser, server] = await Promise.all([openChromium(), serveH5()]);
});

beforeEach(() => { server.answerWith(platformOf()); });

afterAll(async () => {
  await Promise.all([browser.close(), server.close()]);
});

const open = (address: string) => visit(browser, { origin: server.origin, address }, { session });
const SHOW = '/card/pages/show-code/index?cardId=card_1';

test('the network goes and comes: the static code beside the ID card, then the dynamic one again', async () => {
  let asked = 0;
  const brief = good({ kind: 'dynamic', text: DYNAMIC_TEXT, servedAt: '2026-11-20T09:30:00.000+08:00', validUntil: '2026-11-20T09:30:05.000+08:00', renewAfterSeconds: 4 });
  server.answerWith((request) => {
    if (!request.path.endsWith('/code')) return platformOf()(request);
    const { kind } = request.body as { kind: 'dynamic' | 'static' };
    asked += kind === 'dynamic' ? 1 : 0;
    return kind === 'dynamic' && asked === 1 ? brief : code(kind);
  });
  const { page, close } = await open(SHOW);
  await page.getByText(/秒后自动更新/).waitFor();
  await page.context().setOffline(true);
  await page.getByText('请同时出示身份证', { exact: true }).waitFor();
  expect(await page.getByAltText(/健康卡二维码已显示/).count()).toBe(1);
  // Nobody presses anything: the page comes back by itself.
  await page.context().setOffline(false);
  await page.getByText(/秒后自动更新/).waitFor();
  await close();
});

test('a swipe brings the next card, a short or a steep one does not', async () => {
  const { page, close } = await open(SHOW);
  await page.getByText('第 1 张，共 3 张').waitFor();
  const swipe = (from: Point, to: Point) => page.evaluate(`(() => {
    const panel = document.querySelector('.code-panel');
    for (const [type, [clientX, clientY]] of ${JSON.stringify([['touchstart', from], ['touchend', to]])}) {
      panel.dispatchEvent(new TouchEvent(type, { bubbles: true, changedTouches: [new Touch({ identifier: 1, target: panel, clientX, clientY })] }));
    }
  })()`);
  await swipe([200, 300], [180, 300]);
  await swipe([200, 300], [120, 420]);
  expect(await page.getByText('第 1 张，共 3 张').count()).toBe(1);
  await swipe([300, 300], [120, 310]);
  await page.getByText('第 2 张，共 3 张').waitFor();
  await close();
});

test('what is missing before a claim is one button away', async () => {
  server.answerWith(platformOf({ 'GET /v1/cards/claimable': refused(403, 'identity/real-name-needed'), 'GET /v1/me': good({ accountId: 'acc_1', consents: [] }) }));
  const { page, close } = await open('/card/pages/claim/index');
  const step = page.getByRole('button', { name: '去实名认证' });
  await step.waitFor();
  await screenshot(page, 'claim-real-name-needed-375');
  await step.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/identity\/pages\/real-name\/index\?comeBackTo=/);
  await close();
});

test('on paper stands the card alone: no buttons, no way back, no navigation', async () => {
  const { page, close } = await open('/card/pages/print/index?cardId=card_1');
  await page.getByText('张伟').waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.getByText('像身份证一样收好').isVisible()).toBe(false);
  const paper = await page.locator('.paper').first().boundingBox();
  // 105 mm at 96 dots to the inch.
  expect(Math.round(paper?.width ?? 0)).toBe(397);
  await screenshot(page, 'print-on-paper');
  await close();
});

test('a clerk on a PC gives a photo from a file, sees it, and gets the card to print', async () => {
  const sent: { readonly proof: { readonly imageBase64: string } }[] = [];
  server.answerWith((request) => {
    if (request.method === 'POST' && request.path === '/v1/staff/assisted-claims') sent.push(request.body as (typeof sent)[number]);
    return platformOf()(request);
  });
  const { page, close } = await visit(browser, { origin: server.origin, address: '/card/pages/assisted-claim/index' }, { session, width: 'pc' });
  await page.getByRole('button', { name: '为群众领卡' }).click();
  await page.getByLabel('姓名').fill('王芳');
  await page.getByLabel('身份证号码').fill('419099194903070013');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('checkbox').click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '拍照或选择照片' }).click();
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await (await chooser).setFiles({ name: 'consent.png', mimeType: 'image/png', buffer: picture });
  await page.getByAltText('签字材料照片').waitFor();
  await screenshot(page, 'assisted-claim-consent-1280');
  await page.getByRole('button', { name: '确认领卡' }).click();
  await page.getByText('领好了，请打印交给本人').waitFor();
  expect(sent[0]?.proof.imageBase64).toMatch(/^\/9j\//);
  await screenshot(page, 'assisted-claim-done-1280');
  await close();
});
