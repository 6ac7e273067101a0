const { start } = require('../harness');
const { account, good, platform, printable, problem, signedIn } = require('./sample-answers');

const COUNTER = 'card/pages/counter/index';
const clerk = { ...account, post: { role: 'counter', institutionId: 'ins_1', institutionName: '郑州市样例医院', cityCode: '410100' } };
const MOVED = { maskedName: '刘*兰', maskedNumber: '419099********0013', state: 'lost' };
/** Area code 419099 was never assigned. */
const NUMBER = '419099194903070013';
const PHOTO = `/9j/${'A'.repeat(196)}`;

const later = (options, result) => { setTimeout(() => { options.success?.(result); options.complete?.(result); }, 0); };
const camera = {
  chooseMedia: (options) => later(options, { tempFiles: [{ tempFilePath: 'wxfile://tmp_1.jpg' }] }),
  getImageInfo: (options) => later(options, { width: 3000, height: 4000 }),
  compressImage: (options) => later(options, { tempFilePath: 'wxfile://tmp_2.jpg' }),
  getFileSystemManager: () => ({ readFile: (options) => later(options, { data: PHOTO }) }),
};

function atCounter(answer, more = {}) {
  return start({ storage: signedIn, wx: camera, api: platform({ 'GET /v1/me': good(clerk), 'POST /v1/staff/card-moves': answer }), ...more });
}

const sent = (phone) => phone.asked.filter(({ path }) => path === '/v1/staff/card-moves').map(({ body }) => body);

async function toSecondStep(phone) {
  await phone.open(COUNTER);
  await phone.waitFor('下一步');
  await phone.type('姓名', '刘桂兰');
  await phone.type('身份证号码', NUMBER);
  await phone.tap('下一步');
  await phone.waitFor('第 2 步');
}

async function toMove(phone, move) {
  await toSecondStep(phone);
  await phone.tap('我看过证件原件');
  await phone.tap('办理什么');
  await phone.tap(move);
}

test('a loss needs the document alone: nothing is signed, no number is asked for', async () => {
  const phone = atCounter(good(MOVED));
  await toMove(phone, '挂失卡丢了');
  expect(phone.text()).not.toContain('拍照或选择照片');
  await phone.tap('确认办理');
  await phone.waitFor('刘*兰的健康卡已经挂失');
  expect(sent(phone)).toEqual([{ name: '刘桂兰', idType: '01', idNumber: NUMBER, documentSeen: true, move: 'report-loss' }]);
});

test('a reissue is signed for, and ends with the paper', async () => {
  const phone = atCounter(good({ ...MOVED, state: 'active', card: { ...printable, name: '刘桂兰' } }));
  await toMove(phone, '补领卡找不回来');
  expect(phone.text()).toContain('恢复（补领）电子健康卡申请书');
  await phone.tap('确认办理');
  expect(phone.text()).toContain('请拍下签好的申请书');
  await phone.tap('拍照或选择照片');
  await phone.waitFor('重新拍照');
  await phone.tap('确认办理');
  await phone.waitFor('刘*兰的健康卡已经补领');
  expect(phone.find('.paper')).not.toBeNull();
  expect(sent(phone)[0]).toMatchObject({ move: 'reissue', proof: { kind: 'signature', imageBase64: PHOTO } });
});

test.each([
  [409, 'card/move-not-allowed', undefined, '正在使用的卡才能挂失'],
  [404, 'card/unknown', undefined, '没有查到这个人的健康卡'],
  [503, 'card/authority-unavailable', undefined, '填写的内容还在'],
  [422, 'identity/name-does-not-match', { field: 'name' }, '与登记的对不上'],
])('a refusal %s %s says what to do, and what was typed is still there', async (status, code, facts, words) => {
  const phone = atCounter(problem(status, code, facts));
  await toMove(phone, '挂失卡丢了');
  await phone.tap('确认办理');
  await phone.waitFor(words);
  expect(phone.text()).toContain(facts ? '下一步' : '刘桂兰');
});

test('a child\'s loss waits for no guardian; what gives the card back leads back to the guardian, and what was chosen stays', async () => {
  const phone = atCounter(problem(422, 'assisted/guardian-needed', { field: 'guardian' }));
  await phone.open(COUNTER);
  await phone.waitFor('下一步');
  await phone.tap('证件类型');
  await phone.tap('户口簿');
  await phone.type('姓名', '刘小兰');
  await phone.type('户口簿上的号码', '419090001');
  await phone.tap('下一步');
  expect(phone.text()).toContain('请填写正确的出生日期');
  for (const [part, value] of [['年', '2024'], ['月', '6'], ['日', '1']]) await phone.type(`出生日期，${part}`, value);
  expect(phone.text()).toContain('监护人的证件');
  await phone.tap('下一步');
  await phone.waitFor('第 2 步');
  await phone.tap('我看过证件原件');
  await phone.tap('办理什么');
  await phone.tap('补领卡找不回来');
  await phone.tap('拍照或选择照片');
  await phone.waitFor('重新拍照');
  await phone.tap('确认办理');
  await phone.waitFor('要由监护人同意');
  expect(sent(phone)[0]).toMatchObject({ idType: '02', birthday: '2024-06-01', proof: { kind: 'guardian-signature' } });
  expect(sent(phone)[0]).not.toHaveProperty('guardian');
  await phone.fire(phone.findAll('wx-input').filter((input) => phone.attributesOf(input).ariaLabel?.startsWith('姓名'))[1], 'input', { value: '刘芳', cursor: 2 });
  await phone.type('身份证号码', NUMBER);
  await phone.tap('下一步');
  await phone.waitFor('重新拍照');
});

test('without ticking and choosing nothing is sent, and a resident is shown their own way', async () => {
  const phone = atCounter(good(MOVED));
  await toSecondStep(phone);
  await phone.tap('确认办理');
  expect(phone.text()).toContain('请选择办理什么');
  expect(sent(phone)).toEqual([]);

  const resident = atCounter(good(MOVED), { storage: { ...signedIn, 'elder-mode': true }, api: platform({ 'GET /v1/me': good(account) }) });
  await resident.open(COUNTER);
  await resident.waitFor('这里是工作人员办理的地方');
  await resident.tap('打开我的卡包');
  expect(resident.path()).toBe('app/pages/package/index');
});
