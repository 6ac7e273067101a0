const { start } = require('../harness');
const { card, childsCard, good, platform, problem, signedIn } = require('../card/sample-answers');

const CARDS = 'open-platform/pages/card-list/index';
const USER_CODE = 'open-platform/pages/user-code/index';
const FROM = 'mini-program:wx0123456789abcdef';
const query = `redirect_uri=${encodeURIComponent(FROM)}&hospitalId=99901`;
const hospital = { 'GET /v1/hand-overs/hospital': good({ hospitalName: '示例医院' }) };
const handed = good({ address: `${FROM}?healthCode=ABCDEF` });

function openedBy(answers = {}, more = {}) {
  return start({ storage: signedIn, api: platform({ ...hospital, 'GET /v1/cards': good({ items: [card, childsCard] }), 'POST /v1/hand-overs/health-code': handed, ...answers }), ...more });
}

/** Until something was sent. */
async function written(phone) {
  for (let turn = 0; turn < 100 && !phone.asked.some(({ method }) => method === 'POST'); turn += 1) await new Promise((resolve) => { setTimeout(resolve, 10); });
}

test('the card one taps goes to the hospital, and one is back in its mini-program', async () => {
  const phone = openedBy();
  await phone.open(`${CARDS}?${query}`);
  await phone.waitFor('选择要交给示例医院的卡');
  expect(phone.text()).toContain('您的姓名、性别、出生日期、证件号码');
  await phone.tap('张*宝 · 家人');
  await written(phone);
  expect(phone.asked.find(({ method }) => method === 'POST').body).toEqual({ returnTo: FROM, hospitalId: '99901', cardId: 'card_2' });
});

test('in 长辈版 it is the same, larger; a card that was lost meanwhile is explained', async () => {
  const phone = openedBy({ 'POST /v1/hand-overs/health-code': problem(409, 'card/lost') }, { storage: { ...signedIn, 'elder-mode': true } });
  await phone.open(`${CARDS}?${query}`);
  await phone.waitFor('选择要交给示例医院的卡');
  expect(phone.find('.page--elder')).not.toBeNull();
  await phone.tap('张*宝 · 家人');
  await phone.waitFor('这张卡已经挂失');
});

test('a link that leads nowhere says so, and home is one tap away', async () => {
  const phone = openedBy({ 'GET /v1/hand-overs/hospital': problem(403, 'open-platform/return-not-registered') });
  await phone.open(`${CARDS}?${query}`);
  await phone.waitFor('这个链接不能用');
  expect(phone.text()).toContain('去首页');
});

test.each([CARDS, USER_CODE])('a bare %% in a hospital\'s link leaves no white page: %s is looked up as it was written', async (page) => {
  const phone = openedBy();
  const address = 'https://hospital.example/?discount=5%';
  await phone.open(`${page}?redirect_uri=${encodeURIComponent(address)}&hospitalId=99901`);
  await phone.waitFor('示例医院');
  expect(phone.asked.some(({ path }) => path.includes(encodeURIComponent(address)))).toBe(true);
});

test('the hospital gets a code to create cards with only after a yes', async () => {
  const phone = openedBy({ 'POST /v1/hand-overs/user-code': good({ address: `${FROM}?wechatCode=abc` }) });
  await phone.open(`${USER_CODE}?${query}`);
  await phone.waitFor('示例医院想用您的微信身份');
  expect(phone.asked.some(({ method }) => method === 'POST')).toBe(false);
  await phone.tap('同意，回到医院办卡');
  await written(phone);
  expect(phone.asked.find(({ method }) => method === 'POST').body).toEqual({ returnTo: FROM, hospitalId: '99901' });
});
