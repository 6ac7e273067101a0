import type { Page } from 'playwright-core';
import { addDays, chinaDayOf } from '../../../shared/kernel/china-day';
import { sampleAccount, sampleApi, sampleSession } from '../app/sample-answers';
import { describePage } from '../harness/describe-page';
import type { Api } from '../harness/h5-server';

const DAY = chinaDayOf(Date.now());
const AT = `${DAY}T09:30:00.000+08:00`;
const account = { ...sampleAccount, post: { ...sampleAccount.post, role: 'institution-developer' } };
const session = { ...sampleSession, account };
const app = {
  appId: 'zz-center', name: '郑州市样例医院公众号', cityCode: '410100', closed: false, version: 3, hospitals: [{ hospitalId: '41010', name: '郑州市样例医院', campuses: [{ code: 'east', name: '东院区' }] }],
  secretsInForce: 2, secretChangedAt: AT, oldSecretUsedAt: AT, redirectHosts: ['h.example'], switches: { relates: false, clock: true, replay: true },
};
const refused = { at: AT, method: 'registerHealthCard', requestId: '0A1B2C3D4E5F60718293A4B5C6D7E8F9', hospitalId: '41010', result: 'sign', resultCode: 10105, ms: 3, words: { chinese: '签名不正确', cause: '签名原文或appSecret与平台不同。', remedy: '把请求贴到签名调试页，看第一处不同。' } };
const usage = Array.from({ length: 14 }, (_, place) => addDays(DAY, place - 13)).flatMap((day, place) => [{ day, method: 'verifyQRCode', result: 'success', count: 20 + place * 3 }, { day, method: 'verifyQRCode', result: 'qr-expired', count: place }]);
const request = { requestId: 'r1', name: '小程序', purpose: '挂号', hospitals: ['郑州市样例医院'], askedAt: AT, state: 'waiting' };
const requests = [request, { ...request, requestId: 'r2', name: '自助机', state: 'declined', reason: '没有写清用在哪些院区' }, { ...request, requestId: 'r3', name: '公众号', state: 'approved', appId: 'zz-center' }];
const poster = { tag: 'dawan-village', place: '大湾村卫生室', link: 'https://platform.example/open/getHealthCardList?redirect_uri=https%3A%2F%2Fh.example%2Fcard&from=dawan-village', madeAt: AT, opened: 128, cardsGiven: 96, codesGiven: 0, left: 21 };
const finding = { signedText: 'appId=zz-center&channelNum=0', expectedSign: 'yNxAz2PkrsLRC2MpvIsd2CNeRA/mSeCbPFMswPtpUgw=', cause: 'zero-dropped', chinese: '数字0或false被当作空', remedy: '0和false不是空值，要参加签名。', others: [{ result: 'clock', resultCode: 10104, certain: true, field: 'timestamp', secondsOff: -4000, chinese: '时间戳超出允许范围', cause: '服务器时钟不准，用了毫秒，或重发了旧报文。', remedy: '用NTP校时；timestamp是Unix秒；重发时重新签名。' }], difference: { at: 16, ours: '&channelNum=0', theirs: '&hospitalId=1' } };
const inside = { institutionName: '郑州市样例医院', accountId: 'account_1', secondFactor: 'confirmed', until: '2199-01-01T00:00:00.000+08:00' };

const ANSWERS: Readonly<Record<string, unknown>> = {
  'GET /v1/console': inside,
  'GET /v1/console/apps': { apps: [app], requests },
  'GET /v1/console/apps/zz-center/usage': { items: usage },
  'GET /v1/console/apps/zz-center/uses': { items: [{ day: DAY, hospitalId: '41010', campus: 'east', scene: '0101011', count: 31 }, { day: addDays(DAY, -1), hospitalId: '41010', scene: '010103', count: 12 }] },
  'GET /v1/console/apps/zz-center/terminals': { items: [{ kind: 'kiosk', terminalId: 'K-01', hospitalId: '41010', firstSeenAt: AT, lastSeenAt: AT }] },
  'GET /v1/console/apps/zz-center/calls': { items: [refused] },
  'GET /v1/console/apps/zz-center/posters': { items: [poster] },
  'POST /v1/console/apps/zz-center/posters/dawan-village/url-link': { urlLink: 'https://wxaurl.cn/AbCdEf123456', expiresAt: AT },
  'GET /v1/console/apps/zz-center/download': { app, requests, services: [], usage, uses: [], terminals: [], posters: [poster], refusedCalls: [refused], answeredCalls: [], isComplete: false },
  'POST /v1/console/apps/zz-center/secrets': { appId: 'zz-center', secret: 'demo-secret-0123456789abcdef0000', secretsInForce: 2 },
  'POST /v1/console/apps/zz-center/signature': finding,
  'POST /v1/console/second-factor': { address: 'otpauth://totp/sample?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=sample' },
};

