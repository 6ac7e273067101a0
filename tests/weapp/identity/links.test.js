const { start } = require('../harness');
const { DAY, good, phoneOf, platformOf, problem, sent, session, usual } = require('./sample-answers');

const LINKS = 'identity/pages/links/index';
const SIGN_ON = 'identity/pages/sign-on/index';
const TICKET = 'a'.repeat(32);
const link = { institutionId: 'inst_1', institutionName: '示例医院', handsOverSince: DAY, takesOverSince: DAY };
const coming = (more) => ({ [`GET /v1/sign-in/institution/${TICKET}`]: good({ institutionName: '示例医院', linked: true, page: 'package', sentName: '李*华', ...more }) });
const arriveAt = async (phone, path) => { for (let turn = 0; turn < 60 && phone.path() !== path; turn += 1) await phone.settle(); };

test('links are listed with what each means, and ended after a question, in 长辈版 too', async () => {
  const phone = phoneOf(start, { 'GET /v1/me/links': good({ items: [link] }), 'DELETE /v1/me/links/inst_1': good({ done: true }) });
  phone.kept.set('elder-mode', true);
  await phone.open(LINKS);
  await phone.waitFor('示例医院');
  expect(phone.text()).toContain('去对方的服务不用再登录');
  await phone.tap('取消关联');
  await phone.waitFor('要取消与示例医院的关联吗');
  const none = phoneOf(start, { 'GET /v1/me/links': good({ items: [] }) });
  await none.open(LINKS);
  await none.waitFor('没有关联的机构');
});

test('a linked user of an institution comes in by one tap, to where they were sent', async () => {
  const account = { ...usual['GET /v1/me'].body };
  const phone = start({ api: platformOf({ ...usual, ...coming(), 'POST /v1/sign-in/institution': good({ ...session, account }) }) });
  await phone.open(`${SIGN_ON}?ticket=${TICKET}`);
  await phone.waitFor('从示例医院进入');
  await phone.tap('是我，进入');
  await arriveAt(phone, 'app/pages/package/index');
  expect(phone.path()).toBe('app/pages/package/index');
  expect(sent(phone, 'POST', '/v1/sign-in/institution')).toEqual([{ ticket: TICKET }]);
});

test('whose account opens is said before the tap, and that it takes the place of the one signed in', async () => {
  const alone = start({ api: platformOf({ ...usual, ...coming({ holder: '李*华' }) }) });
  await alone.open(`${SIGN_ON}?ticket=${TICKET}`);
  await alone.waitFor('将进入 李*华 的账号');
  expect(alone.text()).not.toContain('现在登录的是');
  const phone = phoneOf(start, coming({ holder: '李*华' }));
  await phone.open(`${SIGN_ON}?ticket=${TICKET}`);
  await phone.waitFor('继续后会换成上面的账号');
});

test('a new one signs in first, then says that it is them; a link that was used says what to do', async () => {
  const nobody = start({ api: platformOf({ ...usual, ...coming({ linked: false }) }) });
  await nobody.open(`${SIGN_ON}?ticket=${TICKET}`);
  await nobody.waitFor('第一次来，请先登录');
  const phone = phoneOf(start, { ...coming({ linked: false, page: 'services' }), 'GET /v1/services': good({ items: [] }), 'POST /v1/me/links': good(link) });
  await phone.open(`${SIGN_ON}?ticket=${TICKET}`);
  await phone.waitFor('把示例医院的账号关联到您的账号');
  await phone.tap('是我，关联并进入');
  await arriveAt(phone, 'open-platform/pages/services/index');
  expect(sent(phone, 'POST', '/v1/me/links')).toEqual([{ ticket: TICKET, confirmed: 'it-is-me' }]);
  const late = phoneOf(start, { [`GET /v1/sign-in/institution/${TICKET}`]: problem(404, 'sign-in/ticket-unknown') });
  await late.open(`${SIGN_ON}?ticket=${TICKET}`);
  await late.waitFor('链接只能用一次');
});

test('who has to prove first that they are there is led to it, and somebody else is told what to do', async () => {
  const here = `${SIGN_ON}?ticket=${TICKET}`;
  const phone = phoneOf(start, { ...coming({ linked: false }), 'POST /v1/me/links': problem(403, 'identity/presence-needed') });
  await phone.open(here);
  await phone.waitFor('医院的账号：李*华');
  await phone.tap('是我，关联并进入');
  await phone.waitFor('请先确认是您本人');
  await phone.tap('去确认是本人');
  await arriveAt(phone, 'identity/pages/presence/index');
  expect(phone.path()).toBe('identity/pages/presence/index');
  const other = phoneOf(start, { ...coming({ linked: false }), 'POST /v1/me/links': problem(403, 'link/not-this-person') });
  await other.open(here);
  await other.waitFor('医院的账号：李*华');
  await other.tap('是我，关联并进入');
  await other.waitFor('请到医院核对登记的姓名和证件');
});
