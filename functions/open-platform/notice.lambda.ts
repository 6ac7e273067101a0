/** The porch of what institutions tell, and of the methods only some clients call. */
import { makeBindUnionId, makeOrderWalletCard, makeUpdateHealthCardId, type RenameCardsDeps } from './use-cases/rename-cards';
import {
  makeCheckAppointmentLimit, makeRefuseOcr, makeTakeMedicalRecord, makeTakePush, makeTakeReferral, type TakeNoticeDeps,
} from './use-cases/take-notice';

export function noticeMethods(parts: RenameCardsDeps & TakeNoticeDeps) {
  return {
    getOrderIdByOutAppId: makeOrderWalletCard(parts),
    updateHealthCardId: makeUpdateHealthCardId(parts),
    ocrInfo: makeRefuseOcr(),
    bindUnionId: makeBindUnionId(parts),
    recvPushMsg: makeTakePush(parts),
    referralResultNotice: makeTakeReferral(parts),
    sendMedicalRecordNotice: makeTakeMedicalRecord(parts),
    checkAppointmentLimit: makeCheckAppointmentLimit(parts),
  };
}
