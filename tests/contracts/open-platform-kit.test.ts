/** The conformance kit as a hospital runs it: passes what keeps the contract, and finds each rule that is broken. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCall } from '../../shared/open-platform/received';
import { runProgram, type Ran } from '../rig/run-program';
import { CREDENTIALS, KNOWN, openStandIn, type Answer, type Behaviour, type StandIn } from './open-platform-stand-in';

const KIT = 'docs/contracts/open-platform/conformance-kit/open-platform-check.mjs';

type Item = { readonly group: string; readonly name: string; readonly outcome: string; readonly missing: readonly string[]; readonly problems: readonly { rule: string; what: string; remedy: string }[] };

let open: StandIn | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const run = (args: readonly string[]) => runProgram(process.execPath, [KIT, ...args]);
const credentials = (url: string) => ['--base', url, '--app-id', CREDENTIALS.appId, '--secret', CREDENTIALS.secret, '--hospital-id', CREDENTIALS.hospitalId];
const { wechatCode, redirectUrl, relateOpenId, ...others } = KNOWN;
const EVERYTHING = [
  '--wechat-code', wechatCode, '--redirect-url', redirectUrl, '--relate-app-id', 'wx0000000000000001', '--relate-open-id', relateOpenId,
  ...Object.entries(others).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
];

async function setup(changes: Partial<Behaviour> = {}, args: readonly string[] = EVERYTHING): Promise<Ran & { items: readonly Item[] }> {
  open = await openStandIn(changes);
  const ran = await run([...credentials(open.url), '--json', ...args]);
  return { ...ran, items: ran.output === '' ? [] : (JSON.parse(ran.output) as { items: readonly Item[] }).items };
}

const failures = (items: readonly Item[]) => items.filter(({ outcome }) => outcome === '未通过');

describe('a server that keeps the contract', () => {
  it('passes every check when every code is at hand', async () => {
    const { code, items } = await setup();
    expect(items.filter(({ outcome }) => outcome !== '通过')).toEqual([]);
    expect(code).toBe(0);
    expect(items.length).toBeGreaterThan(50);
  });

  it('passes without any code, and says what is needed to check more', async () => {
    const { code, items } = await setup({}, []);
    expect(failures(items)).toEqual([]);
    expect(code).toBe(0);
    expect(items.find(({ name }) => name === 'registerHealthCard')).toMatchObject({ outcome: '部分', missing: ['wechatCode'] });
  });

  it('is checked in one method alone, with what that method rests on', async () => {
    const { code, items } = await setup({}, [...EVERYTHING, '--only', 'verifyQRCode']);
    expect(items).toEqual([{ group: '健康卡', name: 'verifyQRCode', outcome: '通过', missing: [], problems: [] }]);
    expect(code).toBe(0);
  });
});

const commonOut = (changes: Record<string, unknown>) => (answer: Answer): Answer => ({ ...answer, commonOut: { ...answer.commonOut, ...changes } });
const onRefusal = (change: (answer: Answer) => Answer) => (answer: Answer): Answer => (answer.commonOut['resultCode'] === 0 ? answer : change(answer));
const onSuccess = (change: (answer: Answer) => Answer) => (answer: Answer): Answer => (answer.commonOut['resultCode'] === 0 ? change(answer) : answer);
const rsp = (of: string, changes: Record<string, unknown>) => (answer: Answer, method: string): Answer =>
  (method === of ? onSuccess((one) => ({ ...one, rsp: { ...(one.rsp as object), ...changes } }))(answer) : answer);

/** Reads what two readers would see differently: the last member of a name wins. */
const readLoosely: Behaviour['read'] = (body) => {
  try {
    return readCall(JSON.stringify(JSON.parse(body)));
  } catch {
    return readCall('');
  }
};

