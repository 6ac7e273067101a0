/** Filing on the platform's own page, and the check of the real person. What happens on those pages is played by the door. */
import type { Method } from './card-methods';
import { hasAll, text, type Answer, type Req } from './envelope';
import { hex32, type Platform } from './platform';

const PAGES = 'https://health.open-platform.example/open';

function ordered(platform: Platform, page: string, req: Req): { readonly address: string; readonly orderId: string } {
  const orderId = hex32();
  platform.orders.set(orderId, req);
  return { address: `${PAGES}/${page}?order_id=${orderId}`, orderId };
}

function preAuth(platform: Platform, req: Req): Answer {
  if (!hasAll(req, ['wechatCode', 'successRedirectUrl', 'failRedirectUrl', 'userFormPageUrl', 'faceUrl', 'verifyFailRedirectUrl'])) return 'malformed';
  if (!platform.wechatCodes.spend(req.wechatCode)) return 'wechat-code';
  return { bindCardUrl: ordered(platform, 'bindCard', req).address };
}

/** The auth code is the number of the order whose page asked for the form. */
function preFill(platform: Platform, req: Req): Answer {
  if (!hasAll(req, ['name', 'idNumber', 'idType', 'phone1', 'successRedirectUrl', 'failRedirectUrl'])) return 'malformed';
  if (!platform.orders.delete(text(req.authCode))) return 'order';
  return { verifyUrl: ordered(platform, 'verify', req).address };
}

function regInfo(platform: Platform, { code }: Req): Answer {
  const filed = platform.orders.get(text(code));
  if (!filed) return 'order';
  platform.orders.delete(text(code));
  const { name, gender, nation, birthday, idNumber, idType, phone1 } = filed;
  return { name, gender, nation, birthday, idNumber, idType, phone1, isSelf: true, verifyStatus: false };
}

function verifyOrder(platform: Platform, req: Req): Answer {
  if (!hasAll(req, ['cardType', 'idCard', 'name', 'scene', 'useCardType', 'verifySuccessRedirectUrl', 'verifyFailRedirectUrl'])) return 'malformed';
  if (!platform.wechatCodes.spend(req.wechatCode)) return 'wechat-code';
  const { address, orderId } = ordered(platform, 'realPerson', req);
  return { verifyUrl: address, verifyOrderId: orderId, protectState: 0 };
}

/** The person passed when the page gave `passed` back. */
function verifyResult(platform: Platform, req: Req): Answer {
  if (!platform.orders.has(text(req.verifyOrderId))) return 'order';
  return { suc: req.verifyResult === 'passed', verifyType: 1, ext: '' };
}

export const FILING_METHODS: Readonly<Record<string, Method>> = {
  registerHealthCardPreAuth: { members: ['bindCardUrl'], answer: preAuth },
  registerHealthCardPreFill: { members: ['verifyUrl'], answer: preFill },
  getRegInfoByCode: { members: ['name', 'idNumber'], answer: regInfo },
  registerUniformVerifyOrder: { members: ['verifyUrl', 'verifyOrderId'], answer: verifyOrder },
  checkUniformVerifyResult: { members: ['ext'], answer: verifyResult },
};
