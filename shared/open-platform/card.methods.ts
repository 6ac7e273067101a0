/** 3.1 credential and 3.2 cards. */
import * as z from 'zod/mini';
import { flag, HealthCardId, IdType, maybe, PatientId, QrCodeText, said, text, WireTime } from './call.schema';
import { at, defineMethod } from './method';
import { card, FormMembers, ISSUING } from './person.schema';

const CARD_STATE = ['card-not-found', 'card-lost', 'card-closed'] as const;
const QR = ['qr-not-valid', 'qr-expired', 'qr-used-elsewhere'] as const;
const ONE_TIME = ['code-not-valid', 'code-used'] as const;

export const getAppToken = defineMethod({
  paths: [at.auth('getAppToken')], section: '3.1', isCredential: true, refusals: [],
  summary: '获取appToken，有效7200秒；新的appToken取得后，旧的还能用5分钟',
  input: z.object({ appId: text(64) }),
  output: z.object({ appToken: said, expiresIn: z._default(z.int(), 0) }),
});

export const registerHealthCard = defineMethod({
  paths: [at.platform('registerHealthCard')], section: '3.2', refusals: [...ONE_TIME, ...ISSUING, 'patid-of-another'],
  summary: '实名核验并领取电子健康卡；已有卡的返回原卡',
  input: z.object({ ...FormMembers, wechatCode: text(64), openId: maybe(64), registeredType: z.exactOptional(z.int()) }),
  output: z.object({ qrCodeText: said, healthCardId: said, phid: said, adminExt: said, ecardNo: said, unbindOrderId: said, unbindURL: said }),
});

export const getHealthCardByHealthCode = defineMethod({
  paths: [at.platform('getHealthCardByHealthCode')], section: '1.5, 3.2', relates: true,
  refusals: [...ONE_TIME, ...CARD_STATE, 'user-adds-card', 'user-declined', 'authority-unavailable'],
  summary: '用一次性授权码healthCode取得用户选中的卡',
  input: z.object({ healthCode: text(64) }),
  output: z.object({ card, isSelf: flag }),
});

export const getHealthCardByQRCode = defineMethod({
  paths: [at.platform('getHealthCardByQRCode')], section: '1.10, 3.2', refusals: [...QR, ...CARD_STATE, 'authority-unavailable'],
  summary: '用二维码（静态或动态）取得卡和持卡人',
  input: z.object({ qrCodeText: QrCodeText }),
  output: z.object({ card }),
});

export const getHealthCardByHealthCardId = defineMethod({
  paths: [at.server('getHealthCardByHealthCardId')], section: '3.2', refusals: [...CARD_STATE, 'authority-unavailable'],
  summary: '用healthCardId取得卡和持卡人',
  input: z.object({ healthCardId: HealthCardId }),
  output: z.object({ card }),
});

export const bindCardRelation = defineMethod({
  paths: [at.platform('bindCardRelation')], section: '3.2', refusals: [...CARD_STATE, 'qr-not-valid', 'patid-of-another', 'authority-unavailable'],
  summary: '把医院的patid与电子健康卡关联',
  input: z.object({ patid: PatientId, qrCodeText: QrCodeText }),
  output: z.object({ result: flag }),
});

export const getDynamicQRCode = defineMethod({
  paths: [at.platform('getDynamicQRCode')], section: '3.2, 4', relates: true, refusals: [...CARD_STATE, 'holder-does-not-match', 'authority-unavailable'],
  summary: '取得动态码（2分钟，一次有效）或静态码，附PNG图片',
  // The .NET client sends `codeType` as a number (8).
  input: z.object({ healthCardId: HealthCardId, idType: IdType, idNumber: text(64), codeType: z._default(z.union([z.enum(['0', '1']), z.literal([0, 1])]), '0') }),
  output: z.object({ qrCodeText: said, qrCodeImg: said, color: z._default(z.int(), 0), healthCardId: said }),
});

export const verifyQRCode = defineMethod({
  paths: [at.platform('verifyQRCode')], section: '1.10, 3.2', refusals: [...QR, ...CARD_STATE, 'holder-does-not-match', 'authority-unavailable'],
  summary: '核验二维码并记录用卡，返回持卡人；给了name、idCard的，须是持卡人的',
  input: z.object({
    qrCodeText: QrCodeText, qrCodeType: maybe(4), terminalId: maybe(64), time: z.exactOptional(WireTime), medicalStep: maybe(20), channelCode: maybe(20), channelName: maybe(50),
    useCityCode: maybe(6), useCityName: maybe(50), hospitalCode: maybe(32), hospitalName: maybe(100), orgId: maybe(50), name: maybe(100), idCard: maybe(64),
    useType: maybe(4), useScene: maybe(20), useChannel: maybe(20),
  }),
  output: z.object({
    name: said, gender: said, nation: said, birthday: said, phone: said, address: said, idType: said, idNumber: said, healthCardId: said, phid: said,
    card, isSelf: flag, result: flag,
  }),
});
