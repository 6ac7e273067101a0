/** The methods of the outside open platform: address, answer, and whether the same bytes may be sent again. */
import type * as z from 'zod/mini';
import {
  BatchAnswer, BoundAnswer, CardAnswer, CodeAnswer, PreAuthAnswer, PreFillAnswer, RegInfoAnswer, RegisteredAnswer, ReportedAnswer, TokenAnswer, VerifiedAnswer,
  VerifyOrderAnswer, VerifyResultAnswer, WalletOrderAnswer,
} from './answers';
import type { Requests } from './requests.types';

export type Method<Answer> = { readonly path: string; readonly safe: boolean; readonly answer: z.ZodMiniType<Answer> };

const HEALTH_CARD = '/rest/auth/HealthCard';
const PLATFORM = `${HEALTH_CARD}/HealthOpenPlatform/ISVOpenObj/`;
const CARD_SERVER = '/rest/auth/TXHealthCard/EHealthCardServer/ISVOpenObj/';

/** Only the newest token counts, and whoever fetches holds the lock. */
export const GET_APP_TOKEN = { path: `${HEALTH_CARD}/HealthOpenAuth/AuthObj/getAppToken`, safe: true, answer: TokenAnswer };

/**
 * Sending the very bytes again, with their request id, makes no second card, binding or order that anybody would see, and at worst finds
 * a code used. A verified code and a reported use are counted: their answer may be lost, but they are told once.
 */
export const METHODS = {
  registerHealthCard: { path: `${PLATFORM}registerHealthCard`, safe: true, answer: RegisteredAnswer },
  registerBatchHealthCard: { path: `${PLATFORM}registerBatchHealthCard`, safe: true, answer: BatchAnswer },
  getHealthCardByHealthCode: { path: `${PLATFORM}getHealthCardByHealthCode`, safe: true, answer: CardAnswer },
  getHealthCardByQRCode: { path: `${PLATFORM}getHealthCardByQRCode`, safe: true, answer: CardAnswer },
  getHealthCardByHealthCardId: { path: `${CARD_SERVER}getHealthCardByHealthCardId`, safe: true, answer: CardAnswer },
  bindCardRelation: { path: `${PLATFORM}bindCardRelation`, safe: true, answer: BoundAnswer },
  getOrderIdByOutAppId: { path: `${PLATFORM}getOrderIdByOutAppId`, safe: true, answer: WalletOrderAnswer },
  getDynamicQRCode: { path: `${PLATFORM}getDynamicQRCode`, safe: true, answer: CodeAnswer },
  verifyQRCode: { path: `${PLATFORM}verifyQRCode`, safe: false, answer: VerifiedAnswer },
  reportHISData: { path: `${PLATFORM}reportHISData`, safe: false, answer: ReportedAnswer },
  registerHealthCardPreAuth: { path: `${PLATFORM}registerHealthCardPreAuth`, safe: true, answer: PreAuthAnswer },
  registerHealthCardPreFill: { path: `${PLATFORM}registerHealthCardPreFill`, safe: true, answer: PreFillAnswer },
  getRegInfoByCode: { path: `${PLATFORM}getRegInfoByCode`, safe: true, answer: RegInfoAnswer },
  registerUniformVerifyOrder: { path: `${PLATFORM}registerUniformVerifyOrder`, safe: true, answer: VerifyOrderAnswer },
  checkUniformVerifyResult: { path: `${CARD_SERVER}checkUniformVerifyResult`, safe: true, answer: VerifyResultAnswer },
} as const satisfies { readonly [Name in keyof Requests]: Method<unknown> };

export type MethodName = keyof Requests;
export type AnswerOf<Name extends MethodName> = z.infer<(typeof METHODS)[Name]['answer']>;
