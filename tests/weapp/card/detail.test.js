const { start } = require('../harness');
const { account, card, childsCard, DAY, good, platform, problem, signedIn, STATIC_TEXT } = require('./sample-answers');

const DETAIL = 'card/pages/detail/index';
const HISTORY = { items: [{ at: '2026-11-21T10:02:00.000+08:00', kind: 'visit-number-bound', by: 'family', note: '郑州市样例医院' }, { at: DAY, kind: 'claimed', by: 'self' }] };

function openedBy(answers = {}, more = {}) {
  return start({ storage: signedIn, api: platform({ 'GET /v1/cards/card_1/history': good(HISTORY), ...answers }), ...more });
}

const writesOf = (phone) => phone.asked.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/code')).map(({ method, path, body }) => ({ method, path, body }));
const sheetButton = (phone) => phone.findAll('.sheet .button')[0];

test('the card says its state in words, and its history who did what and when', async () => {
  const phone = openedBy();
  await phone.open(`${DETAIL}?cardId=card_1`);
  await phone.waitFor('这张卡可以正常使用');
  await phone.waitFor('郑州市样例医院 · 家人代办');
  expect(phone.text()).toContain('2026年11月21日 10:02');
  expect(phone.text()).toContain('领取健康卡本人办理');
});

test('a loss takes one confirmation, is never asked for more, and the kept code is forgotten', async () => {
  let items = [card];
  const phone = openedBy({
    'GET /v1/cards': () => good({ items }),
    'POST /v1/cards/card_1/loss': () => {
      items = [{ ...card, state: 'lost', lossOnItsWay: true }];
      return good(items[0]);
    },
  }, { storage: { ...signedIn, 'own.static-code.card_1': STATIC_TEXT } });
  await phone.open(`${DETAIL}?cardId=card_1`);
  await phone.waitFor('挂失');
  await phone.tap('挂失手机或纸质卡丢了，马上停用');
  expect(phone.text()).toContain('马上生效');
  expect(phone.text()).not.toContain('确认是您本人');
  await phone.tap('马上挂失');
  await phone.waitFor('正在通知各家医院');
  expect(phone.text()).not.toContain('已经挂失。这张卡');
  expect(writesOf(phone)).toEqual([{ method: 'POST', path: '/v1/cards/card_1/loss', body: {} }]);
  expect(phone.kept.has('own.static-code.card_1')).toBe(false);
});

test('restoring says before it starts that the person is needed, and leads there and back', async () => {
  const phone = openedBy({ 'GET /v1/cards': good({ items: [{ ...card, state: 'lost' }] }) });
  await phone.open(`${DETAIL}?cardId=card_1`);
  await phone.waitFor('恢复使用');
  await phone.tap('恢复使用卡找到了');
  expect(phone.text()).toContain('办理前，要先确认是您本人');
  await phone.tap('去确认本人');
  expect(phone.path()).toBe('identity/pages/presence/index');
  expect(phone.query()).toEqual({ comeBackTo: '/card/pages/detail/index?cardId=card_1&move=restore' });
});

test('whoever comes back from proving presence is offered the same act again, and the end is said where the state stands', async () => {
  let items = [{ ...card, state: 'lost' }];
  const phone = openedBy({
    'GET /v1/me': good({ ...account, realName: { ...account.realName, assurance: 'L2' } }),
    'GET /v1/cards': () => good({ items }),
    'POST /v1/cards/card_1/restoration': () => {
      items = [card];
      return good(card);
    },
  });
  await phone.open(`${DETAIL}?cardId=card_1&move=restore`);
  await phone.waitFor('刚刚确认过本人的');
  await phone.fire(sheetButton(phone), 'tap');
  await phone.waitFor('已经恢复。这张卡可以正常使用');
  expect(phone.find('.sheet')).toBeNull();
});

test('who was confirmed restores at once; a confirmation that is too old is said so and renewed', async () => {
  let fresh = false;
  let items = [{ ...card, state: 'lost' }];
  const phone = openedBy({
    'GET /v1/me': good({ ...account, realName: { ...account.realName, assurance: 'L2' } }),
    'GET /v1/cards': () => good({ items }),
    'POST /v1/cards/card_1/restoration': () => {
      if (!fresh) return problem(403, 'identity/presence-needed');
      items = [card];
      return good(card);
    },
  });
  await phone.open(`${DETAIL}?cardId=card_1`);
  await phone.waitFor('恢复使用');
  await phone.tap('恢复使用卡找到了');
  await phone.waitFor('刚刚确认过本人的');
  await phone.fire(sheetButton(phone), 'tap');
  await phone.waitFor('这项业务要先确认是您本人');
  expect(phone.control('去确认本人').role).toBe('button');
  fresh = true;
  await phone.fire(phone.findAll('.sheet .button--primary')[0], 'tap');
  await phone.waitFor('这张卡可以正常使用');
});

