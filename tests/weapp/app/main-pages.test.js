const { start } = require('../harness');
const { account, card, childsCard, good, platformOf, problem, signedIn, usual } = require('./sample-answers');

const PACKAGE = 'app/pages/package/index';
const INBOX = 'app/pages/inbox/index';
const ME = 'app/pages/me/index';
const DAY = '2026-11-20T09:30:00+08:00';

function openedBy(answers, more = {}) {
  return start({ storage: signedIn, api: platformOf({ ...usual, ...answers }), ...more });
}

test('the package shows everyone\'s card, says whose each is, and names its buttons apart', async () => {
  const phone = openedBy({ 'GET /v1/cards': good({ items: [card, childsCard], checkedAt: DAY }) });
  await phone.open(PACKAGE);
  await phone.waitFor('张*宝');
  expect(phone.text()).toContain('本人 · 首选卡');
  expect(phone.control('出示，张*宝').role).toBe('button');
  expect(phone.text()).toContain('11月20日 09:30 已与省卡管平台核对');
});

test('choosing the first card is one write under one key, and the package is asked again', async () => {
  let items = [card, childsCard];
  const phone = openedBy({
    'GET /v1/cards': () => good({ items }),
    'PUT /v1/cards/card_2/default': () => {
      items = [{ ...card, isDefault: false }, { ...childsCard, isDefault: true }];
      return good({ items });
    },
  });
  await phone.open(PACKAGE);
  await phone.waitFor('张*宝');
  await phone.tap('设为首选，张*宝');
  await phone.waitFor('家人 · 首选卡');
  const writes = phone.asked.filter(({ method }) => method === 'PUT');
  expect(writes).toHaveLength(1);
  expect(writes[0].headers['idempotency-key']).toMatch(/.{16,}/);
});

test('an empty package offers to claim and to look for cards made elsewhere', async () => {
  const phone = openedBy({ 'GET /v1/cards': good({ items: [] }), 'POST /v1/cards/refresh': problem(503, 'card/authority-unavailable') });
  await phone.open(PACKAGE);
  await phone.waitFor('卡包里还没有卡');
  await phone.tap('查询在别处领的卡');
  await phone.waitFor('省卡管平台暂时连不上');
});

test('a message is marked read by pressing it, and the count goes down', async () => {
  let read = false;
  const message = () => ({ messageId: 'm1', kind: 'card-claimed', at: DAY, read, facts: { maskedName: '张*' } });
  const phone = openedBy({
    'GET /v1/messages': () => good({ items: [message()] }),
    'GET /v1/messages/unread': () => good({ unread: read ? 0 : 1 }),
    'POST /v1/messages/m1/read': () => {
      read = true;
      return good({ done: true });
    },
  });
  await phone.open(INBOX);
  await phone.waitFor('张*的电子健康卡已经领好');
  expect(phone.text()).toContain('1 条未读');
  await phone.tap('健康卡已领取');
  await phone.open(INBOX);
  for (let turn = 0; turn < 50 && phone.text().includes('条未读'); turn += 1) await phone.settle();
  expect(phone.text()).toContain('张*的电子健康卡已经领好');
  expect(phone.text()).not.toContain('未读');
});

test.each([
  ['card-claimed', '去卡包看看', PACKAGE],
  ['real-name-verified', '去领健康卡', 'card/pages/claim/index'],
  ['card-lost', '查看登录的设备', 'identity/pages/sessions/index'],
  ['family-accepted', '去我的家人看看', 'identity/pages/family/index'],
  ['acting-agreed', '去我的家人看看', 'identity/pages/family/index'],
  ['consent-withdrawn', '查看授权', 'identity/pages/consents/index'],
  ['family-invited', '看看是谁在请您', 'identity/pages/invitation/index'],
])('a message leads to what it tells of, and is read by that: %s', async (kind, lead, page) => {
  const phone = openedBy({
    'GET /v1/messages': good({ items: [{ messageId: 'm1', kind, at: DAY, read: false, facts: { invitation: 'token-1' } }] }),
    'GET /v1/messages/unread': good({ unread: 1 }),
    'POST /v1/messages/m1/read': good({ done: true }),
  });
  await phone.open(INBOX);
  await phone.waitFor(lead);
  await phone.tap(lead);
  expect(phone.path()).toBe(page);
  expect(phone.asked.filter(({ method, path }) => `${method} ${path}` === 'POST /v1/messages/m1/read')).toHaveLength(1);
});

