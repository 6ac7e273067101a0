const { start } = require('../harness');
const { card, good, platform, problem, signedIn } = require('./sample-answers');

const CLAIM = 'card/pages/claim/index';
const WECHAT_CARD = 'card/pages/wechat-card/index';
const DETAIL = 'card/pages/detail/index';
const IN_WALLET = 'card/pages/in-wallet/index';
const HOSPITAL = '99901';

/** WeChat's health-card plug-in by its interface: a login that answers once, and components that show what they were given. */
function plugIn(answer = (done) => { done(true, { result: { wechatCode: 'W1' } }); }) {
  return {
    module: { login: (done, options) => { if (!options.wechatCode) throw new Error('asked for nothing'); answer(done); } },
    components: {
      'health-card-users': { template: '<view class="plug-in-users">{{type}} {{hospitalId}}</view>', properties: { type: String, hospitalId: String } },
      'health-card-login': { template: '<view class="plug-in-login"><slot /></view>', properties: { wechatcode: Boolean } },
    },
  };
}

function openedBy(answers = {}, more = {}) {
  const usual = { 'GET /v1/cards/claimable': good({ state: 'none', outsideHospital: HOSPITAL }), 'POST /v1/cards': good({ ...card, hasWallet: true }) };
  return start({ build: 'channel', plugIn: plugIn(), storage: signedIn, api: platform({ ...usual, ...answers }), ...more });
}

const claims = (phone) => phone.asked.filter(({ method, path }) => method === 'POST' && path === '/v1/cards').map(({ body }) => body);
/** The plug-in's component, from whatever it shows. */
const component = (phone, shown) => { for (let node = phone.find(shown); node; node = node.parentElement) if (node.__wxElement?.is !== undefined && node !== phone.find(shown)) return node; throw new Error(`no ${shown}`); };
const choose = (phone, detail) => phone.fire(component(phone, '.plug-in-users'), 'select', detail);

describe('a claim in a channel of the outside platform', () => {
  test('asks in the channel\'s name what is there, and sends the plug-in\'s code', async () => {
    const phone = openedBy();
    await phone.open(CLAIM);
    await phone.waitFor('领取健康卡');
    expect(phone.asked.some(({ path }) => path === '/v1/cards/claimable?cityCode=410100')).toBe(true);
    await phone.tap('领取健康卡');
    await phone.waitFor('领好了');
    expect(claims(phone)).toEqual([{ cityCode: '410100', wechatCode: 'W1' }]);
  });

  test.each([
    ['refuses', (done) => { done(false, { result: {} }); }],
    ['breaks', () => { throw new Error('not ready'); }],
  ])('is a claim at the authority where the plug-in %s', async (_, answer) => {
    const phone = openedBy({}, { plugIn: plugIn(answer) });
    await phone.open(CLAIM);
    await phone.waitFor('领取健康卡');
    await phone.tap('领取健康卡');
    await phone.waitFor('领好了');
    expect(claims(phone)).toEqual([{}]);
  });

  test('that the platform refuses says why, and one tap further the authority issues', async () => {
    const phone = openedBy({ 'POST /v1/cards': ({ body }) => (body.wechatCode ? problem(409, 'card/channel-cannot') : good(card)) });
    await phone.open(CLAIM);
    await phone.waitFor('领取健康卡');
    await phone.tap('领取健康卡');
    await phone.waitFor('请先绑定手机号再试');
    expect(phone.control('绑定手机号').role).toBe('button');
    await phone.tap('不用微信健康卡，直接领卡');
    await phone.waitFor('资料已经核对好');
    expect(phone.query()).toEqual({ plain: 'yes' });
    expect(phone.text()).not.toContain('用微信里已有的健康卡');
    await phone.tap('领取健康卡');
    await phone.waitFor('领好了');
    expect(claims(phone).at(-1)).toEqual({});
  });

  test('leads to letting the plug-in know the user where it does not yet, and goes on with the code from there', async () => {
    const phone = openedBy({}, { plugIn: plugIn((done) => { done(false, { result: { toLogin: true } }); }) });
    await phone.open(CLAIM);
    await phone.waitFor('领取健康卡');
    await phone.tap('领取健康卡');
    await phone.waitFor('微信健康卡要先得到您的授权');
    expect(phone.path()).toBe(WECHAT_CARD);
    await phone.fire(component(phone, '.plug-in-login'), 'authCancel');
    await phone.waitFor('您没有授权');
    await phone.fire(component(phone, '.plug-in-login'), 'authSuccess', { result: { wechatCode: 'W2' } });
    await phone.waitFor('领好了');
    expect(claims(phone)).toEqual([{ cityCode: '410100', wechatCode: 'W2' }]);
  });

  test('offers no card of WeChat\'s where the channel\'s issuer is the authority', async () => {
    const phone = openedBy({ 'GET /v1/cards/claimable': good({ state: 'none' }) });
    await phone.open(CLAIM);
    await phone.waitFor('领取健康卡');
    expect(phone.text()).not.toContain('用微信里已有的健康卡');
  });
});

