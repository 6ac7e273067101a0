const { start } = require('../harness');
const { card, childsCard, codes, dynamicCode, good, platform, problem, signedIn, STATIC_TEXT } = require('./sample-answers');

const SHOW = 'card/pages/show-code/index';
const kept = { ...signedIn, 'own.cards': { items: [card, childsCard] }, 'own.static-code.card_1': STATIC_TEXT };

function openedBy(answers = {}, more = {}) {
  return start({ storage: signedIn, api: platform(answers), ...more });
}

const asksOf = (phone, kind) => phone.asked.filter(({ path, body }) => path.endsWith('/code') && body.kind === kind);
const imageOf = (phone) => phone.attributesOf(phone.find('.qr__image'));

async function until(phone, condition) {
  for (let turn = 0; turn < 400; turn += 1) {
    if (condition()) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  throw new Error(`never came true; the page says: ${phone.text().slice(0, 400)}`);
}

test('the code is shown as a PNG, announced in words, with name and number masked and the seconds to its renewal', async () => {
  const phone = openedBy();
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('秒后自动更新');
  const { src, ariaLabel } = imageOf(phone);
  expect(src).toMatch(/^data:image\/png;base64,/);
  expect(ariaLabel).toBe('张*的健康卡二维码已显示，请对准扫码窗口');
  expect(phone.text()).toContain('健康卡二维码已显示');
  expect(phone.text()).toContain('419099********1234');
});

test('the screen is bright and stays on while the code is shown, and is as before afterwards', async () => {
  const phone = openedBy();
  await phone.open('app/pages/home/index');
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('秒后自动更新');
  expect(phone.screen).toEqual({ on: true, brightness: 1 });
  await phone.back();
  await phone.settle();
  expect(phone.screen).toEqual({ on: false, brightness: 0.4 });
});

test('the code renews itself, with a new one each time, and also at a tap', async () => {
  const phone = openedBy({ 'POST /v1/cards/card_1/code': codes(() => dynamicCode(2)) });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('秒后自动更新');
  const first = imageOf(phone).src;
  await until(phone, () => phone.find('.qr__image') && imageOf(phone).src !== first);
  const asked = asksOf(phone, 'dynamic').length;
  expect(asked).toBeGreaterThan(1);
  expect(phone.text()).toContain('一个码只能用一次');
  await phone.tap('换一个新码');
  await until(phone, () => asksOf(phone, 'dynamic').length > asked);
});

test('the static code is brought to the phone once, beside the first dynamic one', async () => {
  const phone = openedBy();
  await phone.open(`${SHOW}?cardId=card_1`);
  await until(phone, () => phone.kept.get('own.static-code.card_1') === STATIC_TEXT);
  expect(asksOf(phone, 'static')).toHaveLength(1);
});

test('without network the kept static code is shown, with the ID card named beside it', async () => {
  const phone = openedBy({}, { storage: kept, api: () => 'offline' });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('现在没有网络，先用保存在手机里的固定码');
  expect(phone.find('.beside-id-card').textContent).toContain('请同时出示身份证');
  expect(phone.find('.qr__image')).not.toBeNull();
  expect(phone.text()).not.toContain('秒后自动更新');
});

test('when the authority fails a code that still lives is shown, and once it has expired only the static one', async () => {
  let answer = () => dynamicCode(2);
  const phone = openedBy({ 'POST /v1/cards/card_1/code': codes(() => answer()) }, { storage: kept });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('秒后自动更新');
  answer = () => problem(503, 'card/authority-unavailable');
  await phone.waitFor('现在取不到新的二维码', 500);
  expect(phone.find('.beside-id-card').textContent).toContain('请同时出示身份证');
  answer = () => dynamicCode();
  await phone.tap('再试一次');
  await phone.waitFor('秒后自动更新');
});

test('when the network goes, the code says at once that it cannot be renewed and how long it is still good', async () => {
  const phone = openedBy({}, { storage: kept });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('秒后自动更新');
  phone.goOffline();
  await phone.waitFor('现在没有网络，换不了新码');
  expect(phone.text()).toMatch(/这个码还能用 1\d\d 秒/);
  expect(phone.text()).not.toContain('秒后自动更新');
  expect(phone.find('.qr__image')).not.toBeNull();
});

test('when the network is back the banner goes at once, not with the next try', async () => {
  const phone = openedBy({}, { storage: kept, api: () => 'offline' });
  await phone.open(`${SHOW}?cardId=card_1`);
  phone.goOffline();
  await phone.waitFor('现在没有网络，先用保存在手机里的固定码');
  phone.answerWith(platform());
  phone.goOnline();
  await phone.waitFor('秒后自动更新');
});

test('a card that is not in the package is said so: no other person\'s code stands in for it', async () => {
  const phone = openedBy();
  await phone.open(`${SHOW}?cardId=card_9`);
  await phone.waitFor('卡包里没有这张卡');
  expect(phone.find('.qr__image')).toBeNull();
  expect(asksOf(phone, 'dynamic')).toHaveLength(0);
});

test('with neither network nor a kept code the ID card is the way, never an empty page', async () => {
  const phone = openedBy({}, { storage: { ...kept, 'own.static-code.card_1': undefined }, api: () => 'timeout' });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('现在出示不了二维码');
  expect(phone.text()).toContain('请直接出示身份证');
  expect(phone.control('再试一次').role).toBe('button');
});

test('a kept code of an earlier issue of the card is not shown', async () => {
  const phone = openedBy({}, { storage: { ...kept, 'own.static-code.card_1': 'AAAA:1' }, api: () => 'offline' });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('现在出示不了二维码');
});

test('changing to the static code and back says what each is', async () => {
  const phone = openedBy();
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('秒后自动更新');
  await phone.tap('扫不出来？换成固定码');
  await phone.waitFor('固定码不会变，没有网络也能用');
  await phone.tap('换回动态码');
  await phone.waitFor('秒后自动更新');
});

test('a card that is not in the package shows no other card instead, and leads to the package', async () => {
  const phone = openedBy();
  await phone.open(`${SHOW}?cardId=card_gone`);
  await phone.waitFor('卡包里没有这张卡');
  expect(phone.find('.qr__image')).toBeNull();
  expect(phone.asked.some(({ path }) => path.endsWith('/code'))).toBe(false);
  await phone.tap('去卡包看看');
  expect(phone.path()).toBe('app/pages/package/index');
});

test('the next card of the package comes by the arrow', async () => {
  const phone = openedBy();
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('第 1 张，共 2 张');
  await phone.tap('下一张卡');
  await phone.waitFor('张*宝');
  expect(phone.text()).toContain('第 2 张，共 2 张');
});

test('a card that was lost meanwhile shows no code, forgets the kept one, and leads to what can be done', async () => {
  const phone = openedBy({ 'POST /v1/cards/card_1/code': codes(() => problem(409, 'card/lost')) }, { storage: kept });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('这张卡已经挂失');
  expect(phone.find('.qr__image')).toBeNull();
  expect(phone.kept.has('own.static-code.card_1')).toBe(false);
  await phone.tap('看看怎么办');
  expect(phone.path()).toBe('card/pages/detail/index');
});

test('a card that is refused for good is asked for again, so that the package does not go on calling it good', async () => {
  let state = 'active';
  const answers = {
    'GET /v1/cards': () => good({ items: [{ ...card, state }] }),
    'POST /v1/cards/card_1/code': codes(() => {
      state = 'closed';
      return problem(409, 'card/closed');
    }),
  };
  const phone = openedBy(answers);
  await phone.open('app/pages/package/index');
  await phone.waitFor('正常使用');
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('已经注销');
  await phone.back();
  await phone.waitFor('已注销');
});

test.each([['lost', '恢复或补领'], ['closed', '补领健康卡'], ['pending', '看看卡片详情']])('a %s card offers "%s" instead of a code', async (state, words) => {
  const phone = openedBy({ 'GET /v1/cards': good({ items: [{ ...card, state }] }) });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor(words);
  expect(asksOf(phone, 'dynamic')).toHaveLength(0);
  await phone.tap(words);
  expect(phone.path()).toBe('card/pages/detail/index');
});

test('in 长辈版 the code is alone on the page', async () => {
  const phone = openedBy({}, { storage: { ...signedIn, 'elder-mode': true } });
  await phone.open(`${SHOW}?cardId=card_1`);
  await phone.waitFor('秒后自动更新');
  expect(phone.find('.page--elder')).not.toBeNull();
  expect(phone.text()).not.toContain('使用提示');
});

describe('led here by a hospital, with what it wants shown beside the code', () => {
  const FIELDS = { cardId: 'card_1', hospitalName: '示例医院', fields: [{ name: 'registerId', value: 'R1' }, { name: 'registerQrCode', value: 'QR-1' }] };
  const link = (healthCardId = card.healthCardId) => `${SHOW}?healthCardId=${healthCardId}&fieldCode=F1`;

  test('the code of the card it named is shown, and its lines below it, also in 长辈版', async () => {
    const phone = openedBy({ 'GET /v1/open/code-fields/F1': good(FIELDS) }, { storage: { ...signedIn, 'elder-mode': true } });
    await phone.open(link());
    await phone.waitFor('挂号单号');
    await phone.waitFor('秒后自动更新');
    expect(phone.text()).toContain('示例医院');
    expect(phone.text()).toContain('R1');
    expect(phone.findAll('.qr__image').map((image) => phone.attributesOf(image).ariaLabel)).toContain('挂号二维码');
  });

  test('lines that are over are said so, and the code is shown all the same', async () => {
    const phone = openedBy({ 'GET /v1/open/code-fields/F1': problem(404, 'open-platform/fields-unknown') });
    await phone.open(link());
    await phone.waitFor('就诊信息已经过期');
    await phone.waitFor('秒后自动更新');
  });

  test('a card that is not there is not replaced by another', async () => {
    const phone = openedBy({ 'GET /v1/open/code-fields/F1': good(FIELDS) });
    await phone.open(link('B'.repeat(64)));
    await phone.waitFor('卡包里没有这张卡');
    expect(phone.find('.qr__image')).toBeNull();
  });
});
