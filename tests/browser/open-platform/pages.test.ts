import { describePage } from '../harness/describe-page';
import { card, childsCard, good, platformOf, session } from '../card/sample-answers';

const query = `redirect_uri=${encodeURIComponent('https://hospital.example/back')}&hospitalId=99901`;
const hospital = { 'GET /v1/hand-overs/hospital': good({ hospitalName: '示例市第一人民医院' }) };
const resident = { query, api: platformOf({ ...hospital, 'GET /v1/cards': good({ items: [card, childsCard] }) }), session };

describePage('open-platform/pages/card-list/index', { ...resident, name: 'hand-over-cards' });
describePage('open-platform/pages/card-list/index', { ...resident, name: 'hand-over-no-card', api: platformOf({ ...hospital, 'GET /v1/cards': good({ items: [] }) }) });
describePage('open-platform/pages/card-list/index', { query, api: platformOf(hospital), name: 'hand-over-nobody' });
describePage('open-platform/pages/user-code/index', { ...resident, name: 'hand-over-user-code' });

const CARDS = [
  { cardId: 'card_1', maskedName: '张*', maskedNumber: '419099********1234', idType: '01', isSelf: true, state: 'active' },
  { cardId: 'card_2', maskedName: '李*', maskedNumber: '419099********0024', idType: '01', isSelf: false, state: 'lost' },
];
const filing = { institutionName: '示例市第一人民医院', isOpen: true, validUntil: '2026-11-20T10:00:00.000+08:00', cards: CARDS };
const order = { institutionName: '示例市第一人民医院', maskedName: '张*', maskedNumber: '419099********1234', idType: '01', scene: '0101081', state: 'open', validUntil: filing.validUntil };

const asked = { 'GET /v1/open/asked/filing/abc': good({ institutionName: '示例市第一人民医院' }), 'GET /v1/open/asked/verification/abc': good({ institutionName: '示例市第一人民医院' }), 'GET /v1/open/asked/kiosk/abc': good({ institutionName: '示例市第一人民医院' }) };

describePage('open-platform/pages/bind/index', { query: 'code=abc', name: 'bind-nobody', api: platformOf(asked) });
describePage('open-platform/pages/bind/index', { query: 'code=abc', session, api: platformOf({ ...asked, 'GET /v1/open/filings/abc': good({ ...filing, stage: 'cards' }) }) });
describePage('open-platform/pages/bind/index', { query: 'code=abc', session, name: 'bind-form', api: platformOf({ ...asked, 'GET /v1/open/filings/abc': good({ ...filing, stage: 'form', cards: [], patient: { maskedName: '王*', maskedNumber: '419099********0018', idType: '01' } }) }) });
describePage('open-platform/pages/bind/index', { query: 'code=abc', session, name: 'bind-sent-back', api: platformOf({ ...asked, 'GET /v1/open/filings/abc': good({ ...filing, stage: 'form', cards: [], isOpen: false, ending: 'sent-back' }) }) });
const needed = (code: string) => ({ status: 403, body: { type: 'about:blank', status: 403, code, requestId: 'req_1' } });
describePage('open-platform/pages/verify/index', { query: 'order=abc', session, api: platformOf({ ...asked, 'GET /v1/open/verifications/abc': good(order) }) });
describePage('open-platform/pages/verify/index', {
  query: 'order=abc', session, name: 'verify-ways',
  api: platformOf({ ...asked, 'GET /v1/open/verifications/abc': good(order), 'POST /v1/open/verifications/abc/pass': needed('identity/presence-needed'), 'POST /v1/me/presence/counter-code': good({ code: '12345678', expiresAt: filing.validUntil }) }),
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '我是本人，去确认' }).click();
    await page.getByText('办法一：用手机微信刷脸').waitFor();
    await page.waitForTimeout(150);
  },
});
const child = { memberId: 'mem_1', maskedName: '王*宝', idType: '01', maskedNumber: '419099********0018', relation: 'child', ground: 'guardian', assurance: 'L1', addedAt: filing.validUntil };
describePage('open-platform/pages/verify/index', {
  query: 'order=abc', session, name: 'verify-child',
  api: platformOf({ ...asked, 'GET /v1/family': good({ members: [child], actingForMe: [] }), 'GET /v1/open/verifications/abc': good({ ...order, maskedName: child.maskedName, maskedNumber: child.maskedNumber }) }),
});
describePage('open-platform/pages/verify/index', { query: 'order=abc', session, name: 'verify-declined', api: platformOf({ ...asked, 'GET /v1/open/verifications/abc': good({ ...order, state: 'failed' }) }) });
describePage('open-platform/pages/card-list/index', { ...resident, name: 'hand-over-consent', api: platformOf({ ...hospital, 'GET /v1/cards': needed('consent/needed') }) });
describePage('open-platform/pages/kiosk/index', { query: 'uid=abc', session, api: platformOf({ ...asked, 'GET /v1/open/kiosks/abc': good({ ...filing, kiosk: 'S01', isWaiting: true }) }) });
describePage('open-platform/pages/kiosk/index', { query: 'uid=abc', session, name: 'kiosk-ended', api: platformOf({ ...asked, 'GET /v1/open/kiosks/abc': good({ ...filing, kiosk: 'S01', isWaiting: false }) }) });

describePage('open-platform/pages/wallet/index', { query: `order_id=abc&${query}`, session, api: platformOf({ ...hospital, 'POST /v1/wallet-orders/abc/take': good({ cardId: 'card_1', maskedName: '张*', maskedNumber: '419099********1234' }) }) });
describePage('open-platform/pages/wallet/index', {
  query: `order_id=abc&${query}`, session, name: 'wallet-taken',
  api: platformOf({ ...hospital, 'POST /v1/wallet-orders/abc/take': good({ cardId: 'card_1', maskedName: '张*', maskedNumber: '419099********1234' }) }),
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '放进卡包' }).click();
    await page.getByText('已经在卡包里').waitFor();
  },
});

const service = { serviceId: 'service_1', cityCode: '410100', institutionName: '郑州市样例医院', name: '在线复诊', summary: '慢病患者在家复诊、开药', kind: 'online-hospital', signsOn: true, opensMiniProgram: false };
const directory = { 'GET /v1/services': good({ items: [service, { ...service, serviceId: 'service_2', cityCode: '410000', name: '预防接种预约', summary: '儿童和成人疫苗', kind: 'public-health', institutionName: '省样例疾控中心' }] }) };
describePage('open-platform/pages/services/index', { session, api: platformOf(directory) });
describePage('open-platform/pages/services/index', {
  session, name: 'services-agreement',
  api: platformOf({ ...directory, 'POST /v1/services/service_1/opening': good({ state: 'agreement-needed' }) }),
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: /^在线复诊/ }).click();
    await page.getByText('同意并打开').waitFor();
    await page.waitForTimeout(120);
  },
});
