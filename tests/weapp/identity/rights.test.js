const { start } = require('../harness');
const { card } = require('../app/sample-answers');
const { DAY, good, phoneOf, problem, sent } = require('./sample-answers');

const INFORMATION = 'identity/pages/information/index';
const CLOSE_ACCOUNT = 'identity/pages/close-account/index';

const visit = { institutionId: 'ins_1', institutionName: '样例医院', visitNumber: 'MZ0001', boundAt: DAY };
const information = {
  accountId: 'acc_1', openedAt: DAY, whole: false, wechatApps: ['mini-program'], phone: '199****0001',
  self: { name: '张*', idType: '01', idNumber: '419099********1234', assurance: 'L1', verifiedAt: DAY },
  consents: [{ purpose: 'privacy', version: '2', act: 'given', at: DAY }], sessions: [{ device: 'mini-program', startedAt: DAY, lastRenewedAt: DAY }],
  family: [{ memberId: 'mem_1', name: '张*宝', idType: '08', idNumber: 'X4******1', relation: 'child', ground: 'guardian', addedAt: DAY }],
};
const answers = { 'GET /v1/me/information': good(information), 'GET /v1/cards/kept': good({ items: [{ ...card, visitNumbers: [visit] }] }) };

describe('my information', () => {
  test('shows all that is held, masked, and leads to the proof of presence and back', async () => {
    const phone = phoneOf(start, { ...answers, 'GET /v1/me/presence/options': good({ items: [{ way: 'counter', available: true }], agreeing: [] }) });
    await phone.open(INFORMATION);
    await phone.waitFor('419099********1234');
    for (const text of ['199****0001', 'MZ0001', '张*宝 · 子女', '个人信息保护说明', '小程序', card.healthCardId.slice(-6)]) expect(phone.text()).toContain(text);
    expect(phone.text()).not.toContain(card.healthCardId);
    await phone.tap('去做本人核验');
    expect(phone.path()).toBe('identity/pages/presence/index');
    expect(decodeURIComponent(phone.query().comeBackTo)).toBe(`/${INFORMATION}`);
  });

  test('is copied as one text, whole after the proof', async () => {
    const copied = [];
    const whole = { ...information, whole: true, self: { ...information.self, name: '张样例', idNumber: '419099189901011234', birthday: '1899-01-01' } };
    const phone = phoneOf(start, { ...answers, 'GET /v1/me/information': good(whole) }, { wx: { setClipboardData: ({ data, success }) => { copied.push(data); success?.({}); } } });
    await phone.open(INFORMATION);
    await phone.waitFor('419099189901011234');
    expect(phone.text()).not.toContain('去做本人核验');
    await phone.tap('复制全部信息');
    await phone.waitFor('已经复制');
    expect(copied).toHaveLength(1);
    for (const line of ['【本人】', '姓名：张样例', '居民身份证：419099189901011234', '出生日期：1899年1月1日', '就诊卡号，样例医院：MZ0001', '账号编号：acc_1', card.healthCardId]) expect(copied[0]).toContain(line);
  });

  test('without the cards shows the rest and says so; every field says how it is corrected, in 长辈版 too', async () => {
    const phone = phoneOf(start, { ...answers, 'GET /v1/cards/kept': problem(503, 'server/busy') });
    phone.kept.set('elder-mode', true);
    await phone.open(INFORMATION);
    await phone.waitFor('健康卡的信息暂时没有取到');
    expect(phone.text()).toContain('先到户籍派出所更正');
    await phone.tap('手机号');
    for (let turn = 0; turn < 50 && phone.path() === INFORMATION; turn += 1) await phone.settle();
    expect(phone.path()).toBe('app/pages/me/index');
  });
});

describe('my information after a consent was withdrawn', () => {
  test('says that the card rests and still shows what is kept of it', async () => {
    const acts = ['given', 'withdrawn'].map((act) => ({ purpose: 'sensitive', version: '2', act, at: DAY }));
    const phone = phoneOf(start, { ...answers, 'GET /v1/me/information': good({ ...information, consents: acts }) });
    await phone.open(INFORMATION);
    await phone.waitFor('您撤回了同意，在这里不能领卡、出示健康卡');
    for (const text of [card.healthCardId.slice(-6), 'MZ0001']) expect(phone.text()).toContain(text);
    expect(phone.text()).not.toContain('暂时没有取到');
  });
});

describe('closing the account', () => {
  const confirm = async (phone) => {
    await phone.tap('注销账号');
    await phone.waitFor('确定要注销账号吗');
    await phone.fire(phone.findAll('.sheet .button--danger')[0], 'tap');
  };

  test('says what goes and what stays, asks once more, and ends signed out, which the page says', async () => {
    const phone = phoneOf(start, { 'POST /v1/me/closing': good({ done: true }) });
    await phone.open(CLOSE_ACCOUNT);
    for (const text of ['十五个工作日', '微信绑定、手机号', '由省电子健康卡管理平台保管，仍然有效', '至少保存六个月']) expect(phone.text()).toContain(text);
    expect(sent(phone, 'POST', '/v1/me/closing')).toEqual([]);
    await confirm(phone);
    await phone.waitFor('账号已注销');
    expect(sent(phone, 'POST', '/v1/me/closing')).toEqual([{ confirmed: 'erase-everything' }]);
    expect(phone.kept.has('own.session')).toBe(false);
    await phone.tap('回到首页');
    expect(phone.path()).toBe('app/pages/home/index');
  });

  test('a second press while the first is under way sends nothing', async () => {
    const phone = phoneOf(start, { 'POST /v1/me/closing': good({ done: true }) });
    await phone.open(CLOSE_ACCOUNT);
    await phone.tap('注销账号');
    await phone.waitFor('确定要注销账号吗');
    const [button] = phone.findAll('.sheet .button--danger');
    await Promise.all([phone.fire(button, 'tap'), phone.fire(button, 'tap')]);
    for (let turn = 0; turn < 100 && phone.kept.has('own.session'); turn += 1) await phone.settle();
    expect(sent(phone, 'POST', '/v1/me/closing')).toHaveLength(1);
  });

  test('is refused in words while a post is held, and nothing is forgotten here', async () => {
    const phone = phoneOf(start, { 'POST /v1/me/closing': problem(409, 'account/post-held') });
    await phone.open(CLOSE_ACCOUNT);
    await confirm(phone);
    await phone.waitFor('请先请单位结束岗位');
    expect(phone.kept.has('own.session')).toBe(true);
  });

  test('is reached from the settings, by who is signed in', async () => {
    const phone = phoneOf(start);
    await phone.open('app/pages/settings/index');
    await phone.tap('注销账号');
    expect(phone.path()).toBe(CLOSE_ACCOUNT);
    const stranger = start();
    await stranger.open('app/pages/settings/index');
    expect(stranger.text()).not.toContain('注销账号');
  });
});
