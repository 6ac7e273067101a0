/** The porch of 实名实人核验: an institution's methods, and what residents do about its orders. */
import { attestVerificationRoute, declineVerificationRoute, passVerificationRoute, readVerificationRoute } from '../../shared/open-platform/verification.routes';
import { forResident, type BoundRoute } from '../platform/entry/binding';
import { makeAttestPerson, makeGiveOrderInfo, type AttestPersonDeps } from './use-cases/attest-person';
import { makeCheckVerifyResult, makeVerifyFaceIdentity, type CheckVerifyResultDeps } from './use-cases/check-verify-result';
import {
  makeAttestVerification, makeDeclineVerification, makePassVerification, makeReadVerification, type MeetVerificationDeps,
} from './use-cases/meet-verification';
import { makeRegisterOrder, makeRegisterVerifyOrder, type RegisterVerifyOrderDeps } from './use-cases/register-verify-order';

export function verificationMethods(parts: RegisterVerifyOrderDeps & CheckVerifyResultDeps & AttestPersonDeps) {
  const registerVerifyOrder = makeRegisterVerifyOrder(parts);
  return {
    registerOrder: makeRegisterOrder(parts),
    verifyFaceIdentity: makeVerifyFaceIdentity(parts),
    registerUniformOrder: registerVerifyOrder, registerUniformVerifyOrder: registerVerifyOrder,
    checkUniformVerifyResult: makeCheckVerifyResult(parts),
    getOrderInfoByOrderId: makeGiveOrderInfo(parts),
    registerRealPersonAuthOrder: makeAttestPerson(parts),
  };
}

export function verificationRoutes(parts: MeetVerificationDeps): readonly BoundRoute[] {
  return [
    forResident(readVerificationRoute, makeReadVerification(parts)),
    forResident(passVerificationRoute, makePassVerification(parts)),
    forResident(attestVerificationRoute, makeAttestVerification(parts)),
    forResident(declineVerificationRoute, makeDeclineVerification(parts)),
  ];
}
