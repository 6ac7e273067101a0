const { start } = require('../harness');
const { account, good, platformOf, problem, signedIn, usual } = require('../app/sample-answers');

const MERGES = 'person-index/pages/merges/index';
const DAY = '2026-11-20T09:30:00+08:00';
const registrar = { ...account, post: { role: 'registrar', institutionId: 'ins_1', institutionName: '样例医院', cityCode: '410100' } };
const merge = { mergeId: 'merge_1', survivorId: 'person_01KAWC2J8V4Q5RZ1N7M3XG9T0B', mergedId: 'person_01KAWC2J8V4Q5RZ1N7M3XG9T0C', evidence: 'permit-renewed', by: 'acc_1', at: DAY };
/** By the number that is looked up. Area code 419099 was never assigned. */
const KNOWN = {
  '419099194903070013': { documents: [{ idType: '01', maskedNumber: '419099********0013', validFrom: '2026-01-02' }], merges: [] },
  ZZ1234567: { documents: [{ idType: '03', maskedNumber: 'ZZ*****67', validFrom: '2026-01-03', validTo: '2026-10-01' }], merges: [] },
};

const lookedUp = ({ body }) => (KNOWN[body.idNumber] ? good(KNOWN[body.idNumber]) : problem(404, 'persons/document-unknown'));
const atDesk = (answers = {}, more = {}) => start({ storage: signedIn, api: platformOf({ ...usual, 'GET /v1/me': good(registrar), 'POST /v1/staff/person-look-ups': lookedUp, ...answers }), ...more });
const sent = (phone, path) => phone.asked.filter((asked) => asked.path === path).map(({ body }) => body);

async function find(phone, name, number) {
  await phone.type('姓名', name);
  await phone.type('身份证号码', number);
  await phone.tap('查询');
}

test('two documents are looked up, shown masked, and merged on evidence after one more question', async () => {
  const phone = atDesk({ 'POST /v1/staff/person-merges': good(merge) });
  await phone.open(MERGES);
  await phone.waitFor('身份一：合并后保留');
  await find(phone, '刘桂兰', '419099194903070013');
  await phone.waitFor('419099********0013');
  await phone.tap('证件类型');
  await phone.tap('护照');
  await phone.type('姓名', '刘桂兰');
  await phone.type('护照号码', 'ZZ1234567');
  await phone.tap('查询');
  await phone.waitFor('ZZ*****67');
  expect(phone.text()).toContain('用到 2026年10月1日');
  await phone.tap('合并成一个人');
  expect(phone.text()).toContain('请选择合并依据');
  await phone.tap('合并依据');
  await phone.tap('两份证件原件都看过，是同一个人');
  await phone.tap('合并成一个人');
  await phone.waitFor('确定是同一个人吗');
  await phone.tap('确定合并');
  await phone.waitFor('合并编号 merge_1');
  expect(sent(phone, '/v1/staff/person-merges')).toEqual([{
    survivor: { name: '刘桂兰', idType: '01', idNumber: '419099194903070013' }, merged: { name: '刘桂兰', idType: '03', idNumber: 'ZZ1234567' }, evidence: 'both-documents-seen',
  }]);
});

test('a merge is taken back with a reason, and what is known is asked again', async () => {
  let merges = [merge];
  const phone = atDesk({
    'POST /v1/staff/person-look-ups': () => good({ ...KNOWN['419099194903070013'], merges }),
    'POST /v1/staff/person-merges/merge_1/reversal': ({ body }) => {
      merges = [{ ...merge, reversedAt: DAY, reversedBy: 'acc_1', reason: body.reason }];
      return good(merges[0]);
    },
  }, { storage: { ...signedIn, 'elder-mode': true } });
  await phone.open(MERGES);
  await phone.waitFor('身份一');
  await find(phone, '刘桂兰', '419099194903070013');
  await phone.waitFor('通行证或居留证换发了新号码');
  await phone.tap('撤销这次合并，编号 merge_1');
  await phone.tap('确定撤销');
  await phone.waitFor('请写明原因');
  await phone.type('撤销原因', '不是同一个人');
  await phone.tap('确定撤销');
  await phone.waitFor('已撤销：不是同一个人');
  expect(phone.text()).not.toContain('撤销这次合并');
});

test('a document nobody is known by is explained, and what was typed stays', async () => {
  const phone = atDesk();
  await phone.open(MERGES);
  await phone.waitFor('身份一');
  await phone.tap('查询');
  expect(phone.text()).toContain('请填写姓名');
  await find(phone, '王五', '419099194903070021');
  await phone.waitFor('主索引里没有查到');
  expect(phone.text()).not.toContain('身份二');
});

test('whoever is no registrar is told whose page this is, and led home', async () => {
  const phone = atDesk({ 'GET /v1/me': good({ ...registrar, post: { ...registrar.post, role: 'counter' } }) });
  await phone.open(MERGES);
  await phone.waitFor('这里由主索引管理员使用');
  await phone.tap('回到首页');
  expect(phone.path()).toBe('app/pages/home/index');
  const nobody = start({ api: platformOf(usual) });
  await nobody.open(MERGES);
  await nobody.waitFor('请先登录');
  expect(nobody.asked).toEqual([]);
});
