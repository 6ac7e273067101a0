/** Every method served, by its name on the wire. */
import * as accept from './accept.methods';
import * as card from './card.methods';
import type { OpenMethod } from './method';
import * as report from './report.methods';
import * as verification from './verification.methods';

export const METHODS = {
  getAppToken: card.getAppToken,
  registerHealthCard: card.registerHealthCard,
  getHealthCardByHealthCode: card.getHealthCardByHealthCode,
  getHealthCardByQRCode: card.getHealthCardByQRCode,
  getHealthCardByHealthCardId: card.getHealthCardByHealthCardId,
  bindCardRelation: card.bindCardRelation,
  getDynamicQRCode: card.getDynamicQRCode,
  verifyQRCode: card.verifyQRCode,
  identifyPatient: accept.identifyPatient,
  registerOrder: verification.registerOrder,
  verifyFaceIdentity: verification.verifyFaceIdentity,
  registerUniformOrder: verification.registerUniformOrder,
  registerUniformVerifyOrder: verification.registerUniformVerifyOrder,
  checkUniformVerifyResult: verification.checkUniformVerifyResult,
  getOrderInfoByOrderId: verification.getOrderInfoByOrderId,
  registerRealPersonAuthOrder: verification.registerRealPersonAuthOrder,
  reportHISData: report.reportHISData,
  reportRealNamePatientData: report.reportRealNamePatientData,
  reportScanQRCode: report.reportScanQRCode,
} as const satisfies Record<string, OpenMethod>;

export type MethodName = keyof typeof METHODS;