test('an inbox that is opened again asks for its list and its count together', async () => {
  let told = false;
  const message = { messageId: 'm1', kind: 'card-lost', at: DAY, read: false, facts: { maskedName: '张*' } };
  const phone = openedBy({
    'GET /v1/messages': () => good({ items: told ? [message, { ...message, messageId: 'm2' }] : [] }),
    'GET /v1/messages/unread': () => good({ unread: told ? 2 : 0 }),
  });
  await phone.open(INBOX);
  await phone.waitFor('还没有消息');
  await phone.open('app/pages/settings/index');
  told = true;
  await phone.back();
  await phone.waitFor('2 条未读');
  await phone.waitFor('全部标为已读');
  await phone.waitFor('健康卡已挂失');
});

test('the count follows what the person did, a moment later', async () => {
  let told = false;
  const phone = openedBy({
    'GET /v1/cards': good({ items: [card, childsCard] }),
    'GET /v1/messages/unread': () => good({ unread: told ? 1 : 0 }),
    'PUT /v1/cards/card_2/default': () => {
      told = true;
      return good({ items: [card, childsCard] });
    },
  });
  await phone.open(PACKAGE);
  await phone.waitFor('设为首选');
  await phone.tap('设为首选，张*宝');
  await phone.waitFor('1 条未读', 400);
});

test('older messages come page by page, each asked for with the cursor of the one before', async () => {
  const message = (messageId, kind) => ({ messageId, kind, at: DAY, read: true, facts: {} });
  const phone = openedBy({
    'GET /v1/messages': ({ path }) => (path.includes('cursor=next-1')
      ? good({ items: [message('m1', 'card-claimed')] })
      : good({ items: [message('m2', 'presence-proved')], next: 'next-1' })),
  });
  await phone.open(INBOX);
  await phone.waitFor('本人核验已通过');
  await phone.tap('查看更早的消息');
  await phone.waitFor('健康卡已领取');
});

test('an inbox that was empty and cannot be asked again says that new messages cannot be seen, not that there are none', async () => {
  let answer = () => good({ items: [] });
  const phone = openedBy({ 'GET /v1/messages': () => answer(), 'GET /v1/messages/unread': () => good({ unread: 2 }) });
  await phone.open(INBOX);
  await phone.waitFor('还没有消息');
  await phone.open('app/pages/settings/index');
  answer = () => 'offline';
  phone.goOffline();
  await phone.back();
  await phone.waitFor('没有网络，看不到新消息');
  for (const text of ['还没有消息', '全部标为已读']) expect(phone.text()).not.toContain(text);
  answer = () => good({ items: [{ messageId: 'm1', kind: 'real-name-verified', at: DAY, read: false, facts: {} }] });
  phone.goOnline();
  await phone.tap('再试一次');
  await phone.waitFor('实名认证已通过');
});

test('an inbox without network says so and offers to try again', async () => {
  const phone = openedBy({}, { api: () => 'timeout' });
  await phone.open(INBOX);
  await phone.waitFor('网络太慢');
  phone.answerWith(platformOf(usual));
  await phone.tap('再试一次');
  await phone.waitFor('还没有消息');
});