describe('a server that breaks one rule', () => {
  it.each<[string, string, string, Partial<Behaviour>]>([
    ['answers a refusal with HTTP 400', 'http-status', '签名错误要拒绝', { finish: onRefusal((answer) => ({ ...answer, status: 400 })) }],
    ['answers an unknown method with HTTP 404', 'http-status', '未知方法', { finish: (answer, method) => (method === '' ? { ...answer, status: 404 } : answer) }],
    ['names another content type', 'content-type', 'getAppToken', { finish: (answer) => ({ ...answer, contentType: 'text/html' }) }],
    ['does not echo the requestId', 'request-id', 'getAppToken', { finish: commonOut({ requestId: '' }) }],
    ['sends resultCode as text', 'envelope', 'getAppToken', { finish: onSuccess(commonOut({ resultCode: '0' })) }],
    ['leaves out commonOut.errMsg', 'envelope', 'getAppToken', { finish: commonOut({ errMsg: undefined }) }],
    ['says success where 成功 is due', 'success-word', 'getAppToken', { finish: onSuccess(commonOut({ errMsg: 'success' })) }],
    ['refuses without a word', 'error-word', '未知方法', { finish: onRefusal(commonOut({ errMsg: '' })) }],
    ['sends rsp null on success', 'rsp-object', 'bindCardRelation', { finish: (answer, method) => (method === 'bindCardRelation' ? { ...answer, rsp: null } : answer) }],
    ['sends rsp null on refusal', 'rsp-object', '未知方法', { finish: onRefusal((answer) => ({ ...answer, rsp: null })) }],
    ['fills rsp on refusal', 'rsp-on-error', '未知方法', { finish: onRefusal((answer) => ({ ...answer, rsp: { appToken: 'T-0' } })) }],
    ['leaves rsp bare on refusal', 'rsp-on-error', 'reportHISData', { finish: onRefusal((answer) => ({ ...answer, rsp: {} })) }],
    ['sends a number as text', 'member-type', 'getAppToken', { finish: rsp('getAppToken', { expiresIn: '7200' }) }],
    ['sends a boolean as text', 'member-type', 'bindCardRelation', { finish: rsp('bindCardRelation', { result: 'true' }) }],
    ['sends null in a member', 'member-type', 'verifyQRCode', { finish: rsp('verifyQRCode', { address: null }) }],
    ['leaves a member of a nested object out', 'member-type', 'getHealthCardByQRCode', { finish: rsp('getHealthCardByQRCode', { card: { name: 'x' } }) }],
    ['sends a static code in another form', 'static-code', 'registerHealthCard', { finish: rsp('registerHealthCard', { qrCodeText: 'A1'.repeat(32) }) }],
    ['sends a static code where a dynamic one was asked', 'dynamic-code', 'getDynamicQRCode', { finish: rsp('getDynamicQRCode', { qrCodeText: `${'A1'.repeat(32)}:1` }) }],
    ['writes card ids in lower case', 'card-id', 'registerHealthCard', { finish: rsp('registerHealthCard', { healthCardId: 'a1'.repeat(32), qrCodeText: `${'a1'.repeat(32)}:1` }) }],
    ['puts a data URI where Base64 is due', 'image', 'getDynamicQRCode', { finish: rsp('getDynamicQRCode', { qrCodeImg: 'data:image/png;base64,iVBORw0KGgo=' }) }],
    ['answers a page where JSON is due', 'not-json', 'getAppToken', { finish: (answer) => ({ ...answer, page: '<html></html>' }) }],
    ['does not serve a method', 'not-served', 'recvPushMsg', { paths: (path) => !path.endsWith('/recvPushMsg') }],
    ['serves one of two paths', 'two-paths', 'checkUniformVerifyResult', { paths: (path) => !path.endsWith('HealthOpenPlatform/ISVOpenObj/checkUniformVerifyResult') }],
    ['refuses what should succeed', 'should-succeed', 'reportHISData', { finish: (answer, method) => (method === 'reportHISData' ? commonOut({ resultCode: 5, errMsg: '错误' })(answer) : answer) }],
    ['accepts a report without department', 'should-refuse', 'reportHISData', { finish: (answer, method) => (method === 'reportHISData' ? { ...commonOut({ resultCode: 0, errMsg: '成功' })(answer), rsp: { none: '' } } : answer) }],
    ['accepts no signature without channelNum', 'sign-form', 'channelNum 为数字 0，不参加签名', { forms: (texts, { commonIn }) => texts.filter((text) => !commonIn.has('channelNum') || text.includes('channelNum=')) }],
    ['accepts only the canonical form of nested values', 'sign-form', '嵌套值：发送时的成员顺序', { forms: (texts) => texts.slice(0, 1) }],
    ['accepts no escapes of Go', 'sign-form', '嵌套值：Go 的 \\u0026 转义', { forms: (texts) => texts.filter((text) => !text.includes('\\u0026')) }],
    ['signs a timestamp as text only', 'sign-form', 'timestamp 为数字', { forms: (texts, { commonIn }) => (typeof commonIn.get('timestamp')?.value === 'number' ? [] : texts) }],
    ['does not look at signatures', 'sign-wrong', '签名错误要拒绝', { finish: (answer, method) => (method === 'getAppToken' && answer.commonOut['resultCode'] === 2001 ? { ...commonOut({ resultCode: 0, errMsg: '成功' })(answer), rsp: { appToken: 'x', expiresIn: 1 } } : answer) }],
    ['does not look at the clock', 'clock-window', '一天前的 timestamp 要拒绝', { clockWindowSeconds: Infinity }],
    ['does not look at the token', 'token-wrong', '错误的 appToken 要拒绝', { needsToken: false }],
    ['executes a repeated call again', 'replay', '字节相同的请求得到相同的回答', { replay: 'forget' }],
    ['executes an altered call under a used requestId', 'replay-altered', 'requestId 相同而内容不同', { replay: 'execute-altered' }],
    ['takes one of two members of a name', 'duplicate-member', '成员名重复的 JSON 要拒绝', { read: readLoosely }],
    ['insists on the JSON content type', 'form-content-type', '表单类型的 JSON 正文', { jsonTypeOnly: true }],
    ['refuses Expect: 100-continue', 'expect-continue', 'Expect: 100-continue', { expectation: 417 }],
  ])('%s: %s is found at %s', async (...[, rule, at, changes]) => {
    const { code, items } = await setup(changes);
    expect(code).toBe(1);
    expect(items.find(({ name }) => name === at)?.problems.map((problem) => problem.rule)).toContain(rule);
    expect(failures(items).flatMap(({ problems }) => problems).every(({ remedy }) => remedy.length > 5)).toBe(true);
  });
});

