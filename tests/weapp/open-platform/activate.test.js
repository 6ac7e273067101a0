const { start } = require('../harness');
const { good, platform, problem, signedIn } = require('../card/sample-answers');

const ACTIVATE = 'open-platform/pages/activate/index';
const FROM = 'mini-program:wx0123456789abcdef';
const LINK = 'demo-app-0001yg9f65PSFzOuSFvzwo6pvkHY8CHB8e2rO/tVsciWiem4UIRk3AXmkEXkxNtu6Qf4M6XOJsDOD6PJB626I+R45Q==';
const query = `open_id=${encodeURIComponent(LINK)}&redirect_uri=${encodeURIComponent(FROM)}`;
const waiting = { hospitalName: '示例医院', cards: [{ waitingId: 'w1', maskedName: '张*', state: 'waiting' }, { waitingId: 'w2', maskedName: '张*宝', state: 'waiting' }] };

function openedBy(answers = {}, more = {}) {
  const api = { 'GET /v1/hand-overs/hospital': good({ hospitalName: '示例医院' }), 'GET /v1/hand-overs/waiting-cards': good(waiting), ...answers };
  return start({ storage: signedIn, api: platform(api), ...more });
}

test('the cards a hospital made ahead are shown masked, and become theirs with one tap', async () => {
  const phone = openedBy({ 'POST /v1/hand-overs/activation': good({ activated: ['张*', '张*宝'], address: FROM }) });
  await phone.open(`${ACTIVATE}?${query}`);
  await phone.waitFor('示例医院已为您的就诊卡办好电子健康卡');
  expect(phone.text()).toContain('张*宝');
  expect(phone.asked.some(({ method }) => method === 'POST')).toBe(false);
  await phone.tap('确认激活');
  await phone.waitFor('激活成功');
  expect(phone.asked.find(({ method }) => method === 'POST').body.link).toBe(LINK);
});

test('in 长辈版 it is the same, larger; another person\'s card stays theirs', async () => {
  const phone = openedBy({ 'POST /v1/hand-overs/activation': problem(403, 'open-platform/card-of-another') }, { storage: { ...signedIn, 'elder-mode': true } });
  await phone.open(`${ACTIVATE}?${query}`);
  await phone.waitFor('等待激活');
  expect(phone.find('.page--elder')).not.toBeNull();
  await phone.tap('确认激活');
  await phone.waitFor('请把链接转给本人');
});

test('a link for which nothing waits any more says what to do instead', async () => {
  const phone = openedBy({ 'GET /v1/hand-overs/waiting-cards': problem(404, 'open-platform/nothing-waits') });
  await phone.open(`${ACTIVATE}?${query}`);
  await phone.waitFor('可能医院已经撤回');
  expect(phone.text()).toContain('去首页');
});
