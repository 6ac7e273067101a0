/** A stranger's whole way in a browser, against the real province: from the home page to a code that a scanner reads, then on to a PC. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { openTown, type Town } from '../../rig/open-town';
import { openChromium } from '../harness/chromium';
import { WIDTHS, type Width } from '../harness/visit';

jest.setTimeout(180_000);

let town: Town;
let browser: Browser;
let shots: string;

beforeAll(async () => {
  shots = mkdtempSync(path.join(tmpdir(), 'shots-'));
  [town, browser] = await Promise.all([openTown({ webRoot: path.resolve(__dirname, '../../../miniprogram/dist/h5') }), openChromium()]);
});

afterAll(async () => {
  await browser.close();
  await town.end();
  rmSync(shots, { recursive: true, force: true });
});

async function openPage(width: Width): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: WIDTHS[width], height: 812 }, locale: 'zh-CN', deviceScaleFactor: 2 });
  return context.newPage();
}

/** What a scanner held before the screen reads. */
async function scanned(page: Page): Promise<string> {
  const file = path.join(shots, 'screen.png');
  await page.screenshot({ path: file });
  return execFileSync('zbarimg', ['--raw', '-q', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

const asksDynamic = (request: Request) => /\/v1\/cards\/[^/]+\/code$/.test(request.url()) && request.postDataJSON().kind === 'dynamic';

/** Shows a dynamic code and returns its text as the platform gave it. The static one, kept after the claim, may come meanwhile. */
async function dynamicCodeAfter(page: Page, act: () => Promise<void>): Promise<string> {
  const [answer] = await Promise.all([page.waitForResponse((response) => asksDynamic(response.request()) && response.ok()), act()]);
  return ((await answer.json()) as { text: string }).text;
}

async function signInWithWechat(page: Page, user: string) {
  await press(page, '登录并领卡');
  await press(page, '微信授权登录');
  await page.waitForURL((url) => url.origin === new URL(town.wechat.url).origin);
  await page.getByRole('link', { name: new RegExp(user) }).click();
  await page.waitForURL((url) => url.origin === new URL(town.url).origin);
}

async function agreeToEachText(page: Page) {
  await press(page, '查看说明并决定');
  await press(page, /^我已看过，同意这一项，个人信息保护说明/);
  await press(page, /^我已看过，同意这一项，证件与健康卡信息/);
}

async function verifyRealName(page: Page, { name, idNumber }: { name: string; idNumber: string }) {
  await press(page, '去实名认证');
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('身份证号码').fill(idNumber);
  await press(page, '提交认证');
  await page.getByText('实名认证已完成').waitFor();
  await press(page, '继续');
}

test('a stranger claims a card in a browser, a scanner reads its codes, and a PC is signed in by scanning', async () => {
  const zhang = town.person('zhang-wei');
  const phone = await openPage('phone');
  await phone.goto(town.url);
  await signInWithWechat(phone, zhang.wechatUser ?? '');
  await agreeToEachText(phone);
  await verifyRealName(phone, zhang);
  await press(phone, '领取健康卡');
  await phone.getByText('领好了').waitFor();

  const dynamic = await dynamicCodeAfter(phone, () => press(phone, '出示健康卡'));
  await phone.getByAltText(/健康卡二维码已显示/).waitFor();
  expect(dynamic).toMatch(/^[0-9A-F]{64}:0:[0-9A-Fa-f]{32}$/);
  expect(await scanned(phone)).toBe(dynamic);

  const still = `${dynamic.slice(0, 64)}:1`;
  await press(phone, '扫不出来？换成固定码');
  await phone.getByText('请同时出示身份证', { exact: true }).waitFor();
  expect(await scanned(phone)).toBe(still);

  const pc = await openPage('pc');
  await pc.goto(`${town.url}/#/identity/pages/sign-in/index`);
  await pc.getByAltText('电脑登录码，请用手机小程序扫描').waitFor();
  const ticket = await scanned(pc);
  expect(ticket).toMatch(new RegExp(`^${town.url}/s/`));
  await phone.goto(ticket);
  await phone.getByText('有一台电脑请求用您的账号登录').waitFor();
  await press(phone, '同意登录');
  await phone.getByText('请回到电脑上继续').waitFor();
  await pc.getByRole('button', { name: '出示健康卡', exact: true }).waitFor();
  await expect(pc.locator('body').innerText()).resolves.toContain('张*');
  expect(await pc.evaluate('document.body.innerText')).not.toContain(zhang.idNumber);
});
