const { start } = require('../harness');
const { account, card, good, platform, problem, signedIn, STATIC_TEXT } = require('./sample-answers');

const CLAIM = 'card/pages/claim/index';

function openedBy(answers = {}, more = {}) {
  return start({ storage: signedIn, api: platform({ 'GET /v1/cards/claimable': good({ state: 'none' }), 'POST /v1/cards': good(card), ...answers }), ...more });
}

const bodiesOf = (phone, method, path) => phone.asked.filter((asked) => asked.method === method && asked.path === path).map(({ body }) => body);

test('whoever is not signed in is led through signing in and back', async () => {
  const phone = start();
  await phone.open(CLAIM);
  expect(phone.text()).toContain('先登录，再办理');
  await phone.tap('登录');
  expect(phone.path()).toBe('identity/pages/sign-in/index');
  expect(phone.query().comeBackTo).toBe('/card/pages/claim/index');
});

test('a person without a card claims one with one tap, typing nothing, and showing it is the first thing offered', async () => {
  const phone = openedBy();
  await phone.open(CLAIM);
  await phone.waitFor('领取健康卡');
  expect(phone.text()).toContain('张* · 本人');
  expect(phone.findAll('wx-input')).toHaveLength(0);
  await phone.tap('领取健康卡');
  await phone.waitFor('领好了');
  expect(bodiesOf(phone, 'POST', '/v1/cards')).toEqual([{}]);
  await phone.waitFor('出示健康卡');
  const [first] = phone.controls();
  expect(first.text).toBe('出示健康卡');
});

test('the static code is on the phone from the moment of claiming', async () => {
  const phone = openedBy();
  await phone.open(CLAIM);
  await phone.waitFor('领取健康卡');
  await phone.tap('领取健康卡');
  await phone.waitFor('领好了');
  for (let turn = 0; turn < 50 && !phone.kept.has('own.static-code.card_1'); turn += 1) await phone.settle();
  expect(phone.kept.get('own.static-code.card_1')).toBe(STATIC_TEXT);
  expect(bodiesOf(phone, 'POST', '/v1/cards/card_1/code')).toEqual([{ kind: 'static', toKeep: true }]);
});

test('a card made elsewhere is bound with one tap, and one sees from when it is', async () => {
  const phone = openedBy({ 'GET /v1/cards/claimable': good({ state: 'held-elsewhere', heldSince: '2024-05-06T10:00:00.000+08:00' }) });
  await phone.open(CLAIM);
  await phone.waitFor('查到一张 2024年5月6日 办的健康卡');
  await phone.tap('一键领取');
  await phone.waitFor('领好了');
});

test('a lost card comes into the package as it is, and one is led to restoring or reissuing it', async () => {
  const phone = openedBy({
    'GET /v1/cards/claimable': good({ state: 'held-elsewhere' }),
    'POST /v1/cards': good({ ...card, state: 'lost' }), 'GET /v1/cards': good({ items: [{ ...card, state: 'lost' }] }),
  });
  await phone.open(CLAIM);
  await phone.waitFor('一键领取');
  await phone.tap('一键领取');
  await phone.waitFor('这个人已经有一张健康卡，但已挂失');
  await phone.tap('看看怎么办');
  expect(phone.path()).toBe('card/pages/detail/index');
  expect(phone.query().cardId).toBe('card_1');
});

test('a card closed before says that its holder must be present before anything is pressed, and leads there and back', async () => {
  const phone = openedBy({ 'GET /v1/cards/claimable': good({ state: 'none', needsPresence: true }) });
  await phone.open(CLAIM);
  await phone.waitFor('这张卡以前注销过');
  expect(phone.text()).toContain('可以刷脸，也可以到医院窗口或找村医确认');
  expect(phone.controls().some(({ text }) => text === '领取健康卡')).toBe(false);
  await phone.tap('去确认本人');
  expect(phone.path()).toBe('identity/pages/presence/index');
  expect(phone.query()).toEqual({ comeBackTo: '/card/pages/claim/index' });
  expect(bodiesOf(phone, 'POST', '/v1/cards')).toEqual([]);
});

