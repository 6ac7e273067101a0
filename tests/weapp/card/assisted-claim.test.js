const { start } = require('../harness');
const { account, DAY, good, platform, printable, problem, signedIn } = require('./sample-answers');

const ASSIST = 'card/pages/assisted-claim/index';
const clerk = { ...account, post: { role: 'counter', institutionId: 'ins_1', institutionName: '郑州市样例医院', cityCode: '410100' } };
const CLAIM = { claimId: 'claim_1', maskedName: '王*', maskedNumber: '419099********0018', claimedAt: DAY };
const ISSUED = { ...CLAIM, card: { ...printable, name: '王芳' } };
/** Area code 419099 was never assigned. */
const NUMBER = '419099194903070013';
const PHOTO = `/9j/${'A'.repeat(196)}`;

/** WeChat's camera and files. */
function camera(photo) {
  const later = (options, result) => { setTimeout(() => { options.success?.(result); options.complete?.(result); }, 0); };
  return {
    chooseMedia: (options) => {
      if (photo === undefined) setTimeout(() => { options.fail?.({ errMsg: 'chooseMedia:fail cancel' }); options.complete?.({}); }, 0);
      else later(options, { tempFiles: [{ tempFilePath: 'wxfile://tmp_1.jpg' }] });
    },
    getImageInfo: (options) => later(options, { width: 3000, height: 4000 }),
    compressImage: (options) => later(options, { tempFilePath: 'wxfile://tmp_2.jpg' }),
    getFileSystemManager: () => ({ readFile: (options) => later(options, { data: photo }) }),
  };
}

function atDesk(answers = {}, more = {}) {
  return start({
    storage: signedIn, wx: camera(PHOTO),
    api: platform({ 'GET /v1/me': good(clerk), 'GET /v1/staff/assisted-claims': good({ items: [CLAIM] }), 'POST /v1/staff/assisted-claims': good(ISSUED), ...answers }),
    ...more,
  });
}

const sent = (phone) => phone.asked.filter(({ method, path }) => method === 'POST' && path === '/v1/staff/assisted-claims').map(({ body }) => body);

async function toConsent(phone) {
  await phone.open(ASSIST);
  await phone.waitFor('为群众领卡');
  await phone.tap('为群众领卡');
  await phone.type('姓名', '王芳');
  await phone.type('身份证号码', NUMBER);
  await phone.tap('下一步');
  await phone.waitFor('第 2 步');
}

test('from the original document and a photo of the consent to a card to print', async () => {
  const phone = atDesk();
  await toConsent(phone);
  await phone.tap('我看过证件原件');
  await phone.tap('拍照或选择照片');
  await phone.waitFor('重新拍照');
  // The picture is shown from its file: the photo itself is far too large for a view.
  expect(phone.attributesOf(phone.find('.proof__image')).src).toBe('wxfile://tmp_2.jpg');
  await phone.tap('确认领卡');
  await phone.waitFor('领好了，请打印交给本人');
  expect(phone.text()).toContain('王芳');
  expect(sent(phone)).toEqual([{ name: '王芳', idType: '01', idNumber: NUMBER, documentSeen: true, proof: { kind: 'signature', imageBase64: PHOTO } }]);
});

test('without seeing the original and without the photo nothing is sent', async () => {
  const phone = atDesk();
  await toConsent(phone);
  await phone.tap('确认领卡');
  expect(phone.text()).toContain('请先核对证件原件，再打勾');
  expect(phone.text()).toContain('请拍下签好的同意书');
  expect(sent(phone)).toEqual([]);
});

test('what is put right is no longer called wrong, and the step says for whom and what is signed', async () => {
  const phone = atDesk();
  await toConsent(phone);
  expect(phone.text()).toContain(`王芳${NUMBER}`);
  expect(phone.text()).toContain('领取电子健康卡同意书');
  expect(phone.text()).toContain('照着写在纸上');
  await phone.tap('确认领卡');
  await phone.tap('我看过证件原件');
  expect(phone.text()).not.toContain('请先核对证件原件，再打勾');
  await phone.tap('拍照或选择照片');
  await phone.waitFor('重新拍照');
  expect(phone.text()).not.toContain('请拍下签好的同意书');
});

