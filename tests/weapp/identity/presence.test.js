const { start } = require('../harness');
const { good, member, phoneOf, problem, resident, sent } = require('./sample-answers');

const PRESENCE = 'identity/pages/presence/index';
const STAFF = 'identity/pages/staff-presence/index';
const BACK = `comeBackTo=${encodeURIComponent('/identity/pages/family/index')}`;

const options = (face, agreeing = []) => good({ items: [{ way: 'face', ...face }, { way: 'counter', available: true }, { way: 'village-doctor', available: true }], agreeing });
const proved = { ...resident, realName: { ...resident.realName, assurance: 'L2' } };

/** WeChat's face check, ending as told. */
const playing = (ends) => ({ requestFacialVerify: (call) => { setTimeout(() => ends(call), 0); } });

const clerk = { 'GET /v1/me': good({ ...resident, post: { role: 'counter', institutionId: 'ins_1', institutionName: '样例医院', cityCode: '410100' } }) };

const face = {
  'GET /v1/me/presence/options': options({ available: true }),
  'POST /v1/me/presence/face': good({ checkId: 'check_1', verifyId: 'verify-1', expiresAt: '2026-11-20T10:00:00+08:00' }),
};

test('why it is needed and every way stand there before anything starts', async () => {
  const phone = phoneOf(start, face);
  await phone.open(PRESENCE);
  await phone.waitFor('刷脸核验');
  expect(phone.text()).toContain('有些事必须确认是本人在办');
  expect(phone.text()).toContain('到医院窗口，或找村医');
  expect(sent(phone, 'POST', '/v1/me/presence/face')).toEqual([]);
});

test('the face is compared by WeChat, and the platform alone says whether it passed; then the person goes on', async () => {
  const played = [];
  const phone = phoneOf(start, { ...face, 'POST /v1/me/presence/face/check_1/result': good(proved) }, {
    wx: playing(({ verifyId, success }) => {
      played.push(verifyId);
      success({});
    }),
  });
  await phone.open(`${PRESENCE}?${BACK}`);
  await phone.waitFor('开始刷脸');
  await phone.tap('开始刷脸');
  await phone.waitFor('核验已通过');
  expect(played).toEqual(['verify-1']);
  expect(sent(phone, 'POST', '/v1/me/presence/face/check_1/result')).toHaveLength(1);
  await phone.tap('继续');
  expect(phone.path()).toBe('identity/pages/family/index');
});

test('a face check that was left, cannot be had or did not pass leaves the other ways open', async () => {
  const left = phoneOf(start, face, { wx: playing(({ fail }) => fail({ errCode: 90002 })) });
  await left.open(PRESENCE);
  await left.waitFor('开始刷脸');
  await left.tap('开始刷脸');
  await left.waitFor('刷脸没有完成');
  expect(sent(left, 'POST', '/v1/me/presence/face/check_1/result')).toEqual([]);

  const failing = phoneOf(start, { ...face, 'POST /v1/me/presence/face/check_1/result': problem(422, 'identity/face-not-passed') }, { wx: playing(({ success }) => success({})) });
  await failing.open(PRESENCE);
  await failing.waitFor('开始刷脸');
  await failing.tap('开始刷脸');
  await failing.waitFor('没有通过');
  expect(failing.control('取办理号码').role).toBe('button');
});

test('without consent to the face check its text is shown first; other documents are told to go to a counter', async () => {
  const asking = phoneOf(start, { 'GET /v1/me/presence/options': options({ available: false, why: 'face-consent-needed' }) });
  await asking.open(PRESENCE);
  await asking.waitFor('刷脸前，要先看过人脸核验说明并同意');
  await asking.tap('查看人脸核验说明');
  await asking.waitFor('face 的全文');

  const passport = phoneOf(start, { 'GET /v1/me/presence/options': options({ available: false, why: 'document-not-supported' }) });
  await passport.open(PRESENCE);
  await passport.waitFor('刷脸只能用于居民身份证');
  expect(passport.controls().map(({ text }) => text)).not.toContain('开始刷脸');
});