test('my page shows the masked identity and the level reached, and the staff part only to staff', async () => {
  const resident = openedBy({});
  await resident.open(ME);
  await resident.waitFor('张*，证件尾号 1234');
  expect(resident.text()).toContain('已实名');
  expect(resident.text()).not.toContain('工作人员');

  const post = { role: 'counter', institutionId: 'ins_1', institutionName: '样例医院', cityCode: '410100' };
  const clerk = openedBy({ 'GET /v1/me': good({ ...account, post }) });
  await clerk.open(ME);
  await clerk.waitFor('工作人员 · 样例医院');
  for (const entry of ['协助群众领卡', '挂失、恢复和补领', '确认本人在场']) expect(clerk.text()).toContain(entry);
  expect(clerk.text()).not.toContain('居民主索引');

  const registrar = openedBy({ 'GET /v1/me': good({ ...account, post: { ...post, role: 'registrar' } }) });
  await registrar.open(ME);
  await registrar.waitFor('工作人员 · 样例医院');
  for (const entry of ['协助群众领卡', '挂失、恢复和补领', '确认本人在场']) expect(registrar.text()).not.toContain(entry);
  await registrar.tap('居民主索引');
  expect(registrar.path()).toBe('person-index/pages/merges/index');
});

test('of a short number only what is not masked is said', async () => {
  const phone = openedBy({ 'GET /v1/me': good({ ...account, realName: { ...account.realName, idType: '08', maskedNumber: '**01' } }) });
  await phone.open(ME);
  await phone.waitFor('张*，证件尾号 01');
});

test('scanning something that is no sign-in code is explained, not followed', async () => {
  const phone = openedBy({});
  phone.holdBefore('https://example.invalid/other');
  await phone.open(ME);
  await phone.waitFor('扫码登录电脑版');
  await phone.tap('扫码登录电脑版');
  await phone.waitFor('这不是电脑版的登录码');
});

test('signing out asks first, ends this device\'s session at the platform and forgets everything kept here', async () => {
  const phone = openedBy({
    'GET /v1/sessions': good({ items: [
      { sessionId: 'ses_1', device: 'pc', startedAt: DAY, lastRenewedAt: DAY, current: false },
      { sessionId: 'ses_2', device: 'mini-program', startedAt: DAY, lastRenewedAt: DAY, current: true },
    ] }),
    'DELETE /v1/sessions/ses_2': good({ done: true }),
  }, { storage: { ...signedIn, 'own.cards': { items: [card] }, 'elder-mode': true } });
  await phone.open('app/pages/settings/index');
  await phone.tap('退出登录');
  expect(phone.text()).toContain('要退出登录吗？');
  await phone.fire(phone.findAll('.sheet .button--primary')[0], 'tap');
  for (let turn = 0; turn < 100 && phone.kept.has('own.session'); turn += 1) await phone.settle();
  expect([...phone.kept.keys()]).toEqual(['elder-mode']);
  expect(phone.asked.some(({ method, path }) => method === 'DELETE' && path === '/v1/sessions/ses_2')).toBe(true);
  await phone.settle();
  expect(phone.path()).toBe('app/pages/home/index');
});

test('the settings switch of 长辈版 says its state in words and to screen readers', async () => {
  const phone = start();
  await phone.open('app/pages/settings/index');
  expect(phone.control('长辈版').checked).toBe(false);
  await phone.tap('长辈版');
  expect(phone.control('长辈版').checked).toBe(true);
  expect(phone.text()).toContain('已开启');
});

test('WeChat\'s privacy question is drawn by the page; refusing leaves the page usable', async () => {
  const phone = start();
  await phone.open('app/pages/about/index');
  expect(phone.text()).toContain('不会打电话向您索要验证码');
  const decision = phone.askPrivacy();
  await phone.waitFor('使用前请您了解');
  await phone.tap('暂不同意');
  expect(await decision).toEqual({ event: 'disagree' });
  expect(phone.text()).not.toContain('使用前请您了解');
  expect(phone.text()).toContain('需要人帮忙');
});

test('agreeing to WeChat\'s privacy question names the button that was pressed', async () => {
  const phone = start();
  await phone.open('app/pages/about/index');
  const decision = phone.askPrivacy();
  await phone.waitFor('使用前请您了解');
  const agree = phone.control('同意并继续').element;
  await phone.fire(agree, 'agreeprivacyauthorization');
  expect(await decision).toEqual({ event: 'agree', buttonId: phone.attributesOf(agree).id });
});