describe('一键授权: a card one has in WeChat', () => {
  test('is chosen in the plug-in\'s own list of this hospital, and comes into the package with its code', async () => {
    const phone = openedBy();
    await phone.open(`${CLAIM}?memberId=mem_1`);
    await phone.waitFor('用微信里已有的健康卡');
    await phone.tap('用微信里已有的健康卡');
    expect(phone.path()).toBe(WECHAT_CARD);
    expect(phone.find('.plug-in-users').textContent).toBe('auth 99901');
    await choose(phone, { healthCode: 'F0E1' });
    await phone.waitFor('领好了');
    expect(claims(phone)).toEqual([{ memberId: 'mem_1', cityCode: '410100', healthCode: 'F0E1' }]);
  });

  test.each([['card/wechat-code-needed', '已经用过、过期了'], ['card/chosen-of-another', '不是要领卡的人本人的']])('that cannot be taken (%s) says so, and another choice brings another code', async (code, words) => {
    const phone = openedBy({ 'POST /v1/cards': ({ body }) => (body.healthCode === 'OLD' ? problem(409, code) : good(card)) });
    await phone.open(`${WECHAT_CARD}?hospitalId=${HOSPITAL}`);
    await choose(phone, { healthCode: 'OLD' });
    await phone.waitFor(words);
    await choose(phone, { healthCode: 'NEW' });
    await phone.waitFor('领好了');
    expect(claims(phone).map(({ healthCode }) => healthCode)).toEqual(['OLD', 'NEW']);
  });

  test('is sent once however often it is chosen', async () => {
    const phone = openedBy();
    await phone.open(`${WECHAT_CARD}?hospitalId=${HOSPITAL}`);
    await Promise.all([choose(phone, { healthCode: 'F0E1' }), choose(phone, { healthCode: 'F0E1' })]);
    await phone.waitFor('领好了');
    expect(claims(phone)).toHaveLength(1);
  });

  test('that nobody authorises is no dead end', async () => {
    const phone = openedBy();
    await phone.open(`${WECHAT_CARD}?hospitalId=${HOSPITAL}`);
    await choose(phone, { healthCode: '-1' });
    await phone.waitFor('您没有授权');
    await phone.tap('不用微信健康卡，直接领卡');
    await phone.waitFor('资料已经核对好');
    expect(phone.path()).toBe(CLAIM);
  });

  test.each([['select', { healthCode: '0' }], ['addCard', {}]])('that is to be made first (%s) leads to the ordinary claim', async (event, detail) => {
    const phone = openedBy();
    await phone.open(`${WECHAT_CARD}?hospitalId=${HOSPITAL}`);
    await phone.fire(component(phone, '.plug-in-users'), event, detail);
    await phone.waitFor('资料已经核对好');
    expect([phone.path(), phone.query()]).toEqual([CLAIM, { plain: 'yes' }]);
  });

  test('waits for whoever is not signed in', async () => {
    const phone = openedBy({}, { storage: {} });
    await phone.open(`${WECHAT_CARD}?hospitalId=${HOSPITAL}`);
    await phone.tap('登录');
    expect(phone.query().comeBackTo).toBe(`/${WECHAT_CARD}?hospitalId=${HOSPITAL}`);
  });
});

describe('放入微信卡包', () => {
  const outside = { 'GET /v1/cards': good({ items: [{ ...card, hasWallet: true }] }), 'GET /v1/cards/card_1/history': good({ items: [] }), 'POST /v1/cards/card_1/wallet-order': good({ orderId: 'O1' }) };

  test('opens the platform\'s page with an order of this moment', async () => {
    const phone = openedBy(outside);
    await phone.open(`${DETAIL}?cardId=card_1`);
    await phone.waitFor('放入微信卡包');
    await phone.tap('放入微信卡包');
    for (let turn = 0; turn < 100 && phone.path() !== IN_WALLET; turn += 1) await phone.settle();
    expect(phone.path()).toBe(IN_WALLET);
    expect(phone.attributesOf(phone.find('wx-web-view')).src).toBe('https://health.tengmed.com/open/takeMsCard?order_id=O1&redirect_uri=back');
  });

  test('that is refused says why, and that the code is as good', async () => {
    const phone = openedBy({ ...outside, 'POST /v1/cards/card_1/wallet-order': problem(409, 'card/no-wallet') });
    await phone.open(`${DETAIL}?cardId=card_1`);
    await phone.waitFor('放入微信卡包');
    await phone.tap('放入微信卡包');
    await phone.waitFor('一样能用');
    expect(phone.path()).toBe(DETAIL);
  });

  test.each([
    ['of the authority', {}],
    ['that was lost', { hasWallet: true, state: 'lost' }],
  ])('is not offered for a card %s', async (_, how) => {
    const phone = openedBy({ ...outside, 'GET /v1/cards': good({ items: [{ ...card, ...how }] }) });
    await phone.open(`${DETAIL}?cardId=card_1`);
    await phone.waitFor('从卡包移除');
    expect(phone.text()).not.toContain('放入微信卡包');
  });

  test('shows the page of a link with a bare % too', async () => {
    const phone = openedBy();
    await phone.open(`${IN_WALLET}?order=${encodeURIComponent('5%')}`);
    expect(phone.find('wx-web-view')).not.toBeNull();
  });
});
