/** Issuing, finding, binding and showing cards. */
import { qrPng } from '../wechat/qr-png';
import { hasAll, text, type Answer, type Req } from './envelope';
import { hex32, type Platform } from './platform';

export type Method = { readonly members: readonly string[]; readonly answer: (platform: Platform, req: Req) => Answer };

const PERSON = ['name', 'gender', 'nation', 'birthday', 'idNumber', 'idType', 'phone1'];
const BATCH_MAX = 15;
const QR_PIXELS = 200;

function isKnown({ people }: Platform, req: Req): boolean {
  return !people || people.some(({ name, idType, idNumber }) => name === req.name && idType === req.idType && idNumber === req.idNumber);
}

function registerHealthCard(platform: Platform, req: Req): Answer {
  if (!hasAll(req, [...PERSON, 'wechatCode'])) return 'malformed';
  if (!platform.wechatCodes.look(req.wechatCode)) return 'wechat-code';
  if (!isKnown(platform, req)) return 'real-name';
  platform.wechatCodes.spend(req.wechatCode);
  const { qrCodeText, healthCardId, phid, adminExt } = platform.cards.register(req) as Record<string, unknown>;
  return { qrCodeText, healthCardId, phid, adminExt };
}

/** What is wrong with one of them leaves it out of the answer. */
function registerBatchHealthCard(platform: Platform, req: Req): Answer {
  const items = req.healthCardItems;
  if (!Array.isArray(items) || items.length === 0 || items.length > BATCH_MAX) return 'malformed';
  const good = (items as Req[]).filter((item) => hasAll(item, [...PERSON, 'patid', 'openId', 'wechatUrl']) && isKnown(platform, item));
  return { rspItems: good.map((item) => ({ ...platform.cards.register(item) })).map(({ idNumber, idType, qrCodeText, healthCardId }: Record<string, unknown>) => ({ idNumber, idType, qrCodeText, healthCardId })) };
}

function byHealthCode(platform: Platform, { healthCode }: Req): Answer {
  const code = platform.healthCodes.spend(healthCode);
  const card = platform.cards.find(code?.healthCardId);
  return card ? { card, isSelf: true } : 'health-code';
}

/** The card's id of a static code, or of a dynamic one that is then spent. */
function readCode(platform: Platform, qrCodeText: unknown): string | undefined {
  const [id = '', type, dynamic] = text(qrCodeText).split(':');
  if (type === '1') return id;
  return platform.dynamicCodes.spend(dynamic)?.healthCardId === id ? id : undefined;
}

function byQrCode(platform: Platform, { qrCodeText }: Req): Answer {
  const id = readCode(platform, qrCodeText);
  if (id === undefined) return 'qr-code';
  const card = platform.cards.find(id);
  return card ? { card } : 'card-unknown';
}

function byId(platform: Platform, { healthCardId }: Req): Answer {
  const card = platform.cards.find(healthCardId);
  return card ? { card } : 'card-unknown';
}

function bindCardRelation(platform: Platform, req: Req): Answer {
  const [id = '', type] = text(req.qrCodeText).split(':');
  if (type !== '1') return 'qr-code';
  return platform.cards.bind(id, text(req.patid)) ? { result: true } : 'card-unknown';
}

function getOrderId(platform: Platform, req: Req): Answer {
  const [id] = text(req.qrCodeText).split(':');
  if (!platform.cards.find(id)) return 'card-unknown';
  const orderId = hex32();
  platform.orders.set(orderId, req);
  return { orderId };
}

function getDynamicQrCode(platform: Platform, { healthCardId, idType, idNumber, codeType }: Req): Answer {
  const card = platform.cards.find(healthCardId) as Req | undefined;
  if (card?.idType !== idType || card?.idNumber !== idNumber) return 'card-unknown';
  const id = text(healthCardId);
  const qrCodeText = String(codeType) === '1' ? `${id}:1` : `${id}:0:${platform.dynamicCodes.issue({ healthCardId: id })}`;
  return { qrCodeText, qrCodeImg: qrPng(qrCodeText, QR_PIXELS).toString('base64'), color: 1 };
}

function verifyQrCode(platform: Platform, req: Req): Answer {
  const id = readCode(platform, req.qrCodeText);
  if (id === undefined) return 'qr-code';
  const card = platform.cards.find(id) as Req | undefined;
  if (!card) return 'card-unknown';
  platform.reports.push(req);
  const { name, gender, nation, birthday, phone1: phone, address, idType, idNumber, healthCardId, phid } = card;
  return { name, gender, nation, birthday, phone, address, idType, idNumber, healthCardId, phid };
}

function reportHisData(platform: Platform, req: Req): Answer {
  if (!hasAll(req, ['qrCodeText', 'time', 'hospitalCode', 'scene', 'cardType', 'cardChannel'])) return 'malformed';
  platform.reports.push(req);
  return { none: '' };
}

/** By name, with the texts of `rsp` that are empty on an error. */
export const CARD_METHODS: Readonly<Record<string, Method>> = {
  registerHealthCard: { members: ['qrCodeText', 'healthCardId', 'phid', 'adminExt'], answer: registerHealthCard },
  registerBatchHealthCard: { members: [], answer: registerBatchHealthCard },
  getHealthCardByHealthCode: { members: [], answer: byHealthCode },
  getHealthCardByQRCode: { members: [], answer: byQrCode },
  getHealthCardByHealthCardId: { members: [], answer: byId },
  bindCardRelation: { members: [], answer: bindCardRelation },
  getOrderIdByOutAppId: { members: ['orderId'], answer: getOrderId },
  getDynamicQRCode: { members: ['qrCodeText', 'qrCodeImg'], answer: getDynamicQrCode },
  verifyQRCode: { members: ['name', 'idNumber', 'healthCardId', 'phid'], answer: verifyQrCode },
  reportHISData: { members: ['none'], answer: reportHisData },
};
