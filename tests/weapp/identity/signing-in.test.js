const { start } = require('../harness');
const { DAY, good, phoneOf, platformOf, problem, sent, session, usual } = require('./sample-answers');

const SIGN_IN = 'identity/pages/sign-in/index';
const PC_SIGN_IN = 'identity/pages/pc-sign-in/index';
const SESSIONS = 'identity/pages/sessions/index';

test('one tap signs in with the code of wx.login, and the person goes on to where they wanted', async () => {
  const phone = start({ api: platformOf({ ...usual, 'POST /v1/sign-in/mini-program': good(session) }) });
  phone.giveLoginCode('code-1');
  await phone.open(`${SIGN_IN}?comeBackTo=${encodeURIComponent('/identity/pages/family/index')}`);
  await phone.tap('微信登录');
  await phone.waitFor('我的家人');
  expect(sent(phone, 'POST', '/v1/sign-in/mini-program')).toEqual([{ code: 'code-1' }]);
  expect(phone.kept.get('own.session').accessToken).toBe('access-1');
  expect(phone.path()).toBe('identity/pages/family/index');
});

test('when WeChat gives no code or the platform refuses it, the page says so and a second tap works', async () => {
  let refusing = true;
  const phone = start({ api: platformOf({ ...usual, 'POST /v1/sign-in/mini-program': () => (refusing ? problem(503, 'sign-in/wechat-unavailable') : good(session)) }) });
  phone.giveLoginCode('');
  await phone.open(SIGN_IN);
  await phone.tap('微信登录');
  await phone.waitFor('微信的登录凭证过期了');
  phone.giveLoginCode('code-1');
  await phone.tap('微信登录');
  await phone.waitFor('微信暂时连不上');
  refusing = false;
  await phone.tap('微信登录');
  for (let turn = 0; turn < 50 && phone.path() === SIGN_IN; turn += 1) await phone.settle();
  expect(phone.path()).toBe('app/pages/home/index');
});

test('nobody has to sign in: looking around first is offered, in 长辈版 too', async () => {
  const phone = start({ storage: { 'elder-mode': true } });
  await phone.open(SIGN_IN);
  expect(phone.find('.page--elder')).not.toBeNull();
  await phone.tap('先看看，不登录');
  expect(phone.path()).toBe('app/pages/home/index');
});

test('what signing in uses stands before the button, and the text is read by anyone; deciding waits for signing in', async () => {
  const phone = start({ api: platformOf({ ...usual, 'GET /v1/me': problem(401, 'session/missing') }) });
  await phone.open(SIGN_IN);
  expect(phone.text()).toContain('登录只用到您的微信标识');
  await phone.tap('阅读《个人信息保护说明》');
  expect(phone.path()).toBe('identity/pages/consents/index');
  await phone.waitFor('privacy 的全文');
  await phone.tap('看全文，人脸核验单独同意');
  await phone.waitFor('face 的全文');
  expect(phone.text()).not.toContain('同意这一项');
  await phone.tap('登录');
  expect(phone.path()).toBe(SIGN_IN);
  expect(phone.asked.filter(({ method, path }) => method !== 'GET' || path === '/v1/me')).toEqual([]);
});

test('the texts are in the settings of whoever is not signed in', async () => {
  const phone = start({ api: platformOf(usual) });
  await phone.open('app/pages/settings/index');
  await phone.tap('隐私与授权');
  await phone.waitFor('privacy 的全文');
});

test('the code of a PC, scanned from my page, asks before anything happens; approving is one decision', async () => {
  const phone = phoneOf(start, {
    'POST /v1/sign-in/pc/tickets/ticket_1/scan': good({ openedAt: DAY, expiresAt: DAY, openedFrom: 'Edge, Windows' }),
    'POST /v1/sign-in/pc/tickets/ticket_1/decision': good({ done: true }),
  });
  phone.holdBefore('https://health.example.invalid/s/ticket_1');
  await phone.open('app/pages/me/index');
  await phone.waitFor('扫码登录电脑版');
  await phone.tap('扫码登录电脑版');
  await phone.waitFor('Edge, Windows');
  expect(phone.text()).toContain('别人发给您的码，请不要同意');
  expect(sent(phone, 'POST', '/v1/sign-in/pc/tickets/ticket_1/decision')).toEqual([]);
  await phone.tap('同意登录');
  await phone.waitFor('请回到电脑上继续');
  expect(sent(phone, 'POST', '/v1/sign-in/pc/tickets/ticket_1/decision')).toEqual([{ approve: true }]);
});

test('refusing a PC is said to it, and a code that somebody else scanned leads on', async () => {
  const refusing = phoneOf(start, {
    'POST /v1/sign-in/pc/tickets/ticket_1/scan': good({ openedAt: DAY, expiresAt: DAY }),
    'POST /v1/sign-in/pc/tickets/ticket_1/decision': good({ done: true }),
  });
  await refusing.open(`${PC_SIGN_IN}?ticketId=ticket_1`);
  await refusing.waitFor('打开时间');
  await refusing.tap('不是我，拒绝');
  await refusing.waitFor('那台电脑不能登录您的账号');
  expect(sent(refusing, 'POST', '/v1/sign-in/pc/tickets/ticket_1/decision')).toEqual([{ approve: false }]);

  const late = phoneOf(start, { 'POST /v1/sign-in/pc/tickets/ticket_1/scan': problem(409, 'sign-in/ticket-taken') });
  await late.open(`${PC_SIGN_IN}?ticketId=ticket_1`);
  await late.waitFor('这个码已经被扫过');
  await late.tap('回到首页');
  expect(late.path()).toBe('app/pages/home/index');
});

describe('the devices where one is signed in', () => {
  const both = [
    { sessionId: 'ses_1', device: 'mini-program', startedAt: DAY, lastRenewedAt: DAY, current: true },
    { sessionId: 'ses_2', device: 'pc', startedAt: '2026-11-18T08:00:00+08:00', lastRenewedAt: DAY, current: false },
  ];

  test('another one is ended with a press, and the list is asked again', async () => {
    let items = both;
    const phone = phoneOf(start, {
      'GET /v1/sessions': () => good({ items }),
      'DELETE /v1/sessions/ses_2': () => {
        items = both.slice(0, 1);
        return good({ done: true });
      },
    });
    await phone.open(SESSIONS);
    await phone.waitFor('电脑');
    expect(phone.text()).toContain('11月18日 08:00 登录，最近使用 11月20日 09:30');
    await phone.tap('结束登录，电脑');
    for (let turn = 0; turn < 50 && phone.text().includes('电脑'); turn += 1) await phone.settle();
    expect(phone.text()).not.toContain('电脑');
    expect(phone.text()).toContain('正在使用');
  });

  test('ending all asks first; a platform that cannot be reached is not taken for a success', async () => {
    let broken = true;
    const phone = phoneOf(start, { 'GET /v1/sessions': good({ items: both }), 'DELETE /v1/sessions': () => (broken ? problem(503, 'server/busy') : good({ done: true })) });
    await phone.open(SESSIONS);
    await phone.waitFor('全部退出登录');
    const confirm = async () => {
      await phone.tap('全部退出登录');
      await phone.fire(phone.findAll('.sheet .button--danger')[0], 'tap');
    };
    await confirm();
    await phone.waitFor('现在办理的人很多');
    expect(phone.kept.has('own.session')).toBe(true);
    broken = false;
    await confirm();
    for (let turn = 0; turn < 50 && phone.kept.has('own.session'); turn += 1) await phone.settle();
    expect(phone.kept.has('own.session')).toBe(false);
  });
});
