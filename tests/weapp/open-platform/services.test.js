const { start } = require('../harness');
const { good, platform, problem, signedIn } = require('../card/sample-answers');

const SERVICES = 'open-platform/pages/services/index';
const service = { serviceId: 'service_1', cityCode: '410100', institutionName: '示例医院', name: '在线复诊', summary: '慢病在家复诊', kind: 'online-hospital', signsOn: true, opensMiniProgram: false };
const listed = { 'GET /v1/services': good({ items: [service] }) };
const OPENING = 'POST /v1/services/service_1/opening';

test('the first time, who comes is told only once the resident agreed; a web page is opened outside', async () => {
  const copied = [];
  let asks = 0;
  const api = { ...listed, [OPENING]: ({ body }) => { asks += 1; return good(body.agreed ? { state: 'ready', address: 'https://h.example/revisit?signOnCode=abc' } : { state: 'agreement-needed' }); } };
  const phone = start({ storage: signedIn, api: platform(api), wx: { setClipboardData: ({ data, success }) => { copied.push(data); success?.({}); } } });
  await phone.open(SERVICES);
  await phone.waitFor('互联网医院');
  await phone.tap('在线复诊');
  await phone.waitFor('不会告诉姓名、证件号码');
  await phone.tap('同意并打开');
  await phone.waitFor('网址已经复制');
  expect(copied).toEqual(['https://h.example/revisit?signOnCode=abc']);
  expect(asks).toBe(2);
});

test('a mini-program is opened with what it needs to know', async () => {
  const opened = [];
  const api = { 'GET /v1/services': good({ items: [{ ...service, opensMiniProgram: true }] }), [OPENING]: good({ state: 'ready', address: 'mini-program:wx0123456789abcdef?signOnCode=abc' }) };
  const phone = start({ storage: signedIn, api: platform(api), wx: { navigateToMiniProgram: ({ appId, extraData, success }) => { opened.push({ appId, extraData }); success?.({}); } } });
  await phone.open(SERVICES);
  await phone.waitFor('在线复诊');
  await phone.tap('在线复诊');
  for (let turn = 0; turn < 50 && opened.length === 0; turn += 1) await phone.settle();
  expect(opened).toEqual([{ appId: 'wx0123456789abcdef', extraData: { signOnCode: 'abc' } }]);
});

test('in 长辈版 a service that is gone says so, a city without any says where to go, and nobody goes anywhere without signing in', async () => {
  const gone = start({ storage: { ...signedIn, 'elder-mode': true }, api: platform({ ...listed, [OPENING]: problem(404, 'service/unknown') }) });
  await gone.open(SERVICES);
  await gone.waitFor('在线复诊');
  expect(gone.find('.page--elder')).not.toBeNull();
  await gone.tap('在线复诊');
  await gone.waitFor('这项服务已经下架');
  const empty = start({ storage: signedIn, api: platform({ 'GET /v1/services': good({ items: [] }) }) });
  await empty.open(SERVICES);
  await empty.waitFor('这个城市还没有上架的服务');
  const nobody = start({ api: platform(listed) });
  await nobody.open(SERVICES);
  await nobody.waitFor('在线复诊');
  await nobody.tap('在线复诊');
  for (let turn = 0; turn < 50 && nobody.path() === SERVICES; turn += 1) await nobody.settle();
  expect(nobody.path()).toBe('identity/pages/sign-in/index');
});