test('a lost card leads to the counter\'s page for it', async () => {
  const phone = atDesk({ 'POST /v1/staff/assisted-claims': problem(409, 'card/lost') });
  await toConsent(phone);
  await phone.tap('我看过证件原件');
  await phone.tap('拍照或选择照片');
  await phone.waitFor('重新拍照');
  await phone.tap('确认领卡');
  await phone.waitFor('已有一张挂失的健康卡');
  await phone.tap('去办挂失、恢复和补领');
  expect(phone.path()).toBe('card/pages/counter/index');
});

test('turning back from the camera, or refusing it, leaves everything as it was', async () => {
  const phone = atDesk({}, { wx: camera(undefined) });
  await toConsent(phone);
  await phone.tap('拍照或选择照片');
  await phone.settle();
  expect(phone.control('拍照或选择照片').role).toBe('button');
});

test('a number typed wrongly is found before anything is sent', async () => {
  const phone = atDesk();
  await phone.open(ASSIST);
  await phone.waitFor('为群众领卡');
  await phone.tap('为群众领卡');
  await phone.type('姓名', '王芳');
  await phone.type('身份证号码', '419099194903070019');
  await phone.tap('下一步');
  expect(phone.text()).toContain('号码有一位输错了');
});

test('what the register refuses comes back to its field, and what was typed is still there', async () => {
  const phone = atDesk({ 'POST /v1/staff/assisted-claims': problem(422, 'identity/name-does-not-match', { field: 'name' }) });
  await toConsent(phone);
  await phone.tap('我看过证件原件');
  await phone.tap('拍照或选择照片');
  await phone.waitFor('重新拍照');
  await phone.tap('确认领卡');
  await phone.waitFor('姓名和证件号码与登记的对不上');
  expect(phone.attributesOf(phone.field('姓名')).value).toBe('王芳');
});

/** The second field of this label: the guardian's. */
const ofGuardian = (phone, label, value) => phone.fire(
  phone.findAll('wx-input').filter((input) => phone.attributesOf(input).ariaLabel?.startsWith(label))[1], 'input', { value, cursor: value.length },
);

test('a child shown by a birth certificate is asked for its birthday and its guardian, who signs', async () => {
  const phone = atDesk();
  await phone.open(ASSIST);
  await phone.waitFor('为群众领卡');
  await phone.tap('为群众领卡');
  await phone.tap('证件类型');
  await phone.tap('出生医学证明');
  expect(phone.text()).toContain('监护人的证件');
  await phone.type('姓名', '王小宝');
  await phone.type('出生证编号', 'X419900001');
  await phone.tap('下一步');
  expect(phone.text()).toContain('请填写正确的出生日期');
  expect(phone.text()).toContain('请填写姓名');
  for (const [part, value] of [['年', '2024'], ['月', '6'], ['日', '1']]) await phone.type(`出生日期，${part}`, value);
  await ofGuardian(phone, '姓名', '王芳');
  await phone.type('身份证号码', NUMBER);
  await phone.tap('下一步');
  await phone.waitFor('第 2 步');
  expect(phone.text()).toContain('监护人：王芳');
  await phone.tap('我看过证件原件');
  await phone.tap('拍照或选择照片');
  await phone.waitFor('重新拍照');
  await phone.tap('确认领卡');
  await phone.waitFor('领好了，请打印交给本人');
  expect(sent(phone)).toEqual([{
    name: '王小宝', idType: '08', idNumber: 'X419900001', birthday: '2024-06-01', guardian: { name: '王芳', idType: '01', idNumber: NUMBER },
    documentSeen: true, proof: { kind: 'guardian-signature', imageBase64: PHOTO },
  }]);
});

test('a wrong name says how many tries are left, and after the last one when to come back and who may help', async () => {
  const answers = [problem(422, 'identity/name-does-not-match', { triesLeft: 1 }), problem(429, 'identity/too-many-tries', { triesLeft: 0, retryAt: '2026-11-21T09:30:00.000+08:00' })];
  const phone = atDesk({ 'POST /v1/staff/assisted-claims': () => answers.shift() });
  await toConsent(phone);
  await phone.tap('我看过证件原件');
  await phone.tap('拍照或选择照片');
  await phone.waitFor('重新拍照');
  await phone.tap('确认领卡');
  await phone.waitFor('还可以再试 1 次');
  await phone.tap('确认领卡');
  await phone.waitFor('11月21日 09:30 以后可以再试');
  expect(phone.text()).toContain('可以请同事办理');
});

