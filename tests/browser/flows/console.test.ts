/** A developer's afternoon in the console, against the real province: in with two factors, a host, a poster, the files, another app. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { totpCode, totpStepOf } from '../../../functions/platform/crypto/totp';
import { bodyOf, openPartner, P, post } from '../../open-platform/partner';
import { openTown, type Town } from '../../rig/open-town';
import { openChromium } from '../harness/chromium';

jest.setTimeout(180_000);

let town: Town;
let browser: Browser;
let shots: string;

beforeAll(async () => {
  shots = mkdtempSync(path.join(tmpdir(), 'console-'));
  [town, browser] = await Promise.all([openTown({ webRoot: path.resolve(__dirname, '../../../miniprogram/dist/h5') }), openChromium()]);
});

afterAll(async () => {
  await browser.close();
  await town.end();
  rmSync(shots, { recursive: true, force: true });
});

const read = (file: string) => execFileSync('zbarimg', ['--raw', '-q', '-Sdisable', '-Sqrcode.enable', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const openPart = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

async function scanned(page: Page): Promise<string> {
  const file = path.join(shots, 'screen.png');
  await page.screenshot({ path: file });
  return read(file);
}

async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly file: string }> {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([page.waitForEvent('download'), press(page, button)]);
  const file = path.join(shots, download.suggestedFilename());
  await download.saveAs(file);
  return { name: download.suggestedFilename(), file };
}

async function comeIn(page: Page) {
  await page.goto(`${town.url}/#/open-platform/pages/console/index`);
  await press(page, '登录');
  await press(page, '微信授权登录');
  await page.waitForURL((url) => url.origin === new URL(town.wechat.url).origin);
  await page.getByRole('link', { name: /wx-developer-yan/ }).click();
  await page.waitForURL((url) => url.origin === new URL(town.url).origin);
  await press(page, '开始绑定');
  await page.getByAltText('绑定动态口令的二维码').waitFor();
  const secret = fromBase32(/secret=(\w+)/.exec(await scanned(page))?.[1] ?? '');
  await page.getByLabel('6位动态口令').fill(totpCode(secret, totpStepOf(Date.now())));
  await press(page, '进入控制台');
}

test('a developer sets a host, makes a poster that a phone reads, takes the files away and asks for another app', async () => {
  const partner = await openPartner(town.url);
  await post(town.url, `${P}verifyQRCode`, bodyOf({ qrCodeText: 'no code', terminalId: '=S-7', channelCode: '0100' }, partner.token));
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'zh-CN', acceptDownloads: true })).newPage();
  await comeIn(page);

  await openPart(page, '设置');
  await page.getByRole('textbox', { name: '域名或小程序' }).fill('https://h5.example/card');
  await press(page, /^添加，域名/);
  await page.getByText('请去掉前面的 https://，只写域名。').waitFor();
  await page.getByRole('textbox', { name: '域名或小程序' }).fill('H5.example');
  await press(page, /^添加，域名/);
  await page.getByRole('textbox', { name: '院区代码' }).fill('east');
  await page.getByRole('textbox', { name: '院区名称' }).fill('东院区');
  await press(page, /^添加，院区/);
  await press(page, '保存');
  await page.getByText('已保存，30秒内全部生效。').waitFor();
  await press(page, '删除，127.0.0.1');
  await press(page, '放弃修改');
  await page.getByRole('button', { name: '删除，127.0.0.1' }).waitFor();

  await openPart(page, '海报');
  await page.getByRole('textbox', { name: '张贴的地方' }).fill('大湾村卫生室');
  await page.getByRole('textbox', { name: '标记' }).fill('dawan-village');
  await page.getByRole('textbox', { name: '返回地址' }).fill('https://evil.example/');
  await press(page, '做海报');
  await page.getByText('返回地址的域名还没有登记').waitFor();
  await page.getByRole('textbox', { name: '返回地址' }).fill('https://h5.example/card');
  await press(page, '做海报');
  await press(page, '二维码，大湾村卫生室');
  await page.getByAltText('大湾村卫生室的海报二维码').waitFor();
  const link = `${town.config.PUBLIC_BASE_URL}/open/getHealthCardList?redirect_uri=${encodeURIComponent('https://h5.example/card')}&from=dawan-village`;
  expect(await scanned(page)).toBe(link);
  const picture = await saved(page, '保存图片');
  expect(picture.name).toBe('dawan-village.png');
  expect(read(picture.file)).toBe(link);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('link', { name: '设置', exact: true }).isVisible()).toBe(false);
  expect(await scanned(page)).toBe(link);
  await page.emulateMedia({ media: 'screen' });

  await openPart(page, '下载');
  const everything = await saved(page, '下载全部资料（JSON）');
  expect(JSON.parse(readFileSync(everything.file, 'utf8'))).toMatchObject({ isComplete: true, app: { redirectHosts: expect.arrayContaining(['h5.example']), hospitals: [{ campuses: [{ code: 'east', name: '东院区' }] }] }, posters: [{ tag: 'dawan-village', place: '大湾村卫生室' }] });
  const calls = readFileSync((await saved(page, '下载失败的调用（CSV）')).file, 'utf8');
  expect(calls).toMatch(/^\ufeff时间（北京时间）,方法,/);
  expect(calls).toContain(',\'=S-7,');

  await openPart(page, '服务目录');
  await page.getByRole('textbox', { name: '服务名称' }).fill('在线复诊');
  await page.getByRole('textbox', { name: '一句话说明' }).fill('慢病患者在家复诊');
  await page.getByRole('textbox', { name: '入口地址' }).fill('https://evil.example/');
  await press(page, '提交审核');
  await page.getByText('入口地址不完整，或域名没有登记').waitFor();
  await page.getByRole('textbox', { name: '入口地址' }).fill('https://h5.example/revisit');
  await press(page, '提交审核');
  await page.getByText('等待审核', { exact: true }).waitFor();

  await openPart(page, '申请接入');
  await page.getByRole('textbox', { name: '应用名称' }).fill('中心医院自助机');
  await page.getByRole('textbox', { name: '医院' }).fill('郑州市中心医院、东院区');
  await page.getByRole('textbox', { name: '用途' }).fill('扫码建档');
  await press(page, '提交申请');
  await page.getByText('审核中').waitFor();
  await page.getByRole('textbox', { name: '应用名称' }).fill('又一个');
  await page.getByRole('textbox', { name: '医院' }).fill('郑州市中心医院');
  await page.getByRole('textbox', { name: '用途' }).fill('试');
  await press(page, '提交申请');
  await page.getByText('上一个申请还在审核，请等结果出来再申请。').waitFor();

  await page.setViewportSize({ width: 1024, height: 768 });
  for (const part of ['示例医院（接口联调）', '概览', '设置', '密钥', '海报', '服务目录', '调用日志', '签名调试', '下载', '申请接入']) {
    await openPart(page, part);
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    expect([part, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([part, 1024]);
  }
});
