/** A small server that keeps the open-platform contract, to be told to break one rule of it. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readCall, type ReceivedCall, type ReceivedValue } from '../../shared/open-platform/received';
import { acceptedTexts } from '../../shared/open-platform/signed-text';

export const CREDENTIALS = { appId: 'demo-app-0001', secret: 'demo-secret-0123456789abcdef0000', hospitalId: '99901' };
/** Every one-time code and address the stand-in knows. */
export const KNOWN = {
  wechatCode: 'W-0001', healthCode: 'H-0001', authCode: 'A-0001', regInfoCode: 'R-0001', patientCode: 'P-0001', registerOrderId: 'O-0001', faceOrderId: 'F-0001',
  platformId: 'L-0001', redirectUrl: 'https://hospital.example/in', idCardImage: 'aWQ=', relateOpenId: 'oTEST-0001',
};

export type Answer = { readonly status: number; readonly contentType: string; readonly commonOut: Record<string, unknown>; readonly rsp: unknown; /** Sent in place of the JSON. */ readonly page?: string };
export type Behaviour = {
  /** Of the texts whose signature the contract accepts, those accepted here. */
  readonly forms: (texts: readonly string[], call: ReceivedCall) => readonly string[];
  readonly clockWindowSeconds: number;
  readonly read: (body: string) => ReturnType<typeof readCall>;
  readonly replay: 'answer-again' | 'forget' | 'execute-altered';
  readonly needsToken: boolean;
  readonly jsonTypeOnly: boolean;
  readonly expectation: number;
  readonly paths: (path: string) => boolean;
  /** The last word on an answer; `method` is empty when the call was not known. */
  readonly finish: (answer: Answer, method: string) => Answer;
};

export const CONFORMING: Behaviour = {
  forms: (texts) => texts, clockWindowSeconds: 600, read: readCall, replay: 'answer-again', needsToken: true, jsonTypeOnly: false, expectation: 100,
  paths: () => true, finish: (answer) => answer,
};

const ID = 'A1'.repeat(32);
const PNG = 'iVBORw0KGgoAAAANSUhEUg==';
const CARD = {
  qrCodeText: `${ID}:1`, name: '周敏', gender: '女', nation: '汉族', birthday: '1981-08-08', idNumber: '419099198108080026', idType: '01', address: '', phone1: '19900000007',
  phid: ID, healthCardId: ID, verifyStatus: true,
};
const filled = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, 'x']));
const REPORTED = { none: '' };

const TXH = '/rest/auth/TXHealthCard/EHealthCardServer';
const ISV = '/rest/auth/HealthCard/HealthOpenPlatform/ISVOpenObj';
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  getAppToken: ['/rest/auth/HealthCard/HealthOpenAuth/AuthObj'], getHealthCardByHealthCardId: [`${TXH}/ISVOpenObj`], checkUniformVerifyResult: [`${TXH}/ISVOpenObj`, ISV],
  ssmGenQrCode: [`${TXH}/ToolsObj`], ssmQueryQrCodeResult: [`${TXH}/ToolsObj`], checkAppointmentLimit: ['/rest/auth/HealthCard/VaccinationOpenServer/OpenVaccinationObj'],
};

