#!/usr/bin/env node
// 电子健康卡开放平台一致性检查：对任意实现本协议的地址逐个方法签名、调用、核对，给出通过与否和改正办法。
// Node 18 以上，一个文件，无依赖，不访问 --base 以外的任何地址。用法见同目录 README.md，或运行 --help。
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { parseArgs } from 'node:util';

// ── 一、选项 ─────────────────────────────────────────────────────────────────────────────────

const USAGE = `用法：node open-platform-check.mjs --base 地址 --app-id 应用号 --secret 密钥 --hospital-id 医院号 [选项]

  --wechat-code 码      领卡、备案、核验要用的 wechatCode；一次性的码请重复本选项给多个，常设测试码给一个即可
  --redirect-url 网址   已登记的回跳网址（https），备案与核验要用
  --relate-app-id 号    随有关方法发送的 relateAppId，默认一个虚构的
  --relate-open-id 号   随有关方法发送的 relateOpenId，默认一个虚构的；给出真实的才查全预约限制
  --person 文件         登记用的人（JSON）；不给则用虚构的默认人员
  --set 名=值           其他前提，可重复：healthCode authCode regInfoCode patientCode registerOrderId
                        faceOrderId platformId idCardImage ssmId qrCodeText healthCardId
  --only 方法           只查一个方法（会先调用它依赖的方法）
  --json                输出 JSON
密钥也可以放在环境变量 APP_SECRET 里。全部通过时退出码为 0，否则为 1。`;

/** 虚构人员：区划码 419099 从未启用，不会是任何人。 */
const NOBODY = {
  name: '周敏', gender: '女', nation: '汉族', birthday: '1981-08-08', idType: '01', idNumber: '419099198108080026', phone1: '19900000007',
};

