/** The porch of what institutions tell, and of the methods only some clients call. */
import { makeBindUnionId, makeOrderWalletCard, makeUpdateHealthCardId, type RenameCardsDeps } from './use-cases/rename-cards';
import { makeOcrInfo, type ReadIdCardDeps } from './use-cases/read-id-card';
import {
  makeCheckAppointmentLimit, makeTakeMedicalRecord, makeTakePush, type CheckAppointmentDeps,
} from './use-cases/take-notice';

export function noticeMethods(parts: RenameCardsDeps & CheckAppointmentDeps & ReadIdCardDeps) {
  return {
    getOrderIdByOutAppId: makeOrderWalletCard(parts),
    updateHealthCardId: makeUpdateHealthCardId(parts),
    ocrInfo: makeOcrInfo(parts),
    bindUnionId: makeBindUnionId(parts),
    recvPushMsg: makeTakePush(),
    referralResultNotice: makeTakePush(),
    sendMedicalRecordNotice: makeTakeMedicalRecord(),
    checkAppointmentLimit: makeCheckAppointmentLimit(parts),
  };
}