const playing = (changed: Readonly<Record<string, unknown>> = {}): Api => (asked) => {
  const body = { ...ANSWERS, ...changed }[`${asked.method} ${asked.path.split('?')[0] ?? ''}`];
  return body === undefined ? sampleApi(asked) : { status: 200, body };
};
const atDoor = (secondFactor: string) => playing({ 'GET /v1/console': { ...inside, until: undefined, secondFactor } });

const openPart = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

describePage('open-platform/pages/console/index', { api: playing(), name: 'console-nobody' });
describePage('open-platform/pages/console/index', { api: atDoor('confirmed'), session, name: 'console-door' });
describePage('open-platform/pages/console/index', {
  api: atDoor('none'), session, name: 'console-enrol',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '开始绑定' }).click();
    await page.getByText('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ').waitFor();
    await page.getByLabel('6位动态口令').waitFor();
  },
});
describePage('open-platform/pages/console/index', { api: playing(), session, name: 'console-overview', prepare: async ({ page }) => { await page.getByText('自助机 K-01').waitFor(); await page.getByText('郑州市样例医院 东院区').waitFor(); } });
describePage('open-platform/pages/console/index', {
  // While two secrets are in force none can be made.
  api: playing({ 'GET /v1/console/apps': { apps: [{ ...app, secretsInForce: 1 }], requests } }), session, name: 'console-keys',
  prepare: async ({ page }) => {
    await openPart(page, '密钥');
    await page.getByRole('button', { name: '生成新密钥' }).click();
    await page.getByText('demo-secret-0123456789abcdef0000').waitFor();
  },
});
describePage('open-platform/pages/console/index', {
  api: playing(), session, name: 'console-end-old-secret',
  prepare: async ({ page }) => {
    await openPart(page, '密钥');
    await page.getByRole('button', { name: '停用旧密钥' }).click();
    await page.getByRole('dialog').getByText(/旧密钥最近一次使用：.*最近30秒内的可能还没有显示.*用它签名的调用30秒内全部被拒绝/).waitFor();
  },
});
describePage('open-platform/pages/console/index', {
  api: playing(), session, name: 'console-settings',
  prepare: async ({ page }) => {
    await openPart(page, '设置');
    await page.getByRole('textbox', { name: '域名或小程序' }).fill('https://h5.example');
    await page.getByRole('button', { name: '添加，域名或小程序' }).click();
    await page.getByText('请去掉前面的 https://').waitFor();
    await page.getByRole('switch', { name: /检查timestamp/ }).click();
    await page.getByText('有没保存的修改').waitFor();
  },
});
describePage('open-platform/pages/console/index', { api: playing(), session, name: 'console-posters', prepare: async ({ page }) => { await openPart(page, '海报'); await page.getByText('标记 dawan-village').waitFor(); } });
describePage('open-platform/pages/console/index', {
  api: playing(), session, name: 'console-url-link',
  prepare: async ({ page }) => {
    await openPart(page, '海报');
    await page.getByRole('button', { name: '生成小程序链接，大湾村卫生室' }).click();
    await page.getByRole('button', { name: '复制小程序链接，大湾村卫生室' }).waitFor();
  },
});
describePage('open-platform/pages/console/index', {
  api: playing(), session, name: 'console-poster',
  prepare: async ({ page }) => {
    await openPart(page, '海报');
    await page.getByRole('button', { name: '二维码，大湾村卫生室' }).click();
    await page.getByAltText('大湾村卫生室的海报二维码').waitFor();
  },
});
describePage('open-platform/pages/console/index', {
  api: playing(), session, name: 'console-download',
  prepare: async ({ page }) => {
    await openPart(page, '下载');
    await page.getByRole('button', { name: '下载失败的调用（CSV）' }).click();
    await page.getByText('有的日子成功或失败的调用超过150条').waitFor();
  },
});
describePage('open-platform/pages/console/index', { api: playing(), session, name: 'console-apply', prepare: async ({ page }) => { await openPart(page, '申请接入'); await page.getByText('没有写清用在哪些院区').waitFor(); } });
describePage('open-platform/pages/console/index', { api: playing({ 'GET /v1/console/apps': { apps: [], requests: [] } }), session, name: 'console-first', prepare: async ({ page }) => { await page.getByText('还没有申请过').waitFor(); } });
describePage('open-platform/pages/console/index', {
  api: playing(), session, name: 'console-calls',
  prepare: async ({ page }) => {
    await openPart(page, '调用日志');
    await page.getByText('签名不正确').waitFor();
  },
});
describePage('open-platform/pages/console/index', {
  api: playing(), session, name: 'console-debug',
  prepare: async ({ page }) => {
    await openPart(page, '签名调试');
    await page.getByLabel('请求的JSON（原样贴上，不用贴密钥）').fill('{"commonIn":{},"req":{}}');
    await page.getByRole('button', { name: '比较' }).click();
    await page.getByText('第17个字符起不同').waitFor();
    await page.getByText('时间戳超出允许范围（timestamp），比平台慢4000秒').waitFor();
  },
});