describe('what is printed', () => {
  it('is one line a method, the remedy under what failed, and a sum', async () => {
    open = await openStandIn({ finish: rsp('getAppToken', { expiresIn: '7200' }) });
    const { code, output } = await run(credentials(open.url));
    expect(output).toContain('未通过  getAppToken\n        · rsp.expiresIn 应为数字，收到字符串\n          办法：');
    expect(output).toContain('部分    registerHealthCard\n        只查了拒绝的形式；查全还要 wechatCode（--wechat-code）');
    expect(output).toMatch(/合计 \d+ 项：通过 \d+，部分 \d+，未通过 1\n$/);
    expect(code).toBe(1);
  });

  it.each<[string, readonly string[]]>([
    ['a wrong secret', ['--secret', 'x'.repeat(32)]], ['a base where nobody listens', ['--base', 'http://127.0.0.1:9']],
  ])('is one line and one remedy with %s', async (_what, wrong) => {
    open = await openStandIn();
    const { code, output } = await run([...credentials(open.url), ...wrong]);
    expect(output.match(/办法：/g)).toHaveLength(1);
    expect(output).toMatch(/未通过 {2}getAppToken\n[^]*合计 1 项：通过 0，部分 0，未通过 1\n$/);
    expect(code).toBe(1);
  });

  it('tells why nothing answers', async () => {
    const { code, output } = await run([...credentials('http://127.0.0.1:9'), '--only', 'getAppToken']);
    expect(output).toMatch(/未通过 {2}getAppToken\n {8}· .*ECONNREFUSED/);
    expect(code).toBe(1);
  });

  it('is the usage when an option is missing or wrong', async () => {
    expect(await run(['--base', 'http://127.0.0.1:9'])).toMatchObject({ code: 1, errors: expect.stringContaining('用法：') as string });
    expect(await run([...credentials('http://127.0.0.1:9'), '--only', 'nothing'])).toMatchObject({ code: 1, errors: expect.stringContaining('没有这个方法：nothing') as string });
    expect(await run(['--help'])).toMatchObject({ code: 0, output: expect.stringContaining('用法：') as string });
  });

  it('never holds the person: neither the default one nor one from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kit-'));
    const file = join(folder, 'person.json');
    writeFileSync(file, JSON.stringify({ name: '何洁', idNumber: '419099199912310026', birthday: '1999-12-31' }));
    open = await openStandIn({ finish: onRefusal(commonOut({ errMsg: '' })) });
    const { output } = await run([...credentials(open.url), ...EVERYTHING, '--person', file]);
    rmSync(folder, { recursive: true });
    expect(output).not.toMatch(/何洁|周敏|419099/);
  });
});