test('the number for the counter is large and spaced, and its result is asked for', async () => {
  let me = resident;
  const phone = phoneOf(start, { ...face, 'GET /v1/me': () => good(me), 'POST /v1/me/presence/counter-code': good({ code: '48213906', expiresAt: '2026-11-20T10:00:00+08:00' }) });
  await phone.open(PRESENCE);
  await phone.waitFor('取办理号码');
  await phone.tap('取办理号码');
  await phone.waitFor('4821 3906');
  expect(phone.text()).toContain('请在 11月20日 10:00 前使用');
  await phone.tap('工作人员办完了，查看结果');
  await phone.waitFor('还没有收到窗口的确认');
  me = proved;
  await phone.tap('工作人员办完了，查看结果');
  await phone.waitFor('核验已通过');
});

const wife = { 'GET /v1/family': good({ members: [member('mem_1', '李*', { relation: 'spouse', ground: 'waiting' })], actingForMe: [] }) };

test('a member reads who asks for what, and their face is taken only after they ticked both texts themselves', async () => {
  const phone = phoneOf(start, {
    ...face, ...wife, 'GET /v1/me': good({ ...resident, maskedPhone: '199****0007' }),
    'GET /v1/me/presence/options': options({ available: true }, ['acting', 'face']), 'POST /v1/me/presence/face/check_1/result': good(resident),
  }, { wx: playing(({ success }) => success({})) });
  await phone.open(`${PRESENCE}?memberId=mem_1`);
  await phone.waitFor('开始刷脸');
  for (const words of ['请把手机交给李*本人', '张*（手机 199****0007）请您同意由他（她）代办健康卡', '对方不可以：替您恢复、补领、注销健康卡', '不收集、不保存您的人脸图像', '工作人员会把代办说明念给家人听']) expect(phone.text()).toContain(words);
  expect(phone.asked.some(({ path }) => path === '/v1/me/presence/options?memberId=mem_1')).toBe(true);
  await phone.tap('我是李*本人，同意由对方代办');
  await phone.tap('开始刷脸');
  await phone.waitFor('请本人看过上面的说明，同意就勾选。');
  expect(sent(phone, 'POST', '/v1/me/presence/face')).toEqual([]);
  await phone.tap('我是李*本人，同意做这次人脸核验');
  await phone.tap('开始刷脸');
  await phone.waitFor('核验已通过');
  expect(sent(phone, 'POST', '/v1/me/presence/face')).toEqual([{ memberId: 'mem_1', actingAgreed: expect.any(String), faceAgreed: expect.any(String) }]);
});

test('a member who is acted for already is asked for the face check alone', async () => {
  const phone = phoneOf(start, { ...face, ...wife, 'GET /v1/me/presence/options': options({ available: true }, ['face']) });
  await phone.open(`${PRESENCE}?memberId=mem_1`);
  await phone.waitFor('我是李*本人，同意做这次人脸核验');
  expect(phone.text()).not.toContain('同意由对方代办');
});

test('who has no real name yet is led there and back', async () => {
  const phone = phoneOf(start, { 'GET /v1/me/presence/options': problem(403, 'identity/real-name-needed') });
  await phone.open(`${PRESENCE}?${BACK}`);
  await phone.waitFor('请先完成实名认证');
  await phone.tap('去实名认证');
  expect(phone.path()).toBe('identity/pages/real-name/index');
  expect(decodeURIComponent(phone.query().comeBackTo)).toContain(`/${PRESENCE}`);
});

test('who withdrew what everything rests on is led to the texts first', async () => {
  const phone = phoneOf(start, { 'GET /v1/me/presence/options': problem(403, 'consent/needed') });
  await phone.open(`${PRESENCE}?${BACK}`);
  await phone.waitFor('先看一下个人信息说明');
  await phone.tap('查看并决定');
  expect(phone.path()).toBe('identity/pages/consents/index');
});