test('a claim of this institution is printed again', async () => {
  const phone = atDesk({ 'GET /v1/staff/assisted-claims/claim_1': good(ISSUED) });
  await phone.open(ASSIST);
  await phone.waitFor('王*，11月20日 09:30');
  await phone.tap('王*，11月20日 09:30');
  await phone.waitFor('王芳');
  expect(phone.find('.paper')).not.toBeNull();
});

test('the signed consent is shown when it is asked for, by way of a file that goes with the page', async () => {
  const files = new Map();
  const manager = {
    writeFile: ({ filePath, data, success }) => { files.set(filePath, data); setTimeout(() => { success(); }, 0); },
    unlink: ({ filePath }) => { files.delete(filePath); },
  };
  const proof = good({ kind: 'fingerprint', texts: [{ purpose: 'sensitive', version: '2026-11' }], imageBase64: PHOTO });
  const phone = atDesk(
    { 'GET /v1/staff/assisted-claims/claim_1': good(ISSUED), 'GET /v1/staff/assisted-claims/claim_1/proof': proof },
    { wx: { ...camera(PHOTO), env: { USER_DATA_PATH: 'wxfile://usr' }, getFileSystemManager: () => manager } },
  );
  await phone.open(ASSIST);
  await phone.waitFor('王*，11月20日 09:30');
  await phone.tap('王*，11月20日 09:30');
  await phone.waitFor('查看签字的材料');
  expect(phone.asked.some(({ path }) => path.endsWith('/proof'))).toBe(false);
  await phone.tap('查看签字的材料');
  await phone.waitFor('本人按手印');
  expect(phone.text()).toContain('证件与健康卡信息单独同意（2026-11 版）');
  expect(phone.attributesOf(phone.find('.proof__image')).src).toBe('wxfile://usr/consent-claim_1');
  expect([...files]).toEqual([['wxfile://usr/consent-claim_1', PHOTO]]);
  await phone.tap('查看办过的');
  await phone.waitFor('为群众领卡');
  expect(files.size).toBe(0);
});

test('a card given back at the counter is among what was done, with its application, and without a code nothing is printed', async () => {
  const restored = { ...CLAIM, move: 'restore' };
  const phone = atDesk({
    'GET /v1/staff/assisted-claims': good({ items: [restored] }), 'GET /v1/staff/assisted-claims/claim_1': good(restored),
    'GET /v1/staff/assisted-claims/claim_1/proof': good({ kind: 'signature', texts: [], imageBase64: PHOTO }),
  }, { wx: { ...camera(PHOTO), env: { USER_DATA_PATH: 'wxfile://usr' }, getFileSystemManager: () => ({ writeFile: ({ success }) => { setTimeout(() => { success(); }, 0); }, unlink: () => undefined }) } });
  await phone.open(ASSIST);
  await phone.waitFor('恢复 419099********0018');
  await phone.tap('王*，11月20日 09:30');
  await phone.waitFor('当时没有取到二维码');
  expect(phone.find('.paper')).toBeNull();
  await phone.tap('查看签字的材料');
  await phone.waitFor('本人签字');
  expect(phone.text()).not.toContain('同意的内容');
});

test('a signed consent that cannot be had is said, and can be asked for again', async () => {
  const phone = atDesk({ 'GET /v1/staff/assisted-claims/claim_1': good(ISSUED), 'GET /v1/staff/assisted-claims/claim_1/proof': problem(404, 'assisted/unknown') });
  await phone.open(ASSIST);
  await phone.waitFor('王*，11月20日 09:30');
  await phone.tap('王*，11月20日 09:30');
  await phone.waitFor('查看签字的材料');
  await phone.tap('查看签字的材料');
  await phone.waitFor('没有找到这条记录');
  expect(phone.control('再看一次').role).toBe('button');
});

test('residents and registrars are shown the way to their own card', async () => {
  const phone = atDesk({ 'GET /v1/me': good({ ...clerk, post: { ...clerk.post, role: 'registrar' } }) }, { storage: { ...signedIn, 'elder-mode': true } });
  await phone.open(ASSIST);
  await phone.waitFor('这里是工作人员办理的地方');
  await phone.tap('领取我的健康卡');
  expect(phone.path()).toBe('card/pages/claim/index');
});