/** What each method answers when it succeeds. */
const SUCCESSES: Readonly<Record<string, (said: (name: string) => unknown) => Record<string, unknown>>> = {
  getAppToken: () => ({ appToken: '', expiresIn: 7200 }),
  registerHealthCard: () => ({ qrCodeText: `${ID}:1`, healthCardId: ID, phid: ID, adminExt: '{}' }),
  registerBatchHealthCard: () => ({ rspItems: [{ idNumber: '1', idType: '01', qrCodeText: `${ID}:1`, healthCardId: ID }] }),
  getHealthCardByHealthCode: () => ({ card: CARD, isSelf: true }),
  getHealthCardByQRCode: () => ({ card: CARD }),
  getHealthCardByHealthCardId: () => ({ card: CARD }),
  bindCardRelation: () => ({ result: true }),
  getOrderIdByOutAppId: () => ({ orderId: 'x' }),
  getDynamicQRCode: (said) => ({ qrCodeText: Number(said('codeType')) === 0 ? `${ID}:0:${'b'.repeat(32)}` : `${ID}:1`, qrCodeImg: PNG, color: 0 }),
  verifyQRCode: () => ({ ...filled('name gender nation birthday phone address idType idNumber'), healthCardId: ID, phid: ID }),
  updateHealthCardId: () => ({ updateHealthCardIdRspItems: [], result: true }),
  ocrInfo: () => ({ cardInfo: filled('name id gender nation birth address authority validDate') }),
  bindUnionId: () => ({ responseStatusList: [] }),
  recvPushMsg: () => ({}),
  registerHealthCardPreAuth: () => ({ bindCardUrl: 'https://platform.example/bind' }),
  registerHealthCardPreFill: () => ({ verifyUrl: 'https://platform.example/verify' }),
  getRegInfoByCode: () => ({ ...filled('name gender nation birthday idNumber idType address phone1'), isSelf: true, verifyStatus: false }),
  getPatientsHealthCard: () => filled('name idNumber idType birthday nation nationality relation phone1 address gender patid multiplebirths parity guardianInfo eContactInfo ext'),
  savePatients: () => filled('code msg patientCode healthCardId ext'),
  saveScanQrField: () => ({ fieldCode: 'x' }),
  getThirdPartyPlatformInfo: () => ({ adminId: 'x', hospitalId: 'x', supportStatus: 1 }),
  verifyRealNamePatient: () => ({ pass: 1, patientId: 'x' }),
  registerOrder: () => ({ orderId: 'O-0002' }),
  verifyFaceIdentity: () => ({ status: false }),
  registerUniformOrder: () => ({}),
  registerUniformVerifyOrder: () => ({ verifyUrl: 'https://platform.example/verify', verifyOrderId: 'V-0001' }),
  checkUniformVerifyResult: () => ({ suc: true, verifyType: 1 }),
  getOrderInfoByOrderId: () => filled('idCard cardType name'),
  registerRealPersonAuthOrder: () => ({ verifyOrderId: 'V-0002' }),
  reportHISData: () => REPORTED, reportRealNamePatientData: () => REPORTED, reportScanQRCode: () => REPORTED,
  ssmGenQrCode: () => ({ imageContent: PNG, uid: 'U-0001' }),
  ssmQueryQrCodeResult: () => ({ statusCode: 0 }),
  referralResultNotice: () => ({ resultCode: 0, message: '' }),
  sendMedicalRecordNotice: () => ({ ext: '' }),
  checkAppointmentLimit: () => ({ verify: true, riskLevel: 0, toast: '' }),
};

/** On refusal every text is there, and empty (2.3). */
function emptied(method: string): Record<string, unknown> {
  const texts = Object.entries(SUCCESSES[method]?.(() => '') ?? {}).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts.map(([name]) => [name, '']));
}

/** Members that must hold what the stand-in gave out or was told. */
const CHECKED = ['wechatCode', 'weChatCode', 'healthCode', 'authCode', 'code', 'patientCode', 'verifyOrderId', 'orderId', 'uid', 'platformId', 'imageContent', 'qrCodeText', 'healthCardId', 'successRedirectUrl', 'verifySuccessRedirectUrl'];
const GIVEN_OUT = new Set<string>([...Object.values(KNOWN), 'V-0001', 'O-0002', 'U-0001', `${ID}:1`, `${ID}:0:${'b'.repeat(32)}`, ID]);

export type StandIn = { readonly url: string; close(): Promise<void> };

/** Listens on a port of its own until it is closed. */
export async function openStandIn(changes: Partial<Behaviour> = {}): Promise<StandIn> {
  const behaviour = { ...CONFORMING, ...changes };
  const answerTo = answering(behaviour);
  const server = createServer((request, response) => { receive(request, response, answerTo); });
  server.on('checkContinue', (request, response) => {
    if (behaviour.expectation === 417) return response.writeHead(417).end();
    response.writeContinue();
    receive(request, response, answerTo);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => { resolve(); })),
  };
}

type Received = { readonly path: string; readonly contentType: string; readonly body: string };

function receive(request: IncomingMessage, response: ServerResponse, answerTo: (received: Received) => Answer): void {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { status, contentType, commonOut, rsp, page } = answerTo({ path: request.url ?? '', contentType: request.headers['content-type'] ?? '', body: Buffer.concat(parts).toString('utf8') });
    response.writeHead(status, { 'content-type': contentType }).end(page ?? JSON.stringify({ commonOut, rsp }));
  });
}

