import { certHash, isMainlandNumber } from '../../../functions/sandbox/wechat/face-checks';
import { GRANDMOTHER, WEI, setup } from './setup';
import type { Answer, World } from './setup';

const CERT = { cert_type: 'IDENTITY_CARD', cert_name: '张伟', cert_no: '410105189903070014' };
const HOUR = 3_600_000;

let world: World;
beforeEach(async () => { world = await setup(); });
afterEach(() => world.close());

let serial = 0;
async function begin(more: Record<string, unknown> = {}): Promise<Answer & { out_seq_no: string }> {
  serial += 1;
  const out_seq_no = `seq-${String(serial)}-x`;
  const answer = await world.call('/cityservice/face/identify/getverifyid', { out_seq_no, cert_info: CERT, openid: WEI.miniProgramOpenid, ...more });
  return { ...answer, out_seq_no };
}

async function query(begun: Answer, more: Record<string, unknown> = {}): Promise<Answer> {
  const { verify_id, out_seq_no } = begun;
  return world.call('/cityservice/face/identify/queryverifyinfo', { verify_id, out_seq_no, cert_hash: certHash(CERT), openid: WEI.miniProgramOpenid, ...more });
}

const act = (begun: Answer, body: unknown) =>
  fetch(`${world.url}/sandbox/face/${String(begun.verify_id)}`, { method: 'POST', body: JSON.stringify(body) });

test('the certificate hash is WeChat\'s: its documented example', () => {
  // WeChat's own sample person: the hash it documents can be proved with no other.
  const documented = { cert_type: 'IDENTITY_CARD', cert_name: '张三', cert_no: '310101199801011234' };
  expect(certHash(documented)).toBe('3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b');
});

test('a check is opened, unfinished, passed', async () => {
  const begun = await begin();
  expect(begun).toMatchObject({ errcode: 0, verify_id: expect.any(String), expires_in: 3600 });
  expect(await query(begun)).toMatchObject({ errcode: 0, verify_ret: 10300 });
  expect((await act(begun, { outcome: 'pass' })).status).toBe(200);
  expect(await query(begun)).toMatchObject({ errcode: 0, verify_ret: 10000 });
});

test.each([
  [{ outcome: 'fail' }, 10004],
  [{ outcome: 'cancel' }, 90004],
  [{ outcome: 'fail', verifyRet: 90107 }, 90107],
])('the act %j gives %i', async (body, verify_ret) => {
  const begun = await begin();
  await act(begun, body);
  expect(await query(begun)).toMatchObject({ errcode: 0, verify_ret });
});

test('a check has one result: who failed cannot pass with the same verify_id', async () => {
  const begun = await begin();
  await act(begun, { outcome: 'fail' });
  expect((await act(begun, { outcome: 'pass' })).status).toBe(409);
  expect(await query(begun)).toMatchObject({ verify_ret: 10004 });
});

test('a verify_id lives one hour, for the act and for the question', async () => {
  const [acted, late] = [await begin(), await begin()];
  await act(acted, { outcome: 'pass' });
  world.later(HOUR - 1);
  expect(await query(acted)).toMatchObject({ verify_ret: 10000 });
  world.later(1);
  expect(await query(acted)).toMatchObject({ errcode: 84022 });
  expect((await act(late, { outcome: 'pass' })).status).toBe(410);
});

test('unknown checks and unknown acts are told apart', async () => {
  const begun = await begin();
  expect(await query(begun, { verify_id: 'invented' })).toMatchObject({ errcode: 0, verify_ret: 10017 });
  expect((await act({ verify_id: 'invented' }, { outcome: 'pass' })).status).toBe(404);
  expect((await act(begun, { outcome: 'perhaps' })).status).toBe(400);
});

test.each([
  [84021, { verify_id: '' }],
  [84010, { out_seq_no: '' }],
  [84016, { openid: '' }],
  [84017, { openid: GRANDMOTHER.miniProgramOpenid }],
  [84020, { out_seq_no: 'seq-of-another' }],
  [84018, { cert_hash: '' }],
  [84018, { cert_hash: certHash(CERT).toUpperCase() }],
  [84018, { cert_hash: certHash({ ...CERT, cert_name: '张三' }) }],
])('errcode %i instead of a result when asked with %j', async (errcode, wrong) => {
  const begun = await begin();
  await act(begun, { outcome: 'pass' });
  const answer = await query(begun, wrong);
  expect(answer).toMatchObject({ errcode });
  expect(answer).not.toHaveProperty('verify_ret');
});

test.each([
  [84010, { out_seq_no: '' }],
  [84011, { out_seq_no: 'four' }],
  [84011, { out_seq_no: 'x'.repeat(33) }],
  [84011, { out_seq_no: 'with space' }],
  [84012, { cert_info: undefined }],
  [84013, { cert_info: { ...CERT, cert_type: 'PASSPORT' } }],
  [84014, { cert_info: { ...CERT, cert_name: ' ' } }],
  [84016, { openid: undefined }],
  [40003, { openid: WEI.serviceAccountOpenid }],
])('errcode %i when a check is opened with %j', async (errcode, wrong) => {
  expect(await begin(wrong)).toMatchObject({ errcode });
});

test.each([
  ['a Hong Kong residence permit', '810000189901010015'],
  ['a Taiwan residence permit', '830000189901010027'],
  ['a foreign permanent resident\'s number', '911840189901010014'],
  ['a passport', 'E00000001'],
  ['an old number of 15 digits', '419099990307001'],
  ['a wrong check character', '410105189903070015'],
  ['a day that does not exist', '410105189902300015'],
])('%s is refused: only mainland citizens can be checked', async (_what, cert_no) => {
  expect(await begin({ cert_info: { ...CERT, cert_no } })).toMatchObject({ errcode: 84015 });
  expect(isMainlandNumber(cert_no)).toBe(false);
});

test('an out_seq_no is used once', async () => {
  const { out_seq_no } = await begin();
  expect(await begin({ out_seq_no })).toMatchObject({ errcode: 84019 });
});

test('with an authoritative source, another name opens a check and fails it', async () => {
  await world.close();
  world = await setup({ citizens: [{ name: '张伟', idNumber: CERT.cert_no }] });
  const results = [];
  for (const cert of [CERT, { ...CERT, cert_name: '张三' }, { ...CERT, cert_no: '412724189908124425' }]) {
    const begun = await begin({ cert_info: cert });
    await act(begun, { outcome: 'pass' });
    results.push((await query(begun, { cert_hash: certHash(cert) })).verify_ret);
  }
  expect(results).toEqual([10000, 10003, 10026]);
});
