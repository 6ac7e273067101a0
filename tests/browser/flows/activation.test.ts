/** A card made ahead is activated by the link a hospital sent, by somebody who is not signed in yet: the link comes through signing in as it was. */
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { aesEcbEncrypt } from '../../../functions/platform/crypto/cipher';
import { genderWord } from '../../../shared/open-platform/person.schema';
import { DEMO, openPartner, P, PERMANENT_CODE, SERVER } from '../../open-platform/partner';
import { openTown, type Town } from '../../rig/open-town';
import { openChromium } from '../harness/chromium';
import { WIDTHS } from '../harness/visit';

jest.setTimeout(180_000);

let town: Town;
let browser: Browser;
beforeAll(async () => { [town, browser] = await Promise.all([openTown({ webRoot: path.resolve(__dirname, '../../../miniprogram/dist/h5') }), openChromium()]); });
afterAll(async () => {
  await browser.close();
  await town.end();
});

/** A link whose sealed part holds both characters that addresses write in another way. */
function awkwardLink(): string {
  for (let number = 0; ; number += 1) {
    const sealed = String(aesEcbEncrypt(Buffer.from(DEMO.secret), `${number.toString(16).padStart(32, '0').toUpperCase()}&o-zhang&${DEMO.hospitalId}`));
    if (sealed.includes('+') && sealed.includes('/')) return DEMO.appId + sealed;
  }
}

const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

test('the link leads through signing in, consents and real name to the card', async () => {
  const { name, gender, birthday, idNumber, wechatUser } = town.person('zhang-wei');
  const item = { wechatCode: PERMANENT_CODE, name, gender: genderWord(gender), nation: '汉族', birthday, idNumber, idType: '01', phone1: '13800000000', patid: 'P-zhang', openId: 'o-zhang', wechatUrl: 'https://h.example/c' };
  const hospital = await openPartner(town.url);
  const made = await hospital.call(`${P}registerBatchHealthCard`, { healthCardItems: [item] });
  expect(made.commonOut.resultCode).toBe(0);

  const page = await (await browser.newContext({ viewport: { width: WIDTHS.phone, height: 812 }, locale: 'zh-CN' })).newPage();
  await page.route('http://127.0.0.1:8099/back*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: '回到医院了' }));
  await page.goto(`${town.url}/open/batchActiveCard?open_id=${encodeURIComponent(awkwardLink())}&redirect_uri=${encodeURIComponent('http://127.0.0.1:8099/back')}`);
  await tap(page, '登录并激活');
  await page.waitForURL((url) => url.origin === new URL(town.wechat.url).origin);
  await page.getByRole('link', { name: new RegExp(wechatUser ?? '') }).click();
  await page.waitForURL((url) => url.origin === new URL(town.url).origin);
  await tap(page, /^我已看过，同意这一项，个人信息保护说明/);
  await tap(page, /^我已看过，同意这一项，证件与健康卡信息/);
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('身份证号码').fill(idNumber);
  await tap(page, '提交认证');
  await page.getByText('回到医院了').waitFor();
  const { rsp } = await hospital.call(`${SERVER}getHealthCardByHealthCardId`, { healthCardId: String((made.rsp['rspItems'] as { healthCardId: string }[])[0]?.healthCardId) });
  expect(rsp).toMatchObject({ card: { name, patid: 'P-zhang' } });
});
