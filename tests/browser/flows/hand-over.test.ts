/** A hospital's own page links to ours (open platform 1.3): a stranger goes back to it with a card in four taps, a resident in one. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPartner, P, PERMANENT_CODE } from '../../open-platform/partner';
import { openTown, type Town } from '../../rig/open-town';
import { openChromium } from '../harness/chromium';
import { WIDTHS } from '../harness/visit';

jest.setTimeout(180_000);

let town: Town;
let browser: Browser;
let hospital: Server;
let hospitalUrl: string;

/** The hospital's page: it shows what it was brought. */
const HOSPITAL_PAGE = '<!doctype html><meta charset="utf-8"><title>医院</title><h1>示例医院公众号</h1><p id="said"></p><script>document.querySelector("#said").textContent = location.hash + location.search</script>';

beforeAll(async () => {
  hospital = createServer((_request, response) => { response.setHeader('content-type', 'text/html'); response.end(HOSPITAL_PAGE); }).listen(0, '127.0.0.1');
  await new Promise((resolve) => { hospital.once('listening', resolve); });
  hospitalUrl = `http://127.0.0.1:${String((hospital.address() as AddressInfo).port)}`;
  [town, browser] = await Promise.all([openTown({ webRoot: path.resolve(__dirname, '../../../miniprogram/dist/h5') }), openChromium()]);
});

afterAll(async () => {
  await browser.close();
  hospital.close();
  await town.end();
});

/** Counts what a finger does; typing and WeChat's own page are not ours. */
async function openPhone() {
  const context = await browser.newContext({ viewport: { width: WIDTHS.phone, height: 812 }, locale: 'zh-CN' });
  const page = await context.newPage();
  let taps = 0;
  return {
    page,
    taps: () => taps,
    async tap(name: string | RegExp) {
      taps += 1;
      await page.getByRole('button', { name }).first().click();
    },
  };
}

const entry = (page: 'getHealthCardList' | 'getUserCode') => `${town.url}/open/${page}?redirect_uri=${encodeURIComponent(`${hospitalUrl}/?dept=1#/cards`)}&hospitalId=99901`;

async function throughWechat(page: Page, user: string) {
  await page.waitForURL((url) => url.origin === new URL(town.wechat.url).origin);
  await page.getByRole('link', { name: new RegExp(user) }).click();
  await page.waitForURL((url) => url.origin === new URL(town.url).origin);
}

async function broughtBack(page: Page): Promise<string> {
  await page.waitForURL((url) => url.href.startsWith(hospitalUrl));
  return page.locator('#said').innerText();
}

