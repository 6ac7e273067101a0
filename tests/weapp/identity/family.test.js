const { start } = require('../harness');
const { DAY, consenting, consents, good, member, phoneOf, problem, resident, sent, storage } = require('./sample-answers');

const FAMILY = 'identity/pages/family/index';
const ADD_CHILD = 'identity/pages/add-child/index';
const ADD_ADULT = 'identity/pages/add-adult/index';
const ASK_CONSENT = 'identity/pages/ask-consent/index';
const INVITATION = 'identity/pages/invitation/index';

const child = member('mem_1', '张*宝', { relation: 'child', ground: 'guardian', changesOn: '2034-11-20' });
const waiting = member('mem_2', '李*', { relation: 'spouse', ground: 'waiting' });
const withFamily = (...members) => ({ 'GET /v1/family': good({ members, actingForMe: [] }) });

test('each member stands there with the ground in words, the day it changes, and what can be done now', async () => {
  const phone = phoneOf(start, { ...withFamily(child, waiting, member('mem_3', '王*英', { relation: 'parent', ground: 'delegate' })), 'GET /v1/me': good({ ...resident, consents: consents('privacy', 'sensitive', 'child') }) });
  await phone.open(FAMILY);
  await phone.waitFor('张*宝（子女）');
  expect(phone.text()).toContain('您是监护人');
  expect(phone.text()).toContain('2034年11月20日 满 14 岁');
  expect(phone.text()).toContain('已同意您代办');
  await phone.tap('请本人同意，李*');
  expect(phone.path()).toBe(ASK_CONSENT);
});

test('a child whose guardian took back consent is opened by consenting again', async () => {
  const phone = phoneOf(start, withFamily({ ...child, ground: 'waiting' }));
  await phone.open(FAMILY);
  await phone.waitFor('查看儿童信息说明');
  expect(phone.text()).toContain('儿童信息说明还没有同意，代办先停下');
  await phone.tap('查看儿童信息说明，张*宝');
  await phone.waitFor('child 的全文');
});

test('whoever waits for the holder\'s own consent is not said to wait for somebody else', async () => {
  const phone = phoneOf(start, { ...withFamily({ ...child, ground: 'waiting' }, waiting), 'GET /v1/me': good({ ...resident, consents: consents('child') }) });
  await phone.open(FAMILY);
  await phone.waitFor('您重新同意后就能恢复');
  expect(phone.text()).toContain('已暂停');
  for (const text of ['等待确认', '确认之前，您不能']) expect(phone.text()).not.toContain(text);
});

test('a family page that is shown again asks again: somebody may have agreed meanwhile', async () => {
  let members = [waiting];
  const phone = phoneOf(start, { 'GET /v1/family': () => good({ members, actingForMe: [] }) });
  await phone.open('app/pages/me/index');
  await phone.open(FAMILY);
  await phone.waitFor('等待确认');
  members = [{ ...waiting, ground: 'delegate' }];
  await phone.open('identity/pages/sessions/index');
  await phone.back();
  await phone.waitFor('已同意您代办');
  await phone.back();
  members = [waiting];
  await phone.open(FAMILY);
  await phone.waitFor('等待确认');
});

test('an adult who ended it can be asked again, by naming them anew', async () => {
  const phone = phoneOf(start, withFamily({ ...waiting, ground: 'ended' }));
  await phone.open(FAMILY);
  await phone.waitFor('代办已经结束');
  await phone.tap('再请本人同意，李*');
  expect(phone.path()).toBe(ADD_ADULT);
});

test('removing asks first and says that the member\'s card stays', async () => {
  let members = [child];
  const phone = phoneOf(start, {
    'GET /v1/family': () => good({ members, actingForMe: [] }),
    'DELETE /v1/family/members/mem_1': () => {
      members = [];
      return good({ done: true });
    },
  });
  await phone.open(FAMILY);
  await phone.waitFor('张*宝（子女）');
  await phone.tap('移除，张*宝');
  expect(phone.text()).toContain('对方的卡还在，不受影响');
  await phone.fire(phone.findAll('.sheet .button--danger')[0], 'tap');
  await phone.waitFor('还没有添加家人');
});

