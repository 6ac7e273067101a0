/** 3.4 verification: orders in which somebody proves who they are. */
import * as z from 'zod/mini';
import { flag, IdType, maybe, said, text } from './call.schema';
import { at, defineMethod } from './method';
import { RETURN_ADDRESS_MAX } from './redirect';
import { PROVED_HERE } from './verification.rules';

const ORDER = ['code-not-valid', 'code-used'] as const;
const Page = text(RETURN_ADDRESS_MAX);
const MaybePage = maybe(RETURN_ADDRESS_MAX);
/** A number, or as the mini-program forwards it. */
const VerifyType = z.union([z.int(), text(4)]);

export const registerOrder = defineMethod({
  paths: [at.platform('registerOrder')], section: '1.9, 3.4', refusals: [],
  summary: '登记实人核验订单（旧版）；居民打开PUBLIC_BASE_URL/open/verify?order=订单号 完成核验',
  input: z.object({ name: text(100), idCardNumber: text(64), accessToken: maybe(200) }),
  output: z.object({ orderId: said }),
});

export const verifyFaceIdentity = defineMethod({
  paths: [at.platform('verifyFaceIdentity')], section: '1.9, 3.4', refusals: ORDER,
  summary: '查询旧版订单是否核验通过；只认居民在本平台完成的核验，微信人脸的密文由微信小程序自己的密钥查询，本平台无法代查',
  input: z.object({ orderId: text(64), verifyResult: text(200_000) }),
  output: z.object({ status: flag, result: flag, healthCardId: said }),
});

const UniformInput = z.object({
  cardType: IdType, idCard: text(64), name: text(100), wechatCode: maybe(64), ecardNo: maybe(64), scene: text(20), department: maybe(100), useCardType: text(4), cardCostTypes: maybe(20),
  verifySuccessRedirectUrl: Page, verifyFailRedirectUrl: Page, faceUrl: MaybePage, ncidasUrl: MaybePage, domainChannel: z.exactOptional(VerifyType),
});
const UniformOutput = z.object({ verifyUrl: said, verifyOrderId: said, protectState: z._default(z.int(), 0) });
const UNIFORM = { section: '1.9, 3.4', refusals: ORDER, input: UniformInput, output: UniformOutput } as const;

export const registerUniformVerifyOrder = defineMethod({
  ...UNIFORM, paths: [at.platform('registerUniformVerifyOrder')], relates: true,
  summary: '登记实名实人核验订单；居民打开verifyUrl完成核验，再带registerOrderId回到机构页面',
});

export const registerUniformOrder = defineMethod({
  ...UNIFORM, paths: [at.platform('registerUniformOrder')], summary: 'registerUniformVerifyOrder的旧名，字段相同',
});

export const checkUniformVerifyResult = defineMethod({
  paths: [at.server('checkUniformVerifyResult'), at.platform('checkUniformVerifyResult')], section: '1.9, 3.4', relates: true, refusals: ORDER,
  summary: '查询核验结果，以suc为准（未通过时resultCode也是0）；通过的结果只能使用一次',
  input: z.object({ verifyOrderId: text(64), verifyResult: text(64) }),
  output: z.object({
    suc: flag, verifyType: z._default(z.int(), PROVED_HERE), ext: said, proxyVerifyName: said, proxyVerifyCardType: said, proxyVerifyIdCard: said, proxyVerifyExpiredTime: said, healthCardId: said,
  }),
});

export const getOrderInfoByOrderId = defineMethod({
  paths: [at.platform('getOrderInfoByOrderId')], section: '1.9, 3.4', relates: true, refusals: ['code-not-valid'],
  summary: '机构的人脸页面用orderId取得要核验的人',
  input: z.object({ orderId: text(64), verifyType: VerifyType }),
  output: z.object({ idCard: said, cardType: said, name: said }),
});

export const registerRealPersonAuthOrder = defineMethod({
  paths: [at.platform('registerRealPersonAuthOrder')], section: '1.9, 3.4', relates: true, refusals: [...ORDER, 'holder-does-not-match', 'name-does-not-match', 'day-is-spent'],
  summary: '机构登记自己的人脸核验结果（result为01表示通过），得到verifyOrderId；结果只对本机构有效；姓名与号码须一致，不一致的计入verifyRealNamePatient的每日次数',
  input: z.object({
    orderId: maybe(64), wechatCode: text(64), idCard: text(64), cardType: IdType, name: text(100), result: text(4), verifyType: VerifyType,
    extInfo: z.exactOptional(z.record(z.string(), z.string())),
  }),
  output: z.object({ verifyOrderId: said }),
});