test('a second press while the first is under way sends nothing', async () => {
  const phone = openedBy();
  await phone.open(CLAIM);
  await phone.waitFor('领取健康卡');
  const { element } = phone.control('领取健康卡');
  await Promise.all([phone.fire(element, 'tap'), phone.fire(element, 'tap')]);
  await phone.waitFor('领好了');
  expect(bodiesOf(phone, 'POST', '/v1/cards')).toEqual([{}]);
});

test('a card that is in the package is shown, not claimed again', async () => {
  const phone = openedBy({ 'GET /v1/cards/claimable': good({ state: 'in-package' }) });
  await phone.open(CLAIM);
  await phone.waitFor('已经在卡包里了');
  await phone.waitFor('出示健康卡');
  await phone.tap('出示健康卡');
  expect(phone.path()).toBe('card/pages/show-code/index');
  expect(phone.query().cardId).toBe('card_1');
});

test('a lost card in the package is said to be lost, and one is led to having it back', async () => {
  const phone = openedBy({ 'GET /v1/cards/claimable': good({ state: 'in-package' }), 'GET /v1/cards': good({ items: [{ ...card, state: 'lost' }] }) });
  await phone.open(CLAIM);
  await phone.waitFor('这张卡已经挂失');
  expect(phone.text()).not.toContain('可以直接使用');
  await phone.tap('恢复或补领');
  expect(phone.path()).toBe('card/pages/detail/index');
  expect(phone.query().cardId).toBe('card_1');
});

test('for a member the claim says whose it is and names the member', async () => {
  const phone = openedBy();
  await phone.open(`${CLAIM}?memberId=mem_1`);
  await phone.waitFor('张*宝 · 子女');
  await phone.waitFor('领取健康卡');
  await phone.tap('领取健康卡');
  await phone.waitFor('领好了');
  expect(bodiesOf(phone, 'POST', '/v1/cards')).toEqual([{ memberId: 'mem_1' }]);
});

const MISSING = [
  ['identity/real-name-needed', '去实名认证', 'identity/pages/real-name/index'],
  ['consent/needed', '查看说明并决定', 'identity/pages/consents/index'],
  ['family/not-consented', '查看我的家人', 'identity/pages/family/index'],
];

test.each(MISSING)('what is missing (%s) leads there by "%s", and back to the claim', async (code, words, page) => {
  const phone = openedBy({ 'GET /v1/me': good({ ...account, realName: undefined }), 'GET /v1/cards/claimable': problem(403, code) });
  await phone.open(CLAIM);
  await phone.waitFor(words);
  await phone.tap(words);
  expect(phone.path()).toBe(page);
});

test('a name that does not match is explained, with the counter as the way on, and the button stays', async () => {
  const phone = openedBy({ 'POST /v1/cards': problem(422, 'identity/name-does-not-match') });
  await phone.open(CLAIM);
  await phone.waitFor('领取健康卡');
  await phone.tap('领取健康卡');
  await phone.waitFor('请带证件到医院服务台');
  expect(phone.control('领取健康卡').role).toBe('button');
});

test('an authority that cannot be reached is said so, and trying again works', async () => {
  let down = true;
  const phone = openedBy({ 'GET /v1/cards/claimable': () => (down ? problem(503, 'card/authority-unavailable') : good({ state: 'none' })) });
  await phone.open(CLAIM);
  await phone.waitFor('省卡管平台暂时连不上');
  down = false;
  await phone.tap('再试一次');
  await phone.waitFor('领取健康卡');
});

test('in 长辈版 only whom it is for and the one button are left', async () => {
  const phone = openedBy({}, { storage: { ...signedIn, 'elder-mode': true } });
  await phone.open(CLAIM);
  await phone.waitFor('领取健康卡');
  expect(phone.find('.page--elder')).not.toBeNull();
  expect(phone.text()).not.toContain('全省医院都能用');
});