test('who may act for me is shown, and ended by me', async () => {
  let actingForMe = [{ memberId: 'mem_9', maskedName: '李*', ground: 'delegate', since: DAY }];
  const phone = phoneOf(start, {
    'GET /v1/family': () => good({ members: [], actingForMe }),
    'DELETE /v1/family/acting-for-me/mem_9': () => {
      actingForMe = [];
      return good({ done: true });
    },
  }, { storage: { ...storage, 'elder-mode': true } });
  await phone.open(FAMILY);
  await phone.waitFor('可以替我办事的人');
  expect(phone.find('.page--elder')).not.toBeNull();
  await phone.tap('结束，李*');
  await phone.fire(phone.findAll('.sheet .button--danger')[0], 'tap');
  for (let turn = 0; turn < 50 && phone.text().includes('可以替我办事的人'); turn += 1) await phone.settle();
  expect(phone.text()).not.toContain('可以替我办事的人');
});

async function childTyped(phone) {
  await phone.open(ADD_CHILD);
  await phone.waitFor('我是孩子的父母或其他监护人');
  await phone.tap('证件类型');
  await phone.tap('出生医学证明');
  await phone.type('姓名', '张小宝');
  await phone.type('出生证编号', 'X419900001');
  await phone.type('出生日期，年', '2026');
  await phone.type('出生日期，月', '6');
  await phone.type('出生日期，日', '26');
  await phone.tap('我是孩子的父母或其他监护人');
}

test('the consent for children is asked inside the form: what was typed stays and is sent', async () => {
  let given = ['privacy', 'sensitive'];
  const phone = phoneOf(start, {
    'GET /v1/me': () => good({ ...resident, consents: consents(...given) }),
    'POST /v1/family/children': () => (given.includes('child') ? good(child) : problem(403, 'consent/needed')),
    'POST /v1/me/consents': () => {
      given = [...given, 'child'];
      return good(resident);
    },
    'POST /v1/sessions/renew': problem(503, 'server/busy'),
  });
  await childTyped(phone);
  await phone.tap('添加孩子');
  await phone.waitFor('child 的全文');
  await phone.tap('我已看过，同意这一项，儿童信息监护人同意');
  await phone.waitFor('孩子已添加');
  const tries = sent(phone, 'POST', '/v1/family/children');
  expect(tries.at(-1)).toEqual({ name: '张小宝', idType: '08', idNumber: 'X419900001', birthday: '2026-06-26', guardianDeclared: true });
  await phone.tap('为孩子领卡');
  expect(phone.path()).toBe('card/pages/claim/index');
});

test('a guardian has to declare it; a child who is grown up is led to the other form', async () => {
  const phone = phoneOf(start, { 'POST /v1/family/children': problem(422, 'family/not-a-child') });
  await phone.open(ADD_CHILD);
  await phone.waitFor('我是孩子的父母或其他监护人');
  await phone.type('姓名', '张小宝');
  await phone.type('身份证号码', '41909919900312001X');
  await phone.tap('添加孩子');
  expect(phone.text()).toContain('请确认您是孩子的监护人');
  expect(sent(phone, 'POST', '/v1/family/children')).toEqual([]);
  await phone.tap('我是孩子的父母或其他监护人');
  await phone.tap('添加孩子');
  await phone.waitFor('对方已满 18 岁');
  await phone.tap('添加成年家人');
  expect(phone.path()).toBe(ADD_ADULT);
});

test('one\'s own real name comes before anybody else\'s', async () => {
  const phone = phoneOf(start, { 'GET /v1/me': good(consenting) });
  await phone.open(ADD_ADULT);
  await phone.waitFor('先核对您自己的姓名和证件号码');
  await phone.tap('去实名认证');
  expect(phone.path()).toBe('identity/pages/real-name/index');
});

test('an adult is named, then asked for consent by a link for their own phone or by being here', async () => {
  const copied = [];
  const phone = phoneOf(start, {
    ...withFamily(waiting),
    'POST /v1/family/adults': good(waiting),
    'POST /v1/family/members/mem_2/invitation': good({ token: 'token-1', expiresAt: '2026-11-23T09:30:00+08:00' }),
  }, { wx: { setClipboardData: ({ data, success }) => { copied.push(data); success?.({}); } } });
  await phone.open(ADD_ADULT);
  await phone.waitFor('与您的关系');
  await phone.tap('与您的关系');
  await phone.tap('配偶');
  await phone.type('姓名', '李娜');
  await phone.type('身份证号码', '419099199206250029');
  await phone.tap('下一步：请本人同意');
  await phone.waitFor('家人自己有微信');
  expect(phone.path()).toBe(ASK_CONSENT);
  await phone.tap('生成邀请链接');
  await phone.waitFor('11月23日 09:30 前有效');
  await phone.tap('复制链接');
  await phone.waitFor('已复制，请发给家人');
  expect(copied[0]).toContain('token=token-1');
  await phone.tap('本人核验');
  expect(phone.path()).toBe('identity/pages/presence/index');
});

