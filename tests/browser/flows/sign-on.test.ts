/** From 更多服务 to a hospital's own site, signed in there; and from the hospital's site back to us, signed in here. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { makeServices } from '../../../functions/open-platform/services.repository';
import { DEMO, openPartner } from '../../open-platform/partner';
import { openTown, type Town } from '../../rig/open-town';
import { makePhone } from '../../rig/phone';
import { proveByFace } from '../../rig/presence';
import { openChromium } from '../harness/chromium';
import { WIDTHS } from '../harness/visit';

jest.setTimeout(180_000);

const METHODS = '/rest/auth/henan/OpenPlatform/SignOnObj/';

let town: Town;
let browser: Browser;
let hospital: Server;
let hospitalUrl: string;

/** The hospital's back end: whoever brings a code is welcomed by the name it gets for them, and may go back. */
async function welcome(code: string | null): Promise<string> {
  const partner = await openPartner(town.url);
  const { rsp } = await partner.call(`${METHODS}getSignOnUser`, { signOnCode: code ?? 'none' });
  const { name, idType, idNumber } = town.person('zhang-wei');
  const ticket = await partner.call(`${METHODS}createSignOnTicket`, { userId: 'P-100', name, idType, idNumber, page: 'package' });
  return `<!doctype html><meta charset="utf-8"><h1>示例医院</h1><p id="user">${String(rsp['openUserId'])}</p><a href="${String(ticket.rsp['signOnUrl'])}">我的电子健康卡</a>`;
}

beforeAll(async () => {
  hospital = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    void welcome(new URL(request.url ?? '/', hospitalUrl).searchParams.get('signOnCode')).then((page) => response.end(page));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => { hospital.once('listening', resolve); });
  hospitalUrl = `http://127.0.0.1:${String((hospital.address() as AddressInfo).port)}`;
  [town, browser] = await Promise.all([openTown({ webRoot: path.resolve(__dirname, '../../../miniprogram/dist/h5') }), openChromium()]);
  const services = makeServices({ store: town.foundations.store, table: town.foundations.table('open-platform') });
  const listed = { name: '在线复诊', summary: '慢病患者在家复诊', kind: 'online-hospital', entry: `${hospitalUrl}/revisit`, signsOn: true, takesOver: true } as const;
  await services.save({ serviceId: 'service_1', appId: DEMO.appId, institutionId: 'inst-410100-10', institutionName: '郑州市中心医院', cityCode: '410100', listed, version: 0 });
});

afterAll(async () => {
  await browser.close();
  hospital.close();
  await town.end();
});

const fresh = () => browser.newContext({ viewport: { width: WIDTHS.phone, height: 812 }, locale: 'zh-CN' });
const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

async function throughWechat(page: Page): Promise<void> {
  await tap(page, '微信授权登录');
  await page.waitForURL((url) => url.origin === new URL(town.wechat.url).origin);
  await page.getByRole('link', { name: /wx-zhang-wei/ }).click();
  await page.waitForURL((url) => url.origin === new URL(town.url).origin);
}

/** What has to be done first: agreed, verified, and before the camera. */
async function onThePhone(): Promise<void> {
  const phone = makePhone(town);
  await phone.signIn('wx-zhang-wei');
  await phone.consent('privacy', 'sensitive');
  await phone.verify(town.person('zhang-wei'));
  await proveByFace(town, phone);
}

/** Opens the service; gives what the hospital calls the resident. */
async function userAtHospital(page: Page): Promise<string> {
  await page.waitForURL((url) => url.origin === hospitalUrl);
  return page.locator('#user').innerText();
}

async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${town.url}/#/open-platform/pages/services/index`);
  return page;
}

test('a resident opens a hospital\'s service, agrees once, is known there, and comes back signed in', async () => {
  const page = await newPage(await fresh());
  await tap(page, /^在线复诊/);
  await throughWechat(page);
  await tap(page, /^在线复诊/);
  await page.getByText('不会告诉姓名、证件号码').waitFor();
  await tap(page, '同意并打开');
  const user = await userAtHospital(page);
  expect(user).toMatch(/^user_/);

  // Signed in here, the hospital's user becomes linked with a yes: of whom the hospital names, who is there.
  await page.getByRole('link', { name: '我的电子健康卡' }).click();
  await page.getByText('把郑州市中心医院的账号关联到您的账号？').waitFor();
  await page.getByText('医院的账号：张*。这里登录的是：还没有实名的账号。').waitFor();
  await tap(page, '是我，关联并进入');
  await page.getByRole('button', { name: '看一下说明' }).waitFor();
  await onThePhone();
  await tap(page, '是我，关联并进入');
  await page.waitForURL((url) => url.hash.startsWith('#/app/pages/package/index'));

  // The second time nothing is asked.
  await page.goto(`${town.url}/#/open-platform/pages/services/index`);
  await tap(page, /^在线复诊/);
  expect(await userAtHospital(page)).toBe(user);

  // In a browser where nobody is signed in here, the hospital's link is enough, with one tap.
  const elsewhere = await (await fresh()).newPage();
  await elsewhere.goto(`${hospitalUrl}/`);
  await elsewhere.getByRole('link', { name: '我的电子健康卡' }).click();
  await elsewhere.getByText('从郑州市中心医院进入').waitFor();
  await tap(elsewhere, '是我，进入');
  await elsewhere.waitForURL((url) => url.hash.startsWith('#/app/pages/package/index'));
  await elsewhere.goto(`${town.url}/#/identity/pages/sessions/index`);
  await elsewhere.getByText('从医院等机构的应用进入').waitFor();

  // Ended on the phone: there it is over.
  await page.goto(`${town.url}/#/identity/pages/links/index`);
  await tap(page, /^取消关联/);
  await page.getByRole('dialog').getByRole('button', { name: '取消关联' }).click();
  await page.getByText('没有关联的机构').waitFor();
  await elsewhere.goto(`${hospitalUrl}/`);
  await elsewhere.getByRole('link', { name: '我的电子健康卡' }).click();
  await elsewhere.getByText('第一次来，请先登录').or(elsewhere.getByText('把郑州市中心医院的账号关联到您的账号？')).waitFor();
});
