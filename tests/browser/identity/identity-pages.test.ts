import type { Page } from 'playwright-core';
import { describePage } from '../harness/describe-page';
import { consenting, consents, family, good, platformOf, resident, session, stranger, wholeInformation } from './sample-answers';

const somebody = { api: platformOf(), session };
const as = (account: unknown) => ({ api: platformOf({ 'GET /v1/me': good(account) }), session });

const press = (name: string | RegExp, words: string) => async ({ page }: { readonly page: Page }) => {
  await page.getByRole('button', { name }).first().click();
  await page.getByText(words).first().waitFor();
  await page.waitForTimeout(120);
};

/** The code for a phone to scan is on wide pages only: nobody scans the phone in their hand. */
const whereWide = (words: string) => async ({ page }: { readonly page: Page }) => {
  await page.getByRole('button', { name: '微信授权登录' }).waitFor();
  const code = page.getByAltText(words).or(page.getByRole('button', { name: words }));
  if ((page.viewportSize()?.width ?? 0) >= 960) await code.waitFor();
  else expect(await code.count()).toBe(0);
};

describePage('identity/pages/sign-in/index', { api: platformOf(), anew: true, prepare: whereWide('电脑登录码，请用手机小程序扫描') });
describePage('identity/pages/sign-in/index', {
  api: platformOf({ 'GET /v1/sign-in/pc/tickets/ticket_1': good({ state: 'refused' }) }), name: 'sign-in-refused', query: 'problem=sign-in%2Ffull-service-needed', anew: true,
  prepare: whereWide('换一个新码'),
});
describePage('identity/pages/pc-sign-in/index', { ...somebody, query: 'ticketId=ticket_1' });

describePage('identity/pages/consents/index', { api: platformOf(), name: 'consents-nobody' });
describePage('identity/pages/consents/index', { ...as(stranger), query: 'comeBackTo=%2Fapp%2Fpages%2Fhome%2Findex' });
describePage('identity/pages/consents/index', { ...as({ ...resident, consents: consents('privacy', 'sensitive', 'face') }), name: 'consents-withdraw', prepare: press(/^撤回，人脸/, '要撤回这项同意吗') });

describePage('identity/pages/real-name/index', { ...as(consenting), prepare: async ({ page }) => {
  // Who fills it in at a PC sends it with Enter.
  await page.getByLabel('身份证号码').press('Enter');
  await page.getByText('请填写姓名。').waitFor();
} });
describePage('identity/pages/real-name/index', { ...as(consenting), name: 'real-name-types', prepare: press(/^证件类型/, '港澳居民居住证') });
describePage('identity/pages/real-name/index', { ...somebody, name: 'real-name-done' });