test('the first card is chosen by a switch, and the order by moving one place', async () => {
  let items = [card, childsCard];
  const phone = openedBy({
    'GET /v1/cards': () => good({ items }),
    'GET /v1/cards/card_2/history': good({ items: [] }),
    'PUT /v1/cards/card_2/default': () => good({ items }),
    'PUT /v1/cards/order': ({ body }) => {
      items = body.cardIds.map((id) => items.find(({ cardId }) => cardId === id));
      return good({ items });
    },
  });
  await phone.open(`${DETAIL}?cardId=card_2`);
  await phone.waitFor('第 2 张，共 2 张');
  expect(phone.control('设为首选卡').role).toBe('switch');
  await phone.tap('设为首选卡');
  await phone.tap('往前移');
  await phone.waitFor('第 1 张，共 2 张');
  expect(writesOf(phone)).toEqual([
    { method: 'PUT', path: '/v1/cards/card_2/default', body: {} },
    { method: 'PUT', path: '/v1/cards/order', body: { cardIds: ['card_2', 'card_1'] } },
  ]);
});

test('unbinding a visit number and removing the card ask first', async () => {
  const visit = { institutionId: 'inst-1', institutionName: '郑州市样例医院', visitNumber: 'Z1', boundAt: DAY };
  const phone = openedBy({
    'GET /v1/cards': good({ items: [{ ...card, visitNumbers: [visit] }] }),
    'DELETE /v1/cards/card_1/visit-numbers/inst-1': good({ done: true }),
    'DELETE /v1/cards/card_1': good({ items: [] }),
  });
  await phone.open(`${DETAIL}?cardId=card_1`);
  await phone.waitFor('郑州市样例医院Z1');
  await phone.tap('解绑，郑州市样例医院');
  expect(writesOf(phone)).toEqual([]);
  await phone.fire(sheetButton(phone), 'tap');
  await phone.tap('从卡包移除卡还在，以后可以再领回来');
  expect(phone.text()).toContain('卡没有注销');
  await phone.fire(sheetButton(phone), 'tap');
  for (let turn = 0; turn < 100 && phone.path() === DETAIL; turn += 1) await phone.settle();
  expect(phone.path()).toBe('app/pages/package/index');
  expect(writesOf(phone).map(({ path }) => path)).toEqual(['/v1/cards/card_1/visit-numbers/inst-1', '/v1/cards/card_1']);
});

test('the province\'s own mini-program has no way into WeChat\'s wallet, whoever issued the card', async () => {
  const phone = openedBy({ 'GET /v1/cards': good({ items: [{ ...card, hasWallet: true }] }) });
  await phone.open(`${DETAIL}?cardId=card_1`);
  await phone.waitFor('从卡包移除');
  expect(phone.text()).not.toContain('放入微信卡包');
});

test('a closed card is not told as a lost one: nothing to find again, nothing more to bind, and removing it says that it is closed', async () => {
  const phone = openedBy({ 'GET /v1/cards': good({ items: [{ ...card, state: 'closed' }] }) });
  await phone.open(`${DETAIL}?cardId=card_1`);
  await phone.waitFor('又要用这张卡，需要本人核验');
  for (const text of ['卡找不回来', '绑定就诊卡号', '卡还在']) expect(phone.text()).not.toContain(text);
  await phone.tap('从卡包移除不想再看到这张注销的卡');
  expect(phone.text()).toContain('以后需要，可以重新领取');
});

test('a card that is not in the package leads back to it', async () => {
  const phone = openedBy();
  await phone.open(`${DETAIL}?cardId=card_9`);
  await phone.waitFor('卡包里没有这张卡');
  await phone.tap('回到卡包');
  expect(phone.path()).toBe('app/pages/package/index');
});

test('in 长辈版 the history waits until it is asked for', async () => {
  const phone = openedBy({}, { storage: { ...signedIn, 'elder-mode': true } });
  await phone.open(`${DETAIL}?cardId=card_1`);
  await phone.waitFor('查看办理记录');
  expect(phone.text()).not.toContain('往后移');
  await phone.tap('查看办理记录');
  await phone.waitFor('家人代办');
});
