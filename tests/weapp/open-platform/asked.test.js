const { start } = require('../harness');
const { good, platform, problem, signedIn } = require('../card/sample-answers');

const BIND = 'open-platform/pages/bind/index';
const VERIFY = 'open-platform/pages/verify/index';
const WALLET = 'open-platform/pages/wallet/index';
const KIOSK = 'open-platform/pages/kiosk/index';
const CARDS = [
  { cardId: 'card_1', maskedName: '张*', maskedNumber: '419099********1234', idType: '01', isSelf: true, state: 'active' },
  { cardId: 'card_2', maskedName: '李*', maskedNumber: '419099********0024', idType: '01', isSelf: false, state: 'lost' },
];
const filing = { institutionName: '示例医院', isOpen: true, validUntil: '2026-11-20T10:00:00.000+08:00', cards: CARDS };
const order = { institutionName: '示例医院', maskedName: '张*', maskedNumber: '419099********1234', idType: '01', scene: '0101081', state: 'open', validUntil: filing.validUntil };

const asked = Object.fromEntries(['filing', 'verification', 'kiosk'].map((kind) => [`GET /v1/open/asked/${kind}/abc`, good({ institutionName: '示例医院' })]));

const openedBy = (answers, more = {}) => start({ storage: signedIn, api: platform({ ...asked, ...answers }), ...more });

test('bind: a card is chosen for the hospital; one that cannot be used says so', async () => {
  const phone = openedBy({ 'GET /v1/open/filings/abc': good({ ...filing, stage: 'cards' }), 'POST /v1/open/filings/abc/choose': problem(409, 'card/lost') });
  await phone.open(`${BIND}?code=abc`);
  await phone.waitFor('选择要在示例医院建档的卡');
  expect(phone.text()).toContain('不能使用');
  await phone.tap('张* · 本人');
  await phone.waitFor('这张卡已经挂失');
  expect(phone.asked.find(({ method }) => method === 'POST').body).toEqual({ cardId: 'card_1' });
});

test('bind: in 长辈版 the form that came back is confirmed', async () => {
  const phone = openedBy(
    { 'GET /v1/open/filings/abc': good({ ...filing, stage: 'form', cards: [], patient: { maskedName: '王*', maskedNumber: '419099********0018', idType: '01' } }), 'POST /v1/open/filings/abc/issue': problem(503, 'card/authority-unavailable') },
    { storage: { ...signedIn, 'elder-mode': true } },
  );
  await phone.open(`${BIND}?code=abc`);
  await phone.waitFor('王*');
  expect(phone.find('.page--elder')).not.toBeNull();
  await phone.tap('信息无误，领卡建档');
  await phone.waitFor('省卡管平台暂时连不上');
});

test('bind: a form that is wrong goes back to the hospital, and one that was used is not offered again', async () => {
  const form = { ...filing, stage: 'form', cards: [], patient: { maskedName: '王*', maskedNumber: '419099********0018', idType: '01' } };
  const phone = openedBy({ 'GET /v1/open/filings/abc': good(form), 'POST /v1/open/filings/abc/correct': good({ leadTo: 'https://h.example/?regInfoCode=1' }) });
  await phone.open(`${BIND}?code=abc`);
  await phone.waitFor('会交给医院的内容');
  await phone.tap('信息有误，返回修改');
  await phone.waitFor('请回到医院的页面');
});

test.each([['done', '这次建档已经办完'], ['form', '建档还没有办完'], ['sent-back', '还没有建档'], ['not-issued', '没有核对上']])('bind: what was used says how it ended: %s', async (ending, said) => {
  const used = openedBy({ 'GET /v1/open/filings/abc': good({ ...filing, stage: 'form', cards: [], isOpen: false, ending }) });
  await used.open(`${BIND}?code=abc`);
  await used.waitFor(said);
  expect(used.text()).not.toContain('信息无误');
});

test('a consent that is missing is asked for here first, beside the way back', async () => {
  const phone = openedBy({ 'GET /v1/open/kiosks/abc': problem(403, 'consent/needed') });
  await phone.open(`${KIOSK}?uid=abc`);
  await phone.waitFor('继续');
  expect(phone.text()).toContain('不在自助机上用卡');
  expect(phone.text()).toContain('在示例医院的自助机上使用');
});