describePage('identity/pages/presence/index', { ...somebody, prepare: press('取办理号码', '4821 3906') });
// The wife reads what she is asked, on her husband's phone, before her face is taken.
describePage('identity/pages/presence/index', {
  session, name: 'presence-member', query: 'memberId=mem_4',
  api: platformOf({ 'GET /v1/me/presence/options': good({ items: [{ way: 'face', available: true }, { way: 'counter', available: true }, { way: 'village-doctor', available: true }], agreeing: ['acting', 'face'] }) }),
  prepare: press('开始刷脸', '请本人看过上面的说明'),
});
describePage('identity/pages/sessions/index', somebody);
describePage('identity/pages/phone/index', somebody);
describePage('identity/pages/phone/index', { ...as({ ...resident, maskedPhone: '199****0007' }), name: 'phone-bound' });
describePage('identity/pages/family/index', somebody);
describePage('identity/pages/family/index', { ...somebody, api: platformOf({ 'GET /v1/family': good({ members: [], actingForMe: [] }) }), name: 'family-nobody' });
describePage('identity/pages/add-child/index', {
  ...somebody,
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: /^证件类型/ }).click();
    await page.getByRole('radio', { name: '出生医学证明' }).click();
    await page.getByRole('button', { name: '添加孩子' }).click();
    await page.getByText('请确认您是孩子的监护人').waitFor();
  },
});
describePage('identity/pages/add-adult/index', { ...somebody, prepare: press('下一步：请本人同意', '请选择关系') });
describePage('identity/pages/ask-consent/index', { ...somebody, query: 'memberId=mem_4', prepare: async (visited) => {
  await visited.page.getByText('要刷脸，请用手机微信').waitFor();
  await press('生成邀请链接', '复制链接')(visited);
} });
describePage('identity/pages/invitation/index', { ...somebody, query: 'token=token-1' });
describePage('identity/pages/invitation/index', { api: platformOf(), name: 'invitation-nobody', query: 'token=token-1' });
describePage('identity/pages/invitation/index', {
  session, name: 'invitation-own', query: 'token=token-1', api: platformOf({ 'GET /v1/family/invitations/token-1': good({ reader: 'asker', maskedName: '张*', expiresAt: '2199-01-01T10:00:00+08:00' }) }),
});
describePage('identity/pages/staff-presence/index', { ...as({ ...resident, post: undefined }), name: 'staff-presence-resident' });
describePage('identity/pages/staff-presence/index', { ...somebody, prepare: async (visited) => {
  await press('确认本人在场', '请填写办理号码')(visited);
  // Typed as a Chinese keyboard writes them: the field keeps them.
  const code = visited.page.getByLabel('办理号码', { exact: true });
  await code.fill('４８２１３９０６');
  expect(await code.inputValue()).toBe('４８２１３９０６');
  await code.fill('');
  await visited.page.getByText('请填写办理号码').waitFor();
} });
describePage('identity/pages/staff-presence/index', { ...somebody, name: 'staff-presence-asked', prepare: async (visited) => {
  const { page } = visited;
  await page.getByLabel('办理号码', { exact: true }).fill('48213906');
  await page.getByLabel('姓名', { exact: true }).fill('王秀英');
  await page.getByLabel('身份证号码', { exact: true }).fill('419099195404300023');
  await press('确认本人在场', '有人请王*英同意代办')(visited);
} });
describePage('identity/pages/information/index', somebody);
describePage('identity/pages/information/index', {
  session, name: 'information-whole', api: platformOf({ 'GET /v1/me/information': good(wholeInformation) }),
  prepare: async (visited) => {
    await press('复制全部信息', '已经复制')(visited);
    // Taro says it too, in a word of its own that passes.
    await visited.page.getByText('内容已复制').waitFor();
    await visited.page.getByText('内容已复制').waitFor({ state: 'hidden' });
  },
});
describePage('identity/pages/close-account/index', { ...somebody, prepare: press('注销账号', '确定要注销账号吗') });
describePage('identity/pages/close-account/index', {
  session, name: 'close-account-done', api: platformOf({ 'POST /v1/me/closing': good({ done: true }) }),
  prepare: async (visited) => {
    await press('注销账号', '确定要注销账号吗')(visited);
    await press('确定注销', '账号已注销')(visited);
  },
});
describePage('identity/pages/family/index', {
  ...as({ ...resident, consents: consents() }), name: 'family-withdrawn',
  api: platformOf({ 'GET /v1/me': good({ ...resident, consents: consents() }), 'GET /v1/family': good({ ...family, members: family.members.map((one) => ({ ...one, ground: 'waiting' })) }) }),
});

const TICKET = 'a'.repeat(32);
const link = { institutionId: 'inst_1', institutionName: '郑州市样例医院', handsOverSince: '2026-11-20T09:30:00.000+08:00', takesOverSince: '2026-11-20T09:30:00.000+08:00' };
const sentBy = (linked: boolean) => platformOf({ [`GET /v1/sign-in/institution/${TICKET}`]: good({ institutionName: '郑州市样例医院', linked, page: 'package', sentName: '李*华', ...(linked ? { holder: '李*华' } : {}) }) });
describePage('identity/pages/links/index', { session, api: platformOf({ 'GET /v1/me/links': good({ items: [link, { ...link, institutionId: 'inst_2', institutionName: '洛阳市样例医院', takesOverSince: undefined }] }) }), prepare: press('取消关联', '要取消与郑州市样例医院的关联吗') });
describePage('identity/pages/sign-on/index', { api: sentBy(true), query: `ticket=${TICKET}` });
describePage('identity/pages/sign-on/index', { session, api: sentBy(true), query: `ticket=${TICKET}`, name: 'sign-on-another' });
describePage('identity/pages/sign-on/index', { session, api: sentBy(false), query: `ticket=${TICKET}`, name: 'sign-on-linking' });
