const { start } = require('../harness');
const { good, phoneOf, problem, resident, sent, stranger } = require('./sample-answers');

const PHONE = 'identity/pages/phone/index';
const ME = 'app/pages/me/index';

const button = (phone, words) => phone.control(words).element;

test('one press takes the number WeChat vouches for, and the page shows it masked', async () => {
  let bound = false;
  const phone = phoneOf(start, {
    'GET /v1/me': () => good(bound ? { ...resident, maskedPhone: '199****0007' } : resident),
    'POST /v1/me/phone': () => {
      bound = true;
      return good({ ...resident, maskedPhone: '199****0007' });
    },
  });
  await phone.open(ME);
  await phone.waitFor('还没有绑定');
  await phone.tap('手机号');
  await phone.waitFor('一键获取手机号');
  const take = button(phone, '一键获取手机号');
  expect(phone.attributesOf(take).openType).toBe('getPhoneNumber');
  await phone.fire(take, 'getphonenumber', { code: 'phone-code', errMsg: 'getPhoneNumber:ok' });
  await phone.waitFor('手机号已经绑好');
  await phone.waitFor('199****0007');
  expect(sent(phone, 'POST', '/v1/me/phone')).toEqual([{ code: 'phone-code' }]);
});

test('refusing WeChat\'s privacy question sends nothing, says so, and leaves the page usable', async () => {
  const phone = phoneOf(start);
  await phone.open(PHONE);
  await phone.waitFor('一键获取手机号');
  const decision = phone.askPrivacy();
  await phone.waitFor('使用前请您了解');
  await phone.tap('暂不同意');
  expect(await decision).toEqual({ event: 'disagree' });
  await phone.fire(button(phone, '一键获取手机号'), 'getphonenumber', { errMsg: 'getPhoneNumber:fail privacy permission is not authorized' });
  await phone.waitFor('其他功能照常使用');
  expect(sent(phone, 'POST', '/v1/me/phone')).toEqual([]);
  expect(button(phone, '一键获取手机号')).toBeDefined();
});

test('every refusal says what to do next', async () => {
  const answers = [[422, 'identity/phone-code-not-valid', '请再点一次获取手机号'], [503, 'sign-in/wechat-unavailable', '微信暂时连不上']];
  for (const [status, code, words] of answers) {
    const phone = phoneOf(start, { 'POST /v1/me/phone': problem(status, code) });
    await phone.open(PHONE);
    await phone.waitFor('一键获取手机号');
    await phone.fire(button(phone, '一键获取手机号'), 'getphonenumber', { code: 'phone-code' });
    await phone.waitFor(words);
  }
});

test('without consent to the texts the number is not asked for', async () => {
  const phone = phoneOf(start, { 'GET /v1/me': good(stranger) });
  await phone.open(PHONE);
  await phone.waitFor('先看一下个人信息说明');
  expect(phone.text()).not.toContain('一键获取手机号');
});
