/** The porch of what institutions tell, and of the methods only some clients call. */
import { makeBindUnionId, makeOrderWalletCard, makeUpdateHealthCardId, type RenameCardsDeps } from './use-cases/rename-cards';
import { makeOcrInfo, type ReadIdCardDeps } from './use-cases/read-id-card';
import {
  makeCheckAppointmentLimit, makeTakeMedicalRecord, makeTakePush, makeTakeReferral, type TakeNoticeDeps,
} from './use-cases/take-notice';

export function noticeMethods(parts: RenameCardsDeps & TakeNoticeDeps & ReadIdCardDeps) {
  return {
    getOrderIdByOutAppId: makeOrderWalletCard(parts),
    updateHealthCardId: makeUpdateHealthCardId(parts),
    ocrInfo: makeOcrInfo(parts),
    bindUnionId: makeBindUnionId(parts),
    recvPushMsg: makeTakePush(parts),
    referralResultNotice: makeTakeReferral(parts),
    sendMedicalRecordNotice: makeTakeMedicalRecord(parts),
    checkAppointmentLimit: makeCheckAppointmentLimit(parts),
  };
}