const confirming = { 'POST /v1/staff/presence': good({ maskedName: '王*英', confirmedAt: '2026-11-20T09:30:00+08:00' }) };
const asked = { 'POST /v1/staff/presence/reading': good({ maskedName: '王*英', asking: { name: '张样例', relation: 'parent', phoneTail: '0007' } }) };
const document = { code: '48213906', name: '王秀英', idType: '01', idNumber: '419099195404300023' };

async function submitted(answers) {
  const phone = phoneOf(start, { ...clerk, ...answers });
  await phone.open(STAFF);
  await phone.waitFor('办理号码');
  await phone.type('办理号码', document.code);
  await phone.type('姓名', document.name);
  await phone.type('身份证号码', document.idNumber);
  await phone.tap('确认本人在场');
  return phone;
}

test('where somebody asks to act for the person, the clerk reads it to them and confirms their yes, not their presence alone', async () => {
  const phone = await submitted({ ...confirming, ...asked });
  await phone.waitFor('有人请王*英同意代办');
  for (const words of ['张样例 想替您办事', '您是他（她）的父母', '0007', '替您领取、出示、打印健康卡', '替您恢复、补领、注销健康卡']) expect(phone.text()).toContain(words);
  expect(sent(phone, 'POST', '/v1/staff/presence')).toEqual([]);
  await phone.tap('本人当面同意由张样例代办，确认');
  await phone.waitFor('已确认：王*英 本人在场');
  expect(sent(phone, 'POST', '/v1/staff/presence')).toEqual([{ ...document, actingAgreed: expect.any(String) }]);
});

test('a person who says no before the clerk changes nothing', async () => {
  const phone = await submitted({ ...confirming, ...asked });
  await phone.waitFor('有人请王*英同意代办');
  await phone.tap('本人不同意，不办理');
  await phone.waitFor('没有办理');
  expect(sent(phone, 'POST', '/v1/staff/presence')).toEqual([]);
  await phone.tap('办理下一位');
  expect(phone.attributesOf(phone.field('姓名')).value).toBe('');
});

test('the clerk types code and document from the original; the person\'s name comes back masked', async () => {
  const phone = phoneOf(start, { ...clerk, ...confirming, 'POST /v1/staff/presence/reading': good({ maskedName: '王*英' }) });
  await phone.open(STAFF);
  await phone.waitFor('办理号码');
  await phone.tap('确认本人在场');
  expect(phone.text()).toContain('请填写办理号码');
  expect(sent(phone, 'POST', '/v1/staff/presence')).toEqual([]);
  await phone.type('办理号码', '４８２１ ３９０６');
  await phone.type('姓名', '王秀英');
  await phone.type('身份证号码', '419099195404300023');
  await phone.tap('确认本人在场');
  await phone.waitFor('已确认：王*英 本人在场');
  expect(sent(phone, 'POST', '/v1/staff/presence')).toEqual([{ code: '48213906', name: '王秀英', idType: '01', idNumber: '419099195404300023' }]);
  await phone.tap('办理下一位');
  expect(phone.attributesOf(phone.field('姓名')).value).toBe('');
});

test('a code that is over is told to the clerk with what the person shall do', async () => {
  const phone = await submitted({ 'POST /v1/staff/presence/reading': problem(422, 'presence/code-not-valid') });
  await phone.waitFor('请群众在手机上重新取号');
});

test('a resident on the clerk\'s page is told at once, and led to their own', async () => {
  const phone = phoneOf(start);
  await phone.open(STAFF);
  await phone.waitFor('这里是工作人员办理的地方');
  expect(phone.text()).not.toContain('办理号码');
  await phone.tap('去本人核验');
  expect(phone.path()).toBe(PRESENCE);
});