function readSettings(args) {
  const text = { type: 'string' };
  const { values } = parseArgs({
    args,
    options: {
      base: text, 'app-id': text, secret: text, 'hospital-id': text, 'redirect-url': text, 'relate-app-id': text, 'relate-open-id': text,
      person: text, only: text, json: { type: 'boolean' }, help: { type: 'boolean' },
      'wechat-code': { ...text, multiple: true, default: [] }, set: { ...text, multiple: true, default: [] },
    },
  });
  if (values.help) return { help: true };
  const secret = values.secret ?? process.env.APP_SECRET;
  if (!values.base || !values['app-id'] || !secret || !values['hospital-id']) throw new Error('缺少 --base、--app-id、--secret 或 --hospital-id');
  if (values.only && !METHODS.some(({ name }) => name === values.only)) throw new Error(`没有这个方法：${values.only}`);
  const given = Object.fromEntries(values.set.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  return {
    base: values.base.replace(/\/+$/, ''), appId: values['app-id'], secret, hospitalId: values['hospital-id'],
    wechatCodes: values['wechat-code'], only: values.only, json: values.json ?? false,
    person: { ...NOBODY, ...(values.person ? JSON.parse(readFileSync(values.person, 'utf8')) : {}) },
    relate: { relateAppId: values['relate-app-id'] ?? 'wx0000000000000001', relateOpenId: values['relate-open-id'] ?? ABSENT.relateOpenId },
    given: {
      ...(values['redirect-url'] ? { redirectUrl: values['redirect-url'] } : {}), ...(values['relate-open-id'] ? { relateOpenId: values['relate-open-id'] } : {}), ...given,
    },
  };
}

// ── 二、签名（协议 2.4，与签名示例相同）───────────────────────────────────────────────────────

const byName = ([one], [other]) => (one < other ? -1 : 1);
const isEmpty = (value) => value === null || value === undefined || value === '';

/** `nested`：嵌套的值怎样写成文本；协议的写法是紧凑、成员名升序。 */
function signedText(common, req, nested = sortedJson) {
  return Object.entries({ ...common, ...req })
    .filter(([name, value]) => name !== 'sign' && !isEmpty(value))
    .sort(byName)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? nested(value) : String(value)}`)
    .join('&');
}

function sortedJson(value) {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined).sort(byName);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sortedJson(member)}`).join(',')}}`;
}

const goJson = (value) => sortedJson(value).replace(/[&<>]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
const signature = (text, secret) => createHash('sha256').update(text + secret, 'utf8').digest('base64');

// ── 三、传输 ─────────────────────────────────────────────────────────────────────────────────

const ANSWER_WITHIN_MS = 15_000;
/** 等不到 100 Continue 的客户端过一会儿照样发正文；这里同样。 */
const CONTINUE_WITHIN_MS = 1_000;

/** 发出正文，收下回答；连不上时 `failure` 说明原因。 */
function post(url, body, headers = {}) {
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'POST', timeout: ANSWER_WITHIN_MS, agent: false,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers },
    });
    request.on('response', (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode, contentType: response.headers['content-type'] ?? '', text, json: parsed(text) });
      });
    });
    request.on('timeout', () => request.destroy(new Error(`${ANSWER_WITHIN_MS / 1000} 秒内没有回答`)));
    request.on('error', (error) => resolve({ failure: error.message || error.code }));
    if (headers.Expect === undefined) return request.end(body);
    const unasked = setTimeout(() => request.end(body), CONTINUE_WITHIN_MS);
    for (const event of ['continue', 'response', 'close']) request.on(event, () => clearTimeout(unasked));
    request.on('continue', () => request.end(body));
    request.on('response', () => request.end());
    request.flushHeaders();
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// ── 四、办法：每条规则一句 ────────────────────────────────────────────────────────────────────

const REMEDIES = {
  unreachable: '检查 --base、网络与证书；服务端不要在回答之前断开连接。',
  'first-call': '先改好这一处再查：核对 --app-id、--secret、--hospital-id 是同一个环境、同一个应用的，密钥前后没有空格和引号，本机时钟准确（timestamp 是秒）。其余各项都要用 appToken，没有查。',
  'http-status': '业务错误也要用 HTTP 200 回答，错误写在 commonOut.resultCode；旧客户端把其他状态当作网络故障。',
  'content-type': '回答的 Content-Type 用 application/json;charset=utf-8。',
  'not-json': '回答的正文必须是 JSON（UTF-8）；检查路径是否实现、网关是否返回了自己的错误页。',
  envelope: '回答必须是 {"commonOut":{"requestId":字符串,"resultCode":整数,"errMsg":字符串},"rsp":对象}。',
  'request-id': '把请求的 commonIn.requestId 原样放进 commonOut.requestId。',
  'success-word': '成功时 errMsg 必须正好是“成功”；有的小程序按这两个字判断。',
  'error-word': '失败时 errMsg 要写明原因，不能为空，也不能是“成功”。',
  'rsp-object': 'rsp 总是对象，失败时也是；客户端不判空就读取其成员。',
  'rsp-on-error': '失败时 rsp 里的字符串成员照样返回，值是空字符串；客户端不判空就读取。',
  'member-type': '按协议第 3 节的类型返回；数字不要加引号，布尔不要写成字符串，可选成员没有值时不返回。',
  'static-code': '静态码写成“<healthCardId>:1”，第一段与 healthCardId 相同。',
  'dynamic-code': '动态码写成“<healthCardId>:0:<动态部分>”，第一段与 healthCardId 相同。',
  'card-id': 'healthCardId 与 phid 是 64 位大写十六进制。',
  image: '图片是 Base64 的 PNG，不加 data: 前缀。',
  'should-succeed': '按 errMsg 处理。常见原因：人员不在所连环境的人口库（用 --person 换人）、wechatCode 用过了（再给一个）、回跳网址没有登记、机构要求 relateAppId 与 relateOpenId（用选项给出）。',
  'should-refuse': '这样的请求不能成功，要用非 0 的 resultCode 拒绝。',
  'not-served': '实现这个方法；已经实现的，检查地址的目录和大小写是否与协议相同。',
  'two-paths': '本方法有两个地址，两处都要实现，回答要相同。',
  'sign-form': '验签要接受协议 2.5 的各种写法：对实际收到的成员计算，嵌套值依次试规范写法、收到的原样、Go 的 \\u0026 转义；数字 0 的 channelNum 参加与不参加签名都接受。',
  'sign-wrong': '签名不符必须拒绝；检查是否真的验签、密钥是否正确。',
  'clock-window': 'timestamp（秒）与当前时间相差过大的请求必须拒绝。',
  'token-wrong': '除 getAppToken 外，appToken 不对必须拒绝。',
  replay: '同一机构重发字节完全相同的请求，要返回第一次的回答，不再执行。',
  'replay-altered': '同一 requestId 而内容不同的请求要拒绝，至少不能执行。',
  'duplicate-member': '同一个对象里成员名重复的 JSON 必须拒绝，否则两处读取会得到不同的值。',
  'form-content-type': '不看 Content-Type，一律按 JSON 解析；有的旧客户端用表单类型发 JSON。',
  'expect-continue': '支持 Expect: 100-continue：回 100 或直接等正文，不要回 417。',
};

const problem = (rule, what) => ({ rule, what, remedy: REMEDIES[rule] });

// ── 五、核对回答（协议 2.3）───────────────────────────────────────────────────────────────────

const TYPE_WORDS = { string: '字符串', number: '数字', boolean: '布尔', object: '对象', array: '数组', undefined: '没有', null: 'null' };

function typeOf(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** 信封的问题；`requestId` 不给时不查回显（请求读不出来时没有可回显的）。 */
function envelopeProblems(answer, requestId) {
  if (answer.failure !== undefined) return [problem('unreachable', answer.failure)];
  const problems = [];
  if (answer.status !== 200) problems.push(problem('http-status', `HTTP ${answer.status}`));
  if (typeOf(answer.json) !== 'object') return [...problems, problem('not-json', answer.text.slice(0, 80) || '正文为空')];
  if (!/^application\/json\b/i.test(answer.contentType)) problems.push(problem('content-type', `Content-Type: ${answer.contentType || '没有'}`));
  const { commonOut, rsp } = answer.json;
  if (typeOf(rsp) !== 'object') problems.push(problem('rsp-object', `rsp 是 ${TYPE_WORDS[typeOf(rsp)]}`));
  if (typeOf(commonOut) !== 'object') return [...problems, problem('envelope', '没有 commonOut')];
  return [...problems, ...commonOutProblems(commonOut, requestId), ...(commonOut.resultCode === 0 ? [] : notEmptied(rsp))];
}

function commonOutProblems({ requestId: echoed, resultCode, errMsg }, requestId) {
  const problems = [];
  const wrong = (rule, what) => problems.push(problem(rule, what));
  if (!Number.isInteger(resultCode)) wrong('envelope', `commonOut.resultCode 应为整数，收到 ${JSON.stringify(resultCode)}`);
  if (typeof errMsg !== 'string') wrong('envelope', `commonOut.errMsg 应为字符串，收到 ${TYPE_WORDS[typeOf(errMsg)]}`);
  if (typeof echoed !== 'string') wrong('envelope', `commonOut.requestId 应为字符串，收到 ${TYPE_WORDS[typeOf(echoed)]}`);
  else if (requestId !== undefined && echoed !== requestId) wrong('request-id', `请求是 ${requestId}，回显是 ${echoed || '空'}`);
  if (resultCode === 0 && errMsg !== '成功') wrong('success-word', `errMsg 是“${errMsg}”`);
  if (resultCode !== 0 && (errMsg === '' || errMsg === '成功')) wrong('error-word', `resultCode ${resultCode}，errMsg 是“${errMsg}”`);
  return problems;
}

function notEmptied(rsp) {
  const filled = Object.entries(rsp ?? {}).filter(([, value]) => typeof value === 'string' && value !== '').map(([name]) => name);
  return filled.length > 0 ? [problem('rsp-on-error', `失败时 rsp.${filled.join('、rsp.')} 有值`)] : [];
}

/** `shape`：成员名 → 类型；`?` 结尾的可选；值是对象时核对下一层，写成 [形状] 的核对数组每一项。 */
function shapeProblems(value, shape, where = 'rsp') {
  return Object.entries(shape).flatMap(([name, expected]) => {
    const [said, at] = [value?.[name], `${where}.${name}`];
    if (Array.isArray(expected)) return Array.isArray(said) ? said.flatMap((item, index) => shapeProblems(item, expected[0], `${at}[${index}]`)) : [wrongType(at, 'array', said)];
    if (typeof expected === 'object') return typeOf(said) === 'object' ? shapeProblems(said, expected, at) : [wrongType(at, 'object', said)];
    if (expected.endsWith('?') && said === undefined) return [];
    const types = expected.replace('?', '').split('|');
    return types.includes(typeOf(said)) ? [] : [wrongType(at, types[0], said)];
  });
}

const wrongType = (at, expected, said) => problem('member-type', `${at} 应为${TYPE_WORDS[expected]}，收到${TYPE_WORDS[typeOf(said)]}`);

function codeProblems({ qrCodeText, healthCardId }, kind, id = healthCardId) {
  const [first, type, dynamic] = String(qrCodeText).split(':');
  const right = first === id && (kind === 'static-code' ? type === '1' : type === '0' && Boolean(dynamic));
  return right ? [] : [problem(kind, `qrCodeText 的形式是 ${String(qrCodeText).replace(/[\dA-Za-z]{8,}/g, '…')}`)];
}

function idProblems(named) {
  return Object.entries(named).filter(([, id]) => !/^[\dA-F]{64}$/.test(id)).map(([name]) => problem('card-id', `${name} 不是 64 位大写十六进制`));
}

const imageProblems = (image) => (String(image).startsWith('iVBORw0KGgo') ? [] : [problem('image', `图片以“${String(image).slice(0, 12)}”开头`)]);

// ── 六、方法（协议第 3 节）────────────────────────────────────────────────────────────────────

const AUTH = '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/';
const BUSINESS = '/rest/auth/HealthCard/HealthOpenPlatform/ISVOpenObj/';
const SERVER = '/rest/auth/TXHealthCard/EHealthCardServer/ISVOpenObj/';
const TOOLS = '/rest/auth/TXHealthCard/EHealthCardServer/ToolsObj/';
const APPOINTMENTS = '/rest/auth/HealthCard/VaccinationOpenServer/OpenVaccinationObj/';

const strings = (names) => Object.fromEntries(names.split(' ').map((name) => [name.replace('?', ''), name.endsWith('?') ? 'string?' : 'string']));
const chinaTime = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const CARD = {
  ...strings('qrCodeText name gender nation birthday relation? idNumber idType address phone1 phone2? phid patid? healthCardId adminExt? ext?'),
  childInfo: 'object?', verifyStatus: 'boolean?',
};
const cardProblems = ({ card }) => [...codeProblems(card ?? {}, 'static-code'), ...idProblems({ 'card.healthCardId': card?.healthCardId, 'card.phid': card?.phid })];

const redirects = (v) => ({
  successRedirectUrl: `${v('redirectUrl')}?healthCode=\${healthCode}`, failRedirectUrl: `${v('redirectUrl')}?regInfoCode=\${regInfoCode}`,
  verifyFailRedirectUrl: `${v('redirectUrl')}?verify=fail`, faceUrl: `${v('redirectUrl')}?face=1`,
});
const use = (v) => ({ qrCodeText: v('qrCodeText'), time: chinaTime(), hospitalCode: v('hospitalId'), scene: '0101083', cardType: '11', cardChannel: '0401' });

/** 一个人的登记资料；`v` 给出前提的值，人员资料也从它取。 */
const personal = (v) => ({
  name: v('name'), gender: v('gender'), nation: v('nation'), birthday: v('birthday'), idNumber: v('idNumber'), idType: v('idType'), phone1: v('phone1'),
});
const batchItem = (v, wechatCode) => ({ ...personal(v), wechatCode, address: '', phone2: '', patid: v('patid'), openId: v('relateOpenId'), wechatUrl: 'https://hospital.example/cards?a=1&b=2' });

/**
 * `needs`：成功所需的前提，缺一个就用不存在的值调用，核对拒绝的形式。`either`：成功或拒绝都合协议，只核对形式。
 * `absent: 'either'`：缺前提时，拒绝或答“没有”都合协议。
 * `gives`：成功后供后面的方法使用。`more`：前提具备时再查的请求。`related`：机构要求时须带 relateAppId、relateOpenId。
 */
const CREDENTIAL = [
  { name: 'getAppToken', at: [AUTH], needs: [], req: (v) => ({ appId: v('appId') }), rsp: { appToken: 'string', expiresIn: 'number' }, gives: ({ appToken }) => ({ appToken }) },
];

const CARDS = [
  {
    name: 'registerHealthCard', at: [BUSINESS], needs: ['wechatCode'],
    req: (v) => ({ wechatCode: v('wechatCode'), ...personal(v), relation: '0', address: '', phone2: '', patid: v('patid') }),
    rsp: strings('qrCodeText healthCardId phid adminExt'),
    check: (rsp) => [...codeProblems(rsp, 'static-code'), ...idProblems({ healthCardId: rsp.healthCardId, phid: rsp.phid })],
    gives: ({ qrCodeText, healthCardId }) => ({ qrCodeText, healthCardId }),
  },
  {
    name: 'registerBatchHealthCard', at: [BUSINESS], needs: ['wechatCode'], either: true,
    req: (v) => ({ healthCardItems: [batchItem(v, v('wechatCode'))] }),
    rsp: { rspItems: [strings('idNumber idType qrCodeText healthCardId')] },
    check: ({ rspItems }) => (rspItems ?? []).flatMap((item) => codeProblems(item, 'static-code')),
    more: [{ title: '一次 16 人（上限 15）', expect: 'refused', req: (v) => ({ healthCardItems: Array.from({ length: 16 }, () => batchItem(v, NOWHERE)) }) }],
  },
  { name: 'getHealthCardByHealthCode', at: [BUSINESS], related: true, needs: ['healthCode'], req: (v) => ({ healthCode: v('healthCode') }), rsp: { card: CARD, isSelf: 'boolean?' }, check: cardProblems },
  { name: 'getHealthCardByQRCode', at: [BUSINESS], needs: ['qrCodeText'], req: (v) => ({ qrCodeText: v('qrCodeText') }), rsp: { card: CARD }, check: cardProblems },
  { name: 'getHealthCardByHealthCardId', at: [SERVER], needs: ['healthCardId'], req: (v) => ({ healthCardId: v('healthCardId') }), rsp: { card: CARD }, check: cardProblems },
  { name: 'bindCardRelation', at: [BUSINESS], absent: 'either', needs: ['qrCodeText'], req: (v) => ({ patid: v('patid'), qrCodeText: v('qrCodeText') }), rsp: { result: 'boolean' } },
  { name: 'getOrderIdByOutAppId', at: [BUSINESS], needs: ['qrCodeText'], req: (v) => ({ appId: v('appId'), qrCodeText: v('qrCodeText') }), rsp: { orderId: 'string' } },
  {
    name: 'getDynamicQRCode', at: [BUSINESS], related: true, needs: ['healthCardId'],
    req: (v) => ({ healthCardId: v('healthCardId'), idType: v('idType'), idNumber: v('idNumber'), codeType: '0' }),
    rsp: { qrCodeText: 'string', qrCodeImg: 'string', color: 'number?', healthCardId: 'string?' },
    check: (rsp, v, req) => [...codeProblems(rsp, Number(req.codeType) === 0 ? 'dynamic-code' : 'static-code', v('healthCardId')), ...imageProblems(rsp.qrCodeImg)],
    gives: ({ qrCodeText }) => ({ dynamicCode: qrCodeText }),
    more: [{ title: 'codeType 为数字 1（静态码）', expect: 'success', req: (v) => ({ healthCardId: v('healthCardId'), idType: v('idType'), idNumber: v('idNumber'), codeType: 1 }) }],
  },
  {
    name: 'verifyQRCode', at: [BUSINESS], needs: ['qrCodeText'],
    req: (v) => ({ qrCodeText: v('qrCodeText'), terminalId: 'KIT-1', time: chinaTime(), medicalStep: '010101', channelCode: '0100', hospitalCode: v('hospitalId'), useType: '01' }),
    rsp: strings('name gender nation birthday phone address idType idNumber healthCardId phid'),
    check: ({ healthCardId, phid }) => idProblems({ healthCardId, phid }),
    more: [{ title: '动态码', needs: ['dynamicCode'], expect: 'success', req: (v) => ({ qrCodeText: v('dynamicCode'), terminalId: 'KIT-1', time: chinaTime(), medicalStep: '010101', channelCode: '0100', useType: '01' }) }],
  },
  {
    name: 'updateHealthCardId', at: [BUSINESS], needs: ['healthCardId'], either: true,
    req: (v) => ({ updateHealthCardIdItems: [{ healthCardId: v('healthCardId'), idType: v('idType'), idNumber: v('idNumber') }] }),
    rsp: { updateHealthCardIdRspItems: [strings('oldHealthCardId newHealthCardId idType idNumber')], result: 'boolean' },
  },
  { name: 'ocrInfo', at: [BUSINESS], needs: ['idCardImage'], req: (v) => ({ imageContent: v('idCardImage') }), rsp: { cardInfo: strings('name id gender nation birth address authority validDate') } },
  { name: 'bindUnionId', at: [BUSINESS], needs: ['wechatCode', 'qrCodeText'], either: true, req: (v) => ({ weChatCode: v('wechatCode'), qrCodeList: [v('qrCodeText')] }), rsp: { responseStatusList: 'array' } },
  { name: 'recvPushMsg', at: [BUSINESS], needs: [], either: true, req: () => ({}), rsp: {} },
];

const FILING = [
  { name: 'registerHealthCardPreAuth', at: [BUSINESS], needs: ['wechatCode', 'redirectUrl'], req: (v) => ({ wechatCode: v('wechatCode'), patientType: 0, userFormPageUrl: `${v('redirectUrl')}?authCode=\${authCode}`, ...redirects(v), domainChannel: 2 }), rsp: { bindCardUrl: 'string' } },
  { name: 'registerHealthCardPreFill', at: [BUSINESS], needs: ['authCode', 'redirectUrl'], req: (v) => ({ authCode: v('authCode'), ...personal(v), ...redirects(v) }), rsp: { verifyUrl: 'string' } },
  {
    name: 'getRegInfoByCode', at: [BUSINESS], related: true, needs: ['regInfoCode'], req: (v) => ({ code: v('regInfoCode') }),
    rsp: { ...strings('name gender nation birthday idNumber idType address phone1 phone2? patid? ext?'), childInfo: 'object?', isSelf: 'boolean', verifyStatus: 'boolean' },
  },
  { name: 'getPatientsHealthCard', at: [BUSINESS], needs: ['patientCode'], req: (v) => ({ patientCode: v('patientCode') }), rsp: strings('name idNumber idType birthday nation nationality relation phone1 address gender patid multiplebirths parity guardianInfo eContactInfo ext') },
  { name: 'savePatients', at: [BUSINESS], needs: ['patientCode'], req: (v) => ({ card: personal(v), incorrectInfo: [], code: v('patientCode') }), rsp: strings('code msg patientCode healthCardId ext') },
  { name: 'saveScanQrField', at: [BUSINESS], needs: ['healthCardId'], req: (v) => ({ healthCardId: v('healthCardId'), outpatientNum: 'KIT-0001' }), rsp: { fieldCode: 'string' } },
  { name: 'getThirdPartyPlatformInfo', at: [BUSINESS], absent: 'either', needs: ['platformId'], req: (v) => ({ cityCode: '410100', platformId: v('platformId') }), rsp: { adminId: 'string', hospitalId: 'string', supportStatus: 'number' } },
  { name: 'verifyRealNamePatient', at: [BUSINESS], absent: 'either', needs: ['platformId'], req: (v) => ({ userName: v('name'), idCard: v('idNumber'), platformId: v('platformId') }), rsp: { pass: 'number', patientId: 'string' } },
];

const VERIFICATION = [
  { name: 'registerOrder', at: [BUSINESS], needs: [], req: (v) => ({ name: v('name'), idCardNumber: v('idNumber') }), rsp: { orderId: 'string' }, gives: ({ orderId }) => ({ registeredOrder: orderId }) },
  { name: 'verifyFaceIdentity', at: [BUSINESS], needs: ['registeredOrder'], either: true, req: (v) => ({ orderId: v('registeredOrder'), verifyResult: 'S0lU' }), rsp: { status: 'boolean', result: 'boolean?', healthCardId: 'string?' } },
  { name: 'registerUniformOrder', at: [BUSINESS], needs: [], either: true, req: (v) => ({ name: v('name'), idCard: v('idNumber'), cardType: v('idType') }), rsp: {} },
  {
    name: 'registerUniformVerifyOrder', at: [BUSINESS], related: true, needs: ['wechatCode', 'redirectUrl'],
    req: (v) => ({
      cardType: v('idType'), idCard: v('idNumber'), name: v('name'), wechatCode: v('wechatCode'), scene: '0101081', useCardType: '11', cardCostTypes: '0100',
      verifySuccessRedirectUrl: `${v('redirectUrl')}?order=\${registerOrderId}`, verifyFailRedirectUrl: `${v('redirectUrl')}?verify=fail`, faceUrl: `${v('redirectUrl')}?face=1`,
    }),
    rsp: { verifyUrl: 'string', verifyOrderId: 'string', protectState: 'number?' }, gives: ({ verifyOrderId }) => ({ verifyOrderId }),
  },
  {
    name: 'checkUniformVerifyResult', at: [SERVER, BUSINESS], related: true, needs: ['verifyOrderId'], either: true,
    req: (v) => ({ verifyOrderId: v('verifyOrderId'), verifyResult: v('registerOrderId') }),
    rsp: { suc: 'boolean', verifyType: 'number', ...strings('ext? proxyVerifyName? proxyVerifyCardType? proxyVerifyIdCard? proxyVerifyExpiredTime? healthCardId?') },
  },
  { name: 'getOrderInfoByOrderId', at: [BUSINESS], related: true, needs: ['faceOrderId'], req: (v) => ({ orderId: v('faceOrderId'), verifyType: 1 }), rsp: strings('idCard cardType name') },
  { name: 'registerRealPersonAuthOrder', at: [BUSINESS], related: true, needs: ['wechatCode', 'faceOrderId'], req: (v) => ({ orderId: v('faceOrderId'), wechatCode: v('wechatCode'), idCard: v('idNumber'), cardType: v('idType'), name: v('name'), result: '01', verifyType: 1 }), rsp: { verifyOrderId: 'string' } },
];

const REPORTS = [
  {
    name: 'reportHISData', at: [BUSINESS], related: true, needs: ['qrCodeText'], req: use, rsp: { none: 'string', resultCode: 'number?', time: 'string?' },
    more: [
      { title: '旧客户端的写法（带 name、idCardNumber）', expect: 'success', req: (v) => ({ ...use(v), scene: '0101012', department: '0301', name: v('name'), idCardNumber: v('idNumber'), hospitalId: v('hospitalId') }) },
      { title: '挂号而没有 department', expect: 'refused', req: (v) => ({ ...use(v), scene: '0101011' }) },
      { title: '门诊缴费而没有 cardCostTypes', expect: 'refused', req: (v) => ({ ...use(v), scene: '0101051' }) },
    ],
  },
  { name: 'reportRealNamePatientData', at: [BUSINESS], needs: ['platformId', 'qrCodeText'], either: true, req: (v) => ({ patientId: 'KIT-0001', qrCodeText: v('qrCodeText'), time: chinaTime(), platformId: v('platformId'), subHospitalCode: v('hospitalId'), scene: '0101083' }), rsp: { none: 'string?', resultCode: 'number?', time: 'string?' } },
  { name: 'reportScanQRCode', at: [BUSINESS], needs: ['qrCodeText', 'healthCardId'], req: (v) => ({ qrCodeText: v('qrCodeText'), time: chinaTime(), hospitalCode: v('hospitalId'), hospitalName: '一致性检查', healthCardId: v('healthCardId'), scene: '010101', department: '0301', cardChannel: '0100' }), rsp: { none: 'string?', resultCode: 'number?', time: 'string?' } },
];

const KIOSK = [
  { name: 'ssmGenQrCode', at: [TOOLS], needs: [], req: (v) => ({ ssmId: v('ssmId') }), rsp: { imageContent: 'string', uid: 'string' }, check: ({ imageContent }) => imageProblems(imageContent), gives: ({ uid }) => ({ uid }) },
  { name: 'ssmQueryQrCodeResult', at: [TOOLS], absent: 'either', needs: ['uid'], req: (v) => ({ uid: v('uid') }), rsp: { statusCode: 'number', healthCardId: 'string?' } },
];

const notice = (v, small) => ({
  [small ? 'appld' : 'appId']: v('appId'), [small ? 'openld' : 'openId']: v('relateOpenId'), [small ? 'healthCardld' : 'healthCardId']: v('healthCardId'),
  hospitalName: '一致性检查', userCardInfoList: [{ time: chinaTime(), department: '0301', cardChannel: '0401', scene: '0101083' }],
});
const NOTICES = [
  {
    name: 'referralResultNotice', at: [BUSINESS], needs: [], either: true, rsp: { resultCode: 'string|number', message: 'string' },
    req: () => ({
      applyNo: 'KIT-0001', diagnosticOpinion: '检查', handlingOpinions: '检查', beginTime: chinaTime(), endTime: chinaTime(), billingDoctor: '甲', applicationOrganization: '甲院',
      referralDoctor: '乙', referralInstitution: '乙院', referralDepartment: '0301', checkStatus: 1,
    }),
  },
  {
    name: 'sendMedicalRecordNotice', at: [BUSINESS], needs: ['healthCardId', 'relateOpenId'], either: true, req: (v) => notice(v, false), rsp: { ext: 'string' },
    more: [{ title: '成员名写成 appld、openld、healthCardld', expect: 'either', req: (v) => notice(v, true) }],
  },
  {
    name: 'checkAppointmentLimit', at: [APPOINTMENTS], absent: 'either', needs: ['healthCardId', 'relateOpenId'], req: (v) => ({ openId: v('relateOpenId'), healthCardId: v('healthCardId'), clientIp: '203.0.113.7' }),
    rsp: { verify: 'boolean', riskLevel: 'number', toast: 'string' },
    more: [{ title: '取消预约（没有 clientIp）', expect: 'success', req: (v) => ({ openId: v('relateOpenId'), healthCardId: v('healthCardId') }) }],
  },
];

const GROUPS = [['凭证', CREDENTIAL], ['健康卡', CARDS], ['备案', FILING], ['核验', VERIFICATION], ['用卡上报', REPORTS], ['自助机', KIOSK], ['通知与预约限制', NOTICES]];
const METHODS = GROUPS.flatMap(([group, methods]) => methods.map((method) => ({ ...method, group })));

/** 不存在的值：形式合理，查不到。 */
const NOWHERE = '0'.repeat(32);
const ABSENT = { qrCodeText: `${NOWHERE}${NOWHERE}:1`, healthCardId: NOWHERE + NOWHERE, redirectUrl: 'https://hospital.example/back', idCardImage: 'S0lU', ssmId: 'KIT-SSM-1', platformId: '0', relateOpenId: 'oKIT-nobody' };

// ── 七、调用 ─────────────────────────────────────────────────────────────────────────────────

function makeCaller(settings) {
  const { given, relate, person, appId, hospitalId, secret } = settings;
  /** 已有的前提：选项给的、人员资料、前面的方法得到的。 */
  const known = { ...given, ...person, patid: `KIT-${signature(person.idNumber, '').replace(/\W/g, '').slice(0, 8)}`, appId, hospitalId };
  const codes = [...settings.wechatCodes];
  if (codes.length > 0) known.wechatCode = codes[0];

  /** 取前提的值。wechatCode 每用一个换一个，最后一个留用。 */
  function value(name) {
    if (name === 'wechatCode' && codes.length > 0) return codes.length > 1 ? codes.shift() : codes[0];
    return known[name] ?? ABSENT[name] ?? NOWHERE;
  }

  function common(changes = {}) {
    return {
      appToken: known.appToken ?? '', requestId: randomUUID().replaceAll('-', '').toUpperCase(), hospitalId,
      timestamp: String(Math.floor(Date.now() / 1000)), channelNum: 0, ...changes,
    };
  }

  /** 发一个签好名的请求；`text` 是签名原文，`alter` 改动正文，`headers` 另加请求头。 */
  async function call(path, { commonIn = common(), req, text = signedText(commonIn, req), sign = signature(text, secret), alter = (body) => body, headers = {} }) {
    const body = alter(JSON.stringify({ commonIn: { ...commonIn, sign }, req }));
    return { ...await post(`${settings.base}${path}`, body, headers), requestId: commonIn.requestId };
  }

  return { known, value, common, call, relate };
}

const codeOf = (answer) => answer.json?.commonOut?.resultCode;

/** 一次回答按预期核对。`expect`：success 成功，refused 拒绝，either 都可以。`unknown`：这个平台对未知方法的回答。 */
function judge(method, { answer, expect, v, req, unknown }) {
  const problems = envelopeProblems(answer, answer.requestId);
  const code = codeOf(answer);
  if (!Number.isInteger(code)) return problems;
  if (code !== 0 && saysTheSame(answer, unknown)) return [...problems, problem('not-served', `与未知方法的回答相同：${code} ${answer.json.commonOut.errMsg}`)];
  if (code !== 0) problems.push(...unsaid(method, answer.json.rsp), ...(expect === 'success' ? [problem('should-succeed', `应当成功，得到 ${code} ${answer.json.commonOut.errMsg}`)] : []));
  if (code !== 0) return problems;
  if (expect === 'refused') return [...problems, problem('should-refuse', '应当拒绝，却成功了')];
  const { rsp } = answer.json;
  if (typeOf(rsp) !== 'object') return problems;
  return [...problems, ...shapeProblems(rsp, method.rsp), ...(method.check?.(rsp, v, req) ?? [])];
}

const saysTheSame = (one, other) => codeOf(one) === codeOf(other) && one.json.commonOut.errMsg === other.json.commonOut.errMsg;

/** 失败时没有返回的字符串成员。 */
function unsaid({ rsp: shape }, rsp) {
  const names = Object.keys(shape).filter((name) => shape[name] === 'string' && rsp?.[name] === undefined);
  return names.length > 0 && typeOf(rsp) === 'object' ? [problem('rsp-on-error', `失败时没有 rsp.${names.join('、rsp.')}`)] : [];
}

/** 查一个方法；要用的前提先由给得出它的方法取得。 */
function makeMethodCheck(caller) {
  const done = new Map();
  let unknown;

  async function provide(need) {
    const giver = METHODS.find(({ name }) => name === GIVEN_BY[need]);
    if (giver && caller.known[need] === undefined) await check(giver);
  }

  function check(method) {
    if (!done.has(method.name)) done.set(method.name, checkOnce(method));
    return done.get(method.name);
  }

  async function checkOnce(method) {
    for (const need of ['appToken', ...method.needs]) if (GIVEN_BY[need] !== method.name) await provide(need);
    unknown ??= caller.call(`${BUSINESS}noSuchMethod`, { req: {} });
    const missing = method.needs.filter((need) => caller.known[need] === undefined);
    const problems = await onEveryPath(method, missing);
    if (missing.length === 0 && !problems.some(({ rule }) => rule === 'not-served')) problems.push(...await furtherRequests(method));
    return { group: method.group, name: method.name, missing, problems };
  }

  async function onEveryPath(method, missing) {
    const req = method.req(caller.value);
    const answers = [];
    for (const folder of method.at) answers.push(await ask(method, { folder, req }));
    const expect = method.either ? 'either' : missing.length > 0 ? method.absent ?? 'refused' : 'success';
    const asUnknown = await unknown;
    const problems = answers.flatMap((answer) => judge(method, { answer, expect, v: caller.value, req, unknown: asUnknown }));
    if (new Set(answers.map(codeOf)).size > 1) problems.push(problem('two-paths', `两个地址的 resultCode 是 ${answers.map(codeOf).join(' 和 ')}`));
    if (codeOf(answers[0]) === 0 && method.gives) Object.assign(caller.known, method.gives(answers[0].json.rsp ?? {}));
    return problems;
  }

  async function furtherRequests(method) {
    const problems = [];
    for (const { title, expect, req: request, needs = [] } of method.more ?? []) {
      if (needs.some((need) => caller.known[need] === undefined)) continue;
      const req = request(caller.value);
      const found = judge(method, { answer: await ask(method, { folder: method.at[0], req }), expect, v: caller.value, req, unknown: await unknown });
      problems.push(...found.map((one) => ({ ...one, what: `${title}：${one.what}` })));
    }
    return problems;
  }

  const ask = (method, { folder, req }) => caller.call(folder + method.name, { req, commonIn: caller.common(method.related ? caller.relate : {}) });
  return check;
}

const GIVEN_BY = { appToken: 'getAppToken', qrCodeText: 'registerHealthCard', healthCardId: 'registerHealthCard', dynamicCode: 'getDynamicQRCode', registeredOrder: 'registerOrder', verifyOrderId: 'registerUniformVerifyOrder', uid: 'ssmGenQrCode' };

// ── 八、签名、重放与传输的检查（协议 2.1、2.4、2.5）────────────────────────────────────────────

const TOKEN = `${AUTH}getAppToken`;

/** 每项：名称、规则、做法；做法返回问题的列表。都用 getAppToken 或必被拒绝的请求，不留下任何登记。 */
function crossChecks(caller, { appId, secret }) {
  const req = { appId };
  const bare = (changes) => caller.common({ appToken: '', ...changes });
  const ask = (more) => caller.call(TOKEN, { commonIn: bare(), req, ...more });
  const now = () => Math.floor(Date.now() / 1000);
  const without = (commonIn) => ({ ...commonIn, channelNum: undefined });
  const signedAlike = (commonIn, text) => ask({ commonIn, ...(text === undefined ? {} : { text }) }).then((answer) => accepted(answer, 'sign-form'));
  return [
    ['签名', '规范写法', () => signedAlike(bare())],
    ['签名', '不传 channelNum', () => signedAlike(without(bare()))],
    ['签名', 'channelNum 为数字 0，不参加签名', () => { const commonIn = bare(); return signedAlike(commonIn, signedText(without(commonIn), req)); }],
    ['签名', 'timestamp 为数字', () => signedAlike(bare({ timestamp: now() }))],
    ['签名', 'requestId 为带横线的小写 GUID', () => signedAlike(bare({ requestId: randomUUID() }))],
    ['签名', '嵌套值：规范写法', () => nestedForm(caller, appId, sortedJson)],
    ['签名', '嵌套值：发送时的成员顺序', () => nestedForm(caller, appId, (value) => JSON.stringify(value))],
    ['签名', '嵌套值：Go 的 \\u0026 转义', () => nestedForm(caller, appId, goJson)],
    ['签名', '签名错误要拒绝', async () => refused(await ask({ sign: signature('x', secret) }), 'sign-wrong')],
    ['签名', '签名后改动内容要拒绝', async () => refused(await ask({ alter: (body) => body.replace(/"channelNum":0/, '"channelNum":1') }), 'sign-wrong')],
    ['签名', '一天前的 timestamp 要拒绝', async () => refused(await ask({ commonIn: bare({ timestamp: String(now() - 86_400) }) }), 'clock-window')],
    ['签名', '一天后的 timestamp 要拒绝', async () => refused(await ask({ commonIn: bare({ timestamp: String(now() + 86_400) }) }), 'clock-window')],
    ['签名', '错误的 appToken 要拒绝', async () => refused(await caller.call(`${BUSINESS}registerOrder`, { commonIn: caller.common({ appToken: NOWHERE }), req: { name: '甲', idCardNumber: NOWHERE } }), 'token-wrong')],
    ['重放', '字节相同的请求得到相同的回答', () => sameBytes(ask, bare())],
    ['重放', 'requestId 相同而内容不同', () => sameIdAltered(ask, bare())],
    ['传输', '未知方法', async () => refused(await caller.call(`${BUSINESS}noSuchMethod`, { req: {} }), 'should-refuse')],
    ['传输', '成员名重复的 JSON 要拒绝', async () => refused({ ...await ask({ alter: (body) => body.replace(/"req":\{/, `"req":{"appId":${JSON.stringify(appId)},`) }), requestId: undefined }, 'duplicate-member')],
    ['传输', '表单类型的 JSON 正文', async () => accepted(await ask({ headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }), 'form-content-type')],
    ['传输', 'req 写在 commonIn 前面', async () => accepted(await ask({ alter: reversed }), 'envelope')],
    ['传输', 'Expect: 100-continue', async () => accepted(await ask({ headers: { Expect: '100-continue' } }), 'expect-continue')],
  ];
}

const outcomeOf = (answer) => (answer.failure ?? `HTTP ${answer.status}，resultCode ${codeOf(answer)} ${answer.json?.commonOut?.errMsg ?? ''}`);
const accepted = (answer, rule) => (codeOf(answer) === 0 ? envelopeProblems(answer, answer.requestId) : [problem(rule, `应当接受，得到 ${outcomeOf(answer)}`)]);
const refused = (answer, rule) => (codeOf(answer) === 0 ? [problem(rule, '应当拒绝，却成功了')] : envelopeProblems(answer, answer.requestId));

function reversed(body) {
  const { commonIn, req } = JSON.parse(body);
  return JSON.stringify({ req, commonIn });
}

/** 取一个新的 appToken：前面的检查取过新的，先前的可能已经作废。 */
async function renewToken(caller, appId) {
  const answer = await caller.call(TOKEN, { commonIn: caller.common({ appToken: '' }), req: { appId } });
  caller.known.appToken = answer.json?.rsp?.appToken;
}

/** 嵌套值只能用业务方法查：先看签名错误得到什么码，再看这种写法是否也得到它。资料不全，wechatCode 不存在，不会登记。 */
async function nestedForm(caller, appId, nested) {
  await renewToken(caller, appId);
  const req = { wechatCode: NOWHERE, childInfo: { motherName: '测试<甲>', fatherName: '测试乙', motherAddress: '甲路&乙路/1', birthTime: '' } };
  const ask = (sign) => {
    const commonIn = caller.common();
    return caller.call(`${BUSINESS}registerHealthCard`, { commonIn, req, text: signedText(commonIn, req, nested), ...sign });
  };
  const [wrong, right] = [await ask({ sign: signature('x', '') }), await ask({})];
  if (codeOf(right) === undefined) return envelopeProblems(right, right.requestId);
  return codeOf(wrong) === codeOf(right) ? [problem('sign-form', `与签名错误得到同一个 resultCode ${codeOf(right)}`)] : envelopeProblems(right, right.requestId);
}

async function sameBytes(ask, commonIn) {
  const [first, again] = [await ask({ commonIn }), await ask({ commonIn })];
  return first.text !== undefined && first.text === again.text ? envelopeProblems(again, commonIn.requestId) : [problem('replay', `两次的回答不同：第二次 ${outcomeOf(again)}`)];
}

async function sameIdAltered(ask, commonIn) {
  const first = await ask({ commonIn });
  const altered = await ask({ commonIn: { ...commonIn, timestamp: String(Number(commonIn.timestamp) + 1) } });
  const executed = codeOf(altered) === 0 && altered.text !== first.text;
  return executed ? [problem('replay-altered', '第二次照样执行了')] : envelopeProblems(altered, commonIn.requestId);
}

async function checkAcross(caller, settings) {
  const items = [];
  for (const [group, name, run] of crossChecks(caller, settings)) items.push({ group, name, missing: [], problems: await run() });
  return items;
}

// ── 九、报告 ─────────────────────────────────────────────────────────────────────────────────

/** 缺前提而只查了拒绝形式的算“部分”，不算未通过。 */
function outcome({ problems, missing }) {
  if (problems.length > 0) return '未通过';
  return missing.length > 0 ? '部分' : '通过';
}

function summary(items) {
  const count = (word) => items.filter((item) => outcome(item) === word).length;
  return { passed: count('通过'), partial: count('部分'), failed: count('未通过') };
}

const hint = (need) => ({ wechatCode: '--wechat-code', redirectUrl: '--redirect-url', relateOpenId: '--relate-open-id' })[need]
  ?? (need in GIVEN_BY ? `先使 ${GIVEN_BY[need]} 成功` : `--set ${need}=…`);

function printed(settings, items) {
  const { passed, partial, failed } = summary(items);
  const groups = [...new Set(items.map(({ group }) => group))];
  const lines = groups.flatMap((group) => ['', `── ${group} ──`, ...items.filter((item) => item.group === group).flatMap(printedItem)]);
  return [`电子健康卡开放平台一致性检查  ${settings.base}  医院 ${settings.hospitalId}`, ...lines, '', `合计 ${items.length} 项：通过 ${passed}，部分 ${partial}，未通过 ${failed}`].join('\n');
}

const INDENT = ' '.repeat(8);

function printedItem(item) {
  const word = outcome(item);
  // 一个汉字占两格。
  const head = `${word}${' '.repeat(INDENT.length - 2 * word.length)}${item.name}`;
  const lack = item.missing.length > 0 ? [`${INDENT}只查了拒绝的形式；查全还要 ${item.missing.map((need) => `${need}（${hint(need)}）`).join('、')}`] : [];
  return [head, ...lack, ...item.problems.flatMap(({ what, remedy }) => [`${INDENT}· ${what}`, `${INDENT}  办法：${remedy}`])];
}

/** 第一步：取 appToken。取不到，其余各项只会跟着失败，不再查；办法只有一个。 */
async function firstCall(caller, appId) {
  const answer = await caller.call(TOKEN, { commonIn: caller.common({ appToken: '' }), req: { appId } });
  const code = codeOf(answer);
  if (answer.failure === undefined && typeOf(answer.json) === 'object' && (code === 0 || !Number.isInteger(code))) return [];
  const refusal = Number.isInteger(code) ? problem('first-call', `取不到 appToken：${code} ${answer.json.commonOut.errMsg}`) : undefined;
  const problems = refusal ? [refusal] : envelopeProblems(answer, answer.requestId).filter(({ rule }) => rule === 'unreachable' || rule === 'not-json');
  return [{ group: '凭证', name: 'getAppToken', missing: [], problems }];
}

async function allChecks(caller, settings) {
  const check = makeMethodCheck(caller);
  // 通用检查在前：它们会取新的 appToken，之后的方法用最后取得的一个。
  const items = settings.only ? [] : await checkAcross(caller, settings);
  for (const method of METHODS) if (!settings.only || method.name === settings.only) items.push(await check(method));
  return items;
}

async function main(args) {
  const settings = readSettings(args);
  if (settings.help) return console.log(USAGE);
  const caller = makeCaller(settings);
  const stopped = await firstCall(caller, settings.appId);
  const items = stopped.length > 0 ? stopped : await allChecks(caller, settings);
  console.log(settings.json ? JSON.stringify({ base: settings.base, hospitalId: settings.hospitalId, ...summary(items), items: items.map((item) => ({ ...item, outcome: outcome(item) })) }, null, 2) : printed(settings, items));
  if (summary(items).failed > 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
});