type Memory = { readonly seen: Map<string, { readonly body: string; readonly answer: Answer }>; readonly tokens: Set<string> };
type Say = (resultCode: number, rsp?: Record<string, unknown>) => Answer;

/** Remembers tokens and request ids as the behaviour says. */
function answering(behaviour: Behaviour): (received: Received) => Answer {
  const memory: Memory = { seen: new Map(), tokens: new Set() };

  return function answerTo(received) {
    const call = behaviour.read(received.body);
    const method = methodAt(received.path, behaviour);
    const requestId = call.ok ? text(call.value.commonIn.get('requestId')) : '';
    const say: Say = (resultCode, rsp = {}) => behaviour.finish({
      status: 200, contentType: 'application/json', commonOut: { requestId, resultCode, errMsg: resultCode === 0 ? '成功' : `错误 ${resultCode}` }, rsp: { ...emptied(method), ...rsp },
    }, method);
    if (!call.ok) return say(1001);
    if (behaviour.jsonTypeOnly && received.contentType !== 'application/json') return say(1002);
    return repeated(memory.seen.get(requestId), { behaviour, body: received.body, say }) ?? executed(call.value, method, { behaviour, memory, say, body: received.body });
  };
}

function repeated(before: { body: string; answer: Answer } | undefined, { behaviour, body, say }: { behaviour: Behaviour; body: string; say: Say }): Answer | undefined {
  if (!before || behaviour.replay === 'forget') return undefined;
  if (before.body === body) return before.answer;
  return behaviour.replay === 'answer-again' ? say(1003) : undefined;
}

type Execution = { readonly behaviour: Behaviour; readonly memory: Memory; readonly say: Say; readonly body: string };

function executed(call: ReceivedCall, method: string, { behaviour, memory, say, body }: Execution): Answer {
  const code = unsigned(call, behaviour) || (method === '' ? 1004 : refusalOf(call, method, { behaviour, tokens: memory.tokens }));
  const answer = code === 0 ? say(0, success(method, call, memory.tokens)) : say(code);
  memory.seen.set(text(call.commonIn.get('requestId')), { body, answer });
  return answer;
}

function methodAt(path: string, behaviour: Behaviour): string {
  const at = path.lastIndexOf('/');
  const method = path.slice(at + 1);
  return method in SUCCESSES && (FOLDERS[method] ?? [ISV]).includes(path.slice(0, at)) && behaviour.paths(path) ? method : '';
}

function success(method: string, { req }: ReceivedCall, tokens: Set<string>): Record<string, unknown> {
  const answer = SUCCESSES[method]!((name) => req.get(name)?.value);
  if (method !== 'getAppToken') return answer;
  const appToken = `T-${tokens.size}`;
  tokens.add(appToken);
  return { ...answer, appToken };
}

type Gate = { readonly behaviour: Behaviour; readonly tokens: ReadonlySet<string> };

/** 0: the signature and the time are right. */
function unsigned(call: ReceivedCall, { forms, clockWindowSeconds }: Behaviour): number {
  const sign = text(call.commonIn.get('sign'));
  if (!forms([...acceptedTexts(call)], call).some((one) => createHash('sha256').update(one + CREDENTIALS.secret).digest('base64') === sign)) return 2001;
  return Math.abs(Date.now() / 1000 - Number(call.commonIn.get('timestamp')?.value)) > clockWindowSeconds ? 2002 : 0;
}

/** 0: none. */
function refusalOf(call: ReceivedCall, method: string, { behaviour, tokens }: Gate): number {
  if (behaviour.needsToken && method !== 'getAppToken' && !tokens.has(text(call.commonIn.get('appToken')))) return 2003;
  if (CHECKED.some((name) => call.req.has(name) && !GIVEN_OUT.has(text(call.req.get(name)).replace(/\?.*$/, '')))) return 3001;
  return incomplete(method, call) ? 3002 : 0;
}

function incomplete(method: string, { req }: ReceivedCall): boolean {
  const items = req.get('healthCardItems')?.value;
  if (Array.isArray(items) && items.length > 15) return true;
  const scene = text(req.get('scene'));
  return method === 'reportHISData' && ((scene.startsWith('010101') && !req.has('department')) || (scene === '0101051' && !req.has('cardCostTypes')));
}

function text(received: ReceivedValue | undefined): string {
  return typeof received?.value === 'string' ? received.value : '';
}