test('verify: an order for somebody else is told apart, and one may decline', async () => {
  const phone = openedBy({ 'GET /v1/open/verifications/abc': good(order), 'POST /v1/open/verifications/abc/pass': problem(409, 'open-platform/not-this-person'), 'POST /v1/open/verifications/abc/decline': good({}) });
  await phone.open(`${VERIFY}?order=abc`);
  await phone.waitFor('示例医院请您确认是本人');
  await phone.tap('我是本人，去确认');
  await phone.waitFor('要核验的不是您');
  await phone.tap('不确认，返回医院');
  await phone.waitFor('请回到');
});

test('verify: a parent does it for a child of the family, who is named to the platform', async () => {
  const child = { ...order, maskedName: '张*宝', maskedNumber: '419099********0024' };
  const phone = openedBy({ 'GET /v1/open/verifications/abc': good(child), 'POST /v1/open/verifications/abc/pass': good({ leadTo: 'https://h.example/' }) });
  await phone.open(`${VERIFY}?order=abc`);
  await phone.waitFor('示例医院请张*宝确认身份');
  expect(phone.text()).not.toContain('我是本人');
  await phone.tap('替家人确认');
  await phone.waitFor('请回到医院的页面');
  expect(phone.asked.find(({ path }) => path.endsWith('/pass')).body).toEqual({ memberId: 'mem_1' });
});

test.each([['used', '已经确认过了'], ['failed', '没有确认，医院不会给看']])('verify: an order that is %s says so', async (state, said) => {
  const phone = openedBy({ 'GET /v1/open/verifications/abc': good({ ...order, state }) });
  await phone.open(`${VERIFY}?order=abc`);
  await phone.waitFor(said);
});

test('kiosk: a card is used at the kiosk that was scanned; a code that is over says what to do', async () => {
  const phone = openedBy({ 'GET /v1/open/kiosks/abc': good({ ...filing, kiosk: 'S01', isWaiting: true }), 'POST /v1/open/kiosks/abc/authorise': good({ done: true }) });
  await phone.open(`${KIOSK}?uid=abc`);
  await phone.waitFor('选择在示例医院自助机上使用的卡');
  await phone.tap('张* · 本人');
  await phone.waitFor('请看自助机的屏幕');
  const late = openedBy({ 'GET /v1/open/kiosks/abc': good({ ...filing, kiosk: 'S01', isWaiting: false }) });
  await late.open(`${KIOSK}?uid=abc`);
  await late.waitFor('请在自助机上刷新');
});

test('whoever is not signed in hears whose page it is, and can go back', async () => {
  const phone = start({ api: platform({ ...asked, 'POST /v1/open/asked/verification/abc/leave': good({ leadTo: 'https://h.example/' }) }) });
  await phone.open(`${VERIFY}?order=abc`);
  await phone.waitFor('示例医院请您确认是本人');
  expect(phone.text()).toContain('登录并确认本人');
  await phone.tap('不确认，返回医院');
  await phone.waitFor('没有确认。请关闭此页');
});

test('wallet: another\'s card is explained, and one\'s own is taken into the package', async () => {
  const FROM = 'mini-program:wx0123456789abcdef';
  let mine = false;
  const phone = openedBy({
    'GET /v1/hand-overs/hospital': good({ hospitalName: '示例医院' }),
    'POST /v1/wallet-orders/abc/take': () => (mine ? good({ cardId: 'card_1', maskedName: '张*', maskedNumber: '419099********1234' }) : problem(409, 'open-platform/wallet-card-of-another')),
  });
  await phone.open(`${WALLET}?order_id=abc&redirect_uri=${encodeURIComponent(FROM)}`);
  await phone.waitFor('把在示例医院办好的电子健康卡放进您的卡包');
  await phone.tap('放进卡包');
  await phone.waitFor('这张卡不是您或家人的');
  mine = true;
  await phone.tap('放进卡包');
  await phone.waitFor('已经在卡包里');
});
