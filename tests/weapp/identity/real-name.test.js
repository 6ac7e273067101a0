const { largestSetData, start } = require('../harness');
const { consenting, consents, good, phoneOf, problem, realName, resident, sent, storage, stranger } = require('./sample-answers');

const CONSENTS = 'identity/pages/consents/index';
const REAL_NAME = 'identity/pages/real-name/index';
const NUMBER = '41909919900312001X';

test('each text is agreed to by a press of its own, and after the last one the person goes on', async () => {
  const given = [];
  const phone = phoneOf(start, {
    'GET /v1/me': () => good({ ...stranger, consents: consents(...given) }),
    'POST /v1/me/consents': ({ body }) => {
      given.push(body.purpose);
      return good(stranger);
    },
  });
  await phone.open(`${CONSENTS}?comeBackTo=${encodeURIComponent(`/${REAL_NAME}`)}`);
  await phone.waitFor('还有 2 项请您决定');
  expect(phone.text()).toContain('privacy 的全文');
  expect(phone.text()).not.toContain('face 的全文');
  await phone.tap('我已看过，同意这一项，个人信息保护说明');
  await phone.waitFor('还有 1 项请您决定');
  expect(phone.path()).toBe(CONSENTS);
  await phone.tap('我已看过，同意这一项，证件信息单独同意');
  await phone.waitFor('提交认证');
  expect(given).toEqual(['privacy', 'sensitive']);
});

test('withdrawing says first what stops, and takes effect on the page', async () => {
  let given = ['privacy', 'sensitive', 'face'];
  const phone = phoneOf(start, {
    'GET /v1/me': () => good({ ...resident, consents: consents(...given) }),
    'DELETE /v1/me/consents/face': () => {
      given = ['privacy', 'sensitive'];
      return good(resident);
    },
  });
  await phone.open(CONSENTS);
  await phone.waitFor('人脸核验单独同意');
  await phone.tap('撤回，人脸核验单独同意');
  expect(phone.text()).toContain('撤回后不再使用人脸核验');
  expect(sent(phone, 'DELETE', '/v1/me/consents/face')).toEqual([]);
  await phone.fire(phone.findAll('.sheet .button--danger')[0], 'tap');
  const readable = () => phone.controls().some(({ label }) => label === '看全文，再决定，人脸核验单独同意');
  for (let turn = 0; turn < 100 && !readable(); turn += 1) await phone.settle();
  expect(phone.controls().map(({ label }) => label)).not.toContain('我已看过，同意这一项，人脸核验单独同意');
  await phone.tap('看全文，再决定，人脸核验单独同意');
  expect(phone.control('我已看过，同意这一项，人脸核验单独同意').role).toBe('button');
});

test('withdrawing what cards rest on takes the cards and codes off this phone, and the person stays signed in', async () => {
  let given = ['privacy', 'sensitive'];
  const phone = phoneOf(start, {
    'GET /v1/me': () => good({ ...resident, consents: consents(...given) }),
    'DELETE /v1/me/consents/sensitive': () => {
      given = ['privacy'];
      return good(resident);
    },
  }, { storage: { ...storage, 'own.cards': { items: [] }, 'own.static-code.card_1': 'A:1' } });
  await phone.open(CONSENTS);
  await phone.waitFor('证件信息单独同意');
  await phone.tap('撤回，证件信息单独同意');
  await phone.fire(phone.findAll('.sheet .button--danger')[0], 'tap');
  for (let turn = 0; turn < 100 && phone.kept.has('own.static-code.card_1'); turn += 1) await phone.settle();
  expect([...phone.kept.keys()].filter((name) => name.startsWith('own.'))).toEqual(['own.session']);
});

test('a text that changed is asked again in its new form', async () => {
  const phone = phoneOf(start, {
    'GET /v1/me': good({ ...resident, consents: consents('privacy', 'sensitive').map((one) => (one.purpose === 'privacy' ? { ...one, agreedVersion: '1' } : one)) }),
    'POST /v1/me/consents': problem(409, 'consent/version-not-current'),
  });
  await phone.open(CONSENTS);
  await phone.waitFor('说明有更新，请再看一次');
  await phone.tap('我已看过，同意这一项，个人信息保护说明');
  await phone.waitFor('说明刚刚更新了');
});