test('a stranger: sign in and agree, two consents, real name, and back with a card the hospital can read', async () => {
  const zhang = town.person('zhang-wei');
  const phone = await openPhone();
  await phone.page.goto(entry('getHealthCardList'));
  await phone.page.getByText('示例医院想使用您的电子健康卡').waitFor();
  await phone.tap('登录并交给医院');
  await throughWechat(phone.page, zhang.wechatUser ?? '');
  await phone.tap(/^我已看过，同意这一项，个人信息保护说明/);
  await phone.tap(/^我已看过，同意这一项，证件与健康卡信息/);
  await phone.page.getByLabel('姓名').fill(zhang.name);
  await phone.page.getByLabel('身份证号码').fill(zhang.idNumber);
  await phone.tap('提交认证');
  const said = await broughtBack(phone.page);
  expect(phone.taps()).toBeLessThanOrEqual(4);
  expect(said).toMatch(/^#\/cards\?healthCode=[\dA-F]{32}\?dept=1$/);

  const partner = await openPartner(town.url);
  const { rsp } = await partner.call(`${P}getHealthCardByHealthCode`, { healthCode: /healthCode=([\dA-F]{32})/.exec(said)?.[1] ?? '' });
  expect(rsp).toMatchObject({ isSelf: true, card: { name: zhang.name, idNumber: zhang.idNumber } });

  // Once more: the card is there, and one tap on it is enough.
  await phone.page.goto(entry('getHealthCardList'));
  const before = phone.taps();
  await phone.tap(/张\*.*本人/);
  expect(await broughtBack(phone.page)).toMatch(/healthCode=[\dA-F]{32}/);
  expect(phone.taps() - before).toBe(1);

  // And for the hospital's own form: a code for creating cards.
  await phone.page.goto(entry('getUserCode'));
  await phone.tap('同意，回到医院办卡');
  expect(await broughtBack(phone.page)).toMatch(/wechatCode=[\da-f]{32}/);
});

test('whoever does not consent after all comes back to where they may say no; opened again, it asks first', async () => {
  const phone = await openPhone();
  const lina = town.person('li-na');
  await phone.page.goto(entry('getHealthCardList'));
  await phone.tap('登录并交给医院');
  await throughWechat(phone.page, lina.wechatUser ?? '');
  await phone.tap('暂不同意');
  await phone.page.getByRole('button', { name: '继续' }).waitFor();
  await phone.tap('继续');
  await phone.page.getByText('暂不同意').waitFor();
  await phone.page.goBack();
  await phone.page.getByRole('button', { name: '继续' }).waitFor();
  await phone.page.goto('about:blank');
  await phone.page.goto(entry('getHealthCardList'));
  await phone.page.getByText('示例医院想使用您的电子健康卡').waitFor();
  await phone.tap('不授权，返回医院');
  expect(await broughtBack(phone.page)).toContain('healthCode=-1');
});

test('who one is may be checked by the hospital\'s own page: led there, and back with what it found', async () => {
  const { name, idType, idNumber, wechatUser = '' } = town.person('zhang-wei');
  const whom = { name, cardType: idType, idCard: idNumber, wechatCode: PERMANENT_CODE };
  const pages = { verifySuccessRedirectUrl: `${hospitalUrl}/?r=\${registerOrderId}`, verifyFailRedirectUrl: `${hospitalUrl}/?failed=1`, faceUrl: `${hospitalUrl}/?face=1` };
  const partner = await openPartner(town.url);
  const { rsp } = await partner.call(`${P}registerUniformVerifyOrder`, { ...whom, scene: '0101081', useCardType: '11', ...pages });
  const phone = await openPhone();
  await phone.page.goto(String(rsp['verifyUrl']));
  await phone.page.getByText('示例医院请您确认是本人').waitFor();
  await phone.tap('登录并确认本人');
  await throughWechat(phone.page, wechatUser);
  await phone.tap('我是本人，去医院页面刷脸');
  const asked = new URLSearchParams(await broughtBack(phone.page));
  const [orderId, redirectUrl] = [asked.get('orderId') ?? '', asked.get('redirectUrl') ?? ''];
  await phone.page.goto(`${redirectUrl}&verify_order_id=-1`);
  await phone.page.getByText('医院的人脸核验没有通过').waitFor();
  const { rsp: attested } = await partner.call(`${P}registerRealPersonAuthOrder`, { ...whom, orderId, result: '01', verifyType: 1 });
  await phone.page.goto('about:blank');
  await phone.page.goto(`${redirectUrl}&verify_order_id=${String(attested['verifyOrderId'])}`);
  const verifyResult = /r=([\da-f]{32})/.exec(await broughtBack(phone.page))?.[1] ?? '';
  expect((await partner.call(`${P}checkUniformVerifyResult`, { verifyOrderId: orderId, verifyResult })).rsp).toMatchObject({ suc: true });
});

test('whoever had no wish to sign in is back where the hospital\'s page can be gone back to', async () => {
  const phone = await openPhone();
  await phone.page.goto(`${town.url}/open/takeMsCard?order_id=none&redirect_uri=back&hospitalId=99901`);
  await phone.page.getByText('把在示例医院办好的电子健康卡放进您的卡包').waitFor();
  await phone.tap('返回医院');
  await phone.page.getByText('请关闭此页').waitFor();
});

test('whoever does not agree goes back without an account, and a link to nowhere says so', async () => {
  const phone = await openPhone();
  await phone.page.goto(entry('getHealthCardList'));
  await phone.tap('不授权，返回医院');
  expect(await broughtBack(phone.page)).toContain('healthCode=-1');
  await phone.page.goto(`${town.url}/open/getHealthCardList?redirect_uri=${encodeURIComponent('https://evil.example/')}`);
  await phone.page.getByText('这个链接不能用').waitFor();
  await phone.tap('去首页');
  await phone.page.waitForURL(/home/);
});