test('asking again somebody who has agreed by now says so and leads back to the family', async () => {
  const phone = phoneOf(start, withFamily(member('mem_2', '李*', { relation: 'spouse', ground: 'delegate' })));
  await phone.open(`${ASK_CONSENT}?memberId=mem_2`);
  await phone.waitFor('已同意您代办');
  expect(phone.text()).not.toContain('生成邀请链接');
  await phone.tap('回到我的家人');
  expect(phone.path()).toBe(FAMILY);
});

const invitation = { reader: 'invited', maskedName: '李*', expiresAt: DAY, asking: { name: '李建国', relation: 'parent', phoneTail: '0029' } };

test('an invitation says who asks for what, needs one\'s own presence, and is accepted afterwards', async () => {
  let accepted = problem(403, 'identity/presence-needed');
  const phone = phoneOf(start, {
    'GET /v1/family/invitations/token-1': good(invitation),
    'POST /v1/family/invitations/token-1/decision': () => accepted,
  });
  await phone.open(`${INVITATION}?token=token-1`);
  await phone.waitFor('李建国 想替您办事');
  for (const said of ['您是他（她）的父母', '0029', '看到您的姓名、健康卡号', '不认识对方，或者不放心，请不要同意']) expect(phone.text()).toContain(said);
  await phone.tap('同意');
  await phone.waitFor('同意之前，请先确认是您本人');
  await phone.tap('先确认是本人');
  expect(decodeURIComponent(phone.query().comeBackTo)).toBe(`/${INVITATION}?token=token-1`);
  await phone.back();
  accepted = good({ done: true });
  await phone.tap('同意');
  await phone.waitFor('对方现在可以替您领卡');
});

test('a member whose card is there is shown with it; without one it is claimed', async () => {
  const parent = member('mem_3', '王*英', { relation: 'parent', ground: 'delegate' });
  const childsCard = {
    cardId: 'card_2', healthCardId: 'F1', memberId: 'mem_1', maskedName: '张*宝', idType: '01', maskedNumber: '419099********5678', state: 'active', origin: 'issued', isDefault: false, claimedAt: DAY, visitNumbers: [],
  };
  const phone = phoneOf(start, {
    'GET /v1/me': good({ ...resident, consents: consents('privacy', 'sensitive', 'child') }),
    'GET /v1/family': good({ members: [child, parent], actingForMe: [] }), 'GET /v1/cards': good({ items: [childsCard] }),
  });
  await phone.open(FAMILY);
  await phone.waitFor('出示健康卡移除');
  expect(phone.control('领卡，王*英').role).toBe('button');
  await phone.tap('出示健康卡，张*宝');
  expect(phone.path()).toBe('card/pages/show-code/index');
  expect(phone.query()).toEqual({ cardId: 'card_2' });
});

test.each([
  ['asker', '这是您自己发出的邀请', '查看我的家人', FAMILY],
  ['other', '这个邀请不是发给您的', '回到首页', 'app/pages/home/index'],
  ['unverified', '对方的全名和手机尾号只给被邀请的本人看', '先完成实名认证', 'identity/pages/real-name/index'],
])('an invitation read by the %s says so at once and offers nothing to agree to', async (reader, said, way, path) => {
  const phone = phoneOf(start, { 'GET /v1/family/invitations/token-1': good({ reader, maskedName: '李*', expiresAt: DAY }) });
  await phone.open(`${INVITATION}?token=token-1`);
  await phone.waitFor(said);
  expect(phone.text()).not.toContain('不同意');
  await phone.tap(way);
  expect(phone.path()).toBe(path);
});

test('an invitation is refused by anybody it is for, and one that is over leads home', async () => {
  const refusing = phoneOf(start, {
    'GET /v1/family/invitations/token-1': good(invitation),
    'POST /v1/family/invitations/token-1/decision': good({ done: true }),
  });
  await refusing.open(`${INVITATION}?token=token-1`);
  await refusing.waitFor('不同意');
  await refusing.tap('不同意');
  await refusing.waitFor('对方不能替您办事，也看不到您的健康卡');
  expect(sent(refusing, 'POST', '/v1/family/invitations/token-1/decision')).toEqual([{ accept: false }]);

  const over = phoneOf(start, { 'GET /v1/family/invitations/token-1': problem(404, 'family/invitation-not-valid') });
  await over.open(`${INVITATION}?token=token-1`);
  await over.waitFor('邀请已经失效');
  expect(over.text()).not.toContain('再试一次');
  await over.tap('回到首页');
  expect(over.path()).toBe('app/pages/home/index');
});
