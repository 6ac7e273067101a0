/** Every method served, by its name on the wire. */
import * as accept from './accept.methods';
import { registerBatchHealthCard } from './batch.methods';
import * as card from './card.methods';
import * as filing from './filing.methods';
import * as kiosk from './kiosk.methods';
import type { OpenMethod } from './method';
import * as notice from './notice.methods';
import * as report from './report.methods';
import * as signOn from './sign-on.methods';
import * as verification from './verification.methods';
import * as upgrade from './upgrade.methods';

export const METHODS = {
  getAppToken: card.getAppToken,
  registerHealthCard: card.registerHealthCard,
  registerBatchHealthCard,
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
  registerHealthCardPreAuth: filing.registerHealthCardPreAuth,
  registerHealthCardPreFill: filing.registerHealthCardPreFill,
  getRegInfoByCode: filing.getRegInfoByCode,
  getPatientsHealthCard: filing.getPatientsHealthCard,
  savePatients: filing.savePatients,
  saveScanQrField: filing.saveScanQrField,
  getThirdPartyPlatformInfo: filing.getThirdPartyPlatformInfo,
  verifyRealNamePatient: filing.verifyRealNamePatient,
  ssmGenQrCode: kiosk.ssmGenQrCode,
  ssmQueryQrCodeResult: kiosk.ssmQueryQrCodeResult,
  reportHISData: report.reportHISData,
  reportRealNamePatientData: report.reportRealNamePatientData,
  reportScanQRCode: report.reportScanQRCode,
  getOrderIdByOutAppId: notice.getOrderIdByOutAppId,
  updateHealthCardId: notice.updateHealthCardId,
  ocrInfo: notice.ocrInfo,
  bindUnionId: notice.bindUnionId,
  recvPushMsg: notice.recvPushMsg,
  referralResultNotice: notice.referralResultNotice,
  sendMedicalRecordNotice: notice.sendMedicalRecordNotice,
  checkAppointmentLimit: notice.checkAppointmentLimit,
  getSignOnUser: signOn.getSignOnUser,
  createSignOnTicket: signOn.createSignOnTicket,
  ...upgrade,
} as const satisfies Record<string, OpenMethod>;

export type MethodName = keyof typeof METHODS;