test('consent is asked for before anything is typed', async () => {
  const phone = phoneOf(start, { 'GET /v1/me': good(stranger) });
  await phone.open(REAL_NAME);
  await phone.waitFor('先看一下个人信息说明');
  expect(phone.text()).not.toContain('身份证号码');
  await phone.tap('查看并决定');
  expect(phone.path()).toBe(CONSENTS);
  expect(decodeURIComponent(phone.query().comeBackTo)).toBe(`/${REAL_NAME}`);
});

test('what is missing is said at its field, and nothing is sent', async () => {
  const phone = phoneOf(start, { 'GET /v1/me': good(consenting) });
  await phone.open(REAL_NAME);
  await phone.waitFor('提交认证');
  await phone.tap('提交认证');
  expect(phone.text()).toContain('请填写姓名');
  expect(phone.text()).toContain('请填写证件号码');
  expect(sent(phone, 'POST', '/v1/me/real-name')).toEqual([]);
});

test('name and number are sent as typed, and the result shows them masked', async () => {
  let verified = false;
  const phone = phoneOf(start, {
    'GET /v1/me': () => good(verified ? resident : consenting),
    'POST /v1/me/real-name': () => {
      verified = true;
      return good(realName);
    },
  });
  await phone.open(REAL_NAME);
  await phone.waitFor('提交认证');
  await phone.type('姓名', '张　伟');
  await phone.type('身份证号码', NUMBER);
  await phone.tap('提交认证');
  await phone.waitFor('实名认证已完成');
  expect(sent(phone, 'POST', '/v1/me/real-name')).toEqual([{ name: '张　伟', idType: '01', idNumber: NUMBER }]);
  expect(phone.text()).not.toContain(NUMBER);
  expect(largestSetData().bytes).toBeLessThan(32 * 1024);
  await phone.tap('去领取健康卡');
  expect(phone.path()).toBe('card/pages/claim/index');
});

async function refusedWith(answer) {
  const phone = phoneOf(start, { 'GET /v1/me': good(consenting), 'POST /v1/me/real-name': answer });
  await phone.open(REAL_NAME);
  await phone.waitFor('提交认证');
  await phone.type('姓名', '张伟');
  await phone.type('身份证号码', NUMBER);
  await phone.tap('提交认证');
  return phone;
}

test('a refusal says what to do next: the digit at its field, the tries left, when the next is possible, and who helps', async () => {
  const digit = await refusedWith(problem(422, 'identity/check-digit-wrong', { field: 'idNumber' }));
  await digit.waitFor('号码里可能有一位输错了');
  expect(digit.attributesOf(digit.field('身份证号码')).ariaLabel).toContain('号码里可能有一位输错了');

  const differs = await refusedWith(problem(422, 'identity/name-does-not-match', { triesLeft: 3 }));
  await differs.waitFor('还可以再试 3 次');
  expect(differs.text()).toContain('到医院服务台或找村医');

  const paused = await refusedWith(problem(429, 'identity/too-many-tries', { retryAt: '2026-11-21T09:30:00+08:00' }));
  await paused.waitFor('11月21日 09:30 以后可以再试');
});

test('a document that strangers guessed at leads to proving presence, and typing another one is possible again', async () => {
  const phone = await refusedWith(problem(403, 'identity/presence-needed'));
  await phone.waitFor('这个证件现在要先证明是本人');
  expect(phone.controls().map(({ text }) => text)).not.toContain('提交认证');
  await phone.type('姓名', '李娜');
  await phone.waitFor('提交认证');
  await phone.tap('提交认证');
  await phone.waitFor('换一种办法证明是本人');
  await phone.tap('换一种办法证明是本人');
  expect(phone.path()).toBe('identity/pages/presence/index');
});

test('every kind of document can be chosen and explains its number, in 长辈版 too', async () => {
  const phone = phoneOf(start, { 'GET /v1/me': good(consenting) }, { storage: { ...storage, 'elder-mode': true } });
  await phone.open(REAL_NAME);
  await phone.waitFor('提交认证');
  expect(phone.find('.page--elder')).not.toBeNull();
  await phone.tap('证件类型');
  expect(phone.controls().filter(({ role }) => role === 'radio')).toHaveLength(14);
  await phone.tap('港澳居民居住证');
  expect(phone.text()).toContain('81 或 82 开头');
});
