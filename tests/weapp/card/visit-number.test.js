const { start } = require('../harness');
const { card, DAY, good, platform, problem, signedIn } = require('./sample-answers');

const VISIT = 'card/pages/visit-number/index';
const CITIES = [{ code: '410100', name: '郑州市' }, { code: '410200', name: '开封市' }];
const HOSPITAL = { institutionId: 'inst-410100-1', name: '郑州市样例医院', cityCode: '410100', level: '三级甲等' };
const BOUND = { institutionId: HOSPITAL.institutionId, institutionName: HOSPITAL.name, visitNumber: 'Z00012345', boundAt: DAY };

function openedBy(answers = {}, more = {}) {
  return start({
    storage: signedIn,
    api: platform({
      'GET /v1/institutions': ({ path }) => good({ cities: CITIES, items: path.includes('cityCode=410100') ? [HOSPITAL] : [] }),
      'POST /v1/cards/card_1/visit-numbers': good(BOUND),
      ...answers,
    }),
    ...more,
  });
}

async function choose(phone, label, words) {
  await phone.tap(label);
  await phone.waitFor(words);
  await phone.tap(words);
}

async function filled(phone, number) {
  await phone.open(`${VISIT}?cardId=card_1`);
  await phone.waitFor('城市');
  await choose(phone, '城市：请选择', '郑州市');
  await phone.waitFor('医院');
  await choose(phone, '医院：请选择', '郑州市样例医院');
  await phone.type('就诊卡号', number);
  await phone.tap('绑定');
}

test('city, then hospital, then number: full-width digits and blanks are sent as they are meant', async () => {
  const phone = openedBy();
  await filled(phone, ' Ｚ０００１ ２３４５');
  await phone.waitFor('绑好了');
  const [write] = phone.asked.filter(({ method }) => method === 'POST');
  expect(write.body).toEqual({ institutionId: 'inst-410100-1', visitNumber: 'Z00012345' });
});

test('what is missing is said at its field, and nothing is sent', async () => {
  const phone = openedBy();
  await phone.open(`${VISIT}?cardId=card_1`);
  await phone.waitFor('城市');
  await phone.tap('绑定');
  expect(phone.text()).toContain('请选择医院所在的城市');
  expect(phone.text()).toContain('请输入就诊卡号');
  expect(phone.asked.some(({ method }) => method === 'POST')).toBe(false);
});

test('a number that belongs to another card is explained, and can be corrected in place', async () => {
  let taken = true;
  const phone = openedBy({ 'POST /v1/cards/card_1/visit-numbers': () => (taken ? problem(409, 'card/visit-number-taken', { field: 'visitNumber' }) : good(BOUND)) });
  await filled(phone, 'Z00012346');
  await phone.waitFor('已经绑在别的健康卡上');
  taken = false;
  await phone.type('就诊卡号', 'Z00012345');
  await phone.tap('绑定');
  await phone.waitFor('绑好了');
});

test('in 长辈版 the same steps are there, larger', async () => {
  const phone = openedBy({}, { storage: { ...signedIn, 'elder-mode': true } });
  await filled(phone, 'Z00012345');
  await phone.waitFor('绑好了');
  expect(phone.find('.page--elder')).not.toBeNull();
});

test('for a card that is not in the package, or was closed, nothing is typed', async () => {
  const phone = openedBy();
  await phone.open(`${VISIT}?cardId=card_9`);
  await phone.waitFor('卡包里没有这张卡');
  expect(phone.findAll('wx-input')).toHaveLength(0);
  const closed = openedBy({ 'GET /v1/cards': good({ items: [{ ...card, state: 'closed' }] }) });
  await closed.open(`${VISIT}?cardId=card_1`);
  await closed.waitFor('这张卡已经注销');
  expect(closed.findAll('wx-input')).toHaveLength(0);
});
