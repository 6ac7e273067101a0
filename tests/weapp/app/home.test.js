const { largestSetData, start } = require('../harness');
const { card, childsCard, good, platformOf, problem, signedIn, usual } = require('./sample-answers');

const HOME = 'app/pages/home/index';

test('a person who is not signed in is invited to claim, and led through signing in to the claim', async () => {
  const phone = start();
  await phone.open(HOME);
  expect(phone.text()).toContain('领取您的电子健康卡');
  expect(phone.control('登录并领卡').role).toBe('button');
});

test('the card is shown at a glance, masked, with showing the code as the first thing to do', async () => {
  const phone = start({ storage: signedIn, api: platformOf(usual) });
  await phone.open(HOME);
  await phone.waitFor('张*，您好');
  expect(phone.text()).toContain('河南省居民电子健康卡');
  expect(phone.text()).toContain('419099********1234');
  expect(phone.text()).toContain('正常使用');
  expect(largestSetData().bytes).toBeLessThan(32 * 1024);
  expect(phone.control('出示健康卡').role).toBe('button');
});

test('the chosen card comes before one\'s own', async () => {
  const items = [{ ...card, isDefault: false }, { ...childsCard, isDefault: true }];
  const phone = start({ storage: signedIn, api: platformOf({ ...usual, 'GET /v1/cards': good({ items }) }) });
  await phone.open(HOME);
  await phone.waitFor('张*宝');
});

test('出示健康卡 among the services leads to the code of the preferred card', async () => {
  const phone = start({ storage: signedIn, api: platformOf(usual) });
  await phone.open(HOME);
  await phone.waitFor('张*，您好');
  await phone.tap('出示健康卡挂号、缴费、取药');
  expect(phone.path()).toBe('card/pages/show-code/index');
  expect(phone.query()).toEqual({});
});

test('a lost card offers no code, only its details', async () => {
  const phone = start({ storage: signedIn, api: platformOf({ ...usual, 'GET /v1/cards': good({ items: [{ ...card, state: 'lost' }] }) }) });
  await phone.open(HOME);
  await phone.waitFor('已挂失');
  expect(phone.controls().map(({ text }) => text)).toContain('详情');
});

test('without consent the next step is reading it, not an error', async () => {
  const phone = start({ storage: signedIn, api: platformOf({ ...usual, 'GET /v1/cards': problem(403, 'consent/needed') }) });
  await phone.open(HOME);
  await phone.waitFor('先看一下个人信息说明');
  expect(phone.control('查看并决定').role).toBe('button');
});

test('when the platform is in trouble the page says so and trying again works', async () => {
  let broken = true;
  const phone = start({ storage: signedIn, api: platformOf({ ...usual, 'GET /v1/cards': () => (broken ? problem(500, 'server/error') : usual['GET /v1/cards']) }) });
  await phone.open(HOME);
  await phone.waitFor('系统出了点问题');
  broken = false;
  await phone.tap('再试一次');
  await phone.waitFor('河南省居民电子健康卡');
});

test('without network the card kept on this phone is shown, with a notice', async () => {
  const phone = start({ storage: { ...signedIn, 'own.cards': { items: [card] } }, api: () => 'offline' });
  await phone.open(HOME);
  phone.goOffline();
  await phone.waitFor('现在没有网络');
  expect(phone.text()).toContain('河南省居民电子健康卡');
});

test('长辈版 is in sight, takes effect at once and is remembered', async () => {
  const phone = start();
  await phone.open(HOME);
  await phone.tap('长辈版');
  expect(phone.find('.page--elder')).not.toBeNull();
  expect(phone.kept.get('elder-mode')).toBe(true);

  const again = start({ storage: { 'elder-mode': true } });
  await again.open(HOME);
  expect(again.find('.page--elder')).not.toBeNull();
  await again.tap('退出长辈版');
  expect(again.find('.page--elder')).toBeNull();
});

test('the tab bar says where one is and how many messages wait', async () => {
  const phone = start({ storage: signedIn, api: platformOf({ ...usual, 'GET /v1/messages/unread': good({ unread: 3 }) }) });
  await phone.open(HOME);
  await phone.waitFor('张*，您好');
  expect(phone.control('消息，3 条未读').role).toBe('link');
  await phone.tap('我的');
  expect(phone.path()).toBe('app/pages/me/index');
});
