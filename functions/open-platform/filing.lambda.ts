/** The porch of 建档: a hospital's methods, and what residents do on the bind page. */
import { chooseFilingCardRoute, correctFilingRoute, issueFilingCardRoute, newFilingPatientRoute, readCodeFieldsRoute, readFilingRoute } from '../../shared/open-platform/filing.routes';
import { forResident, type BoundRoute } from '../platform/entry/binding';
import { makeBeginFiling, makeFillFiling, type BeginFilingDeps } from './use-cases/begin-filing';
import { makeGivePatient, makeGiveRegInfo, makeSavePatients, type GiveFiledDeps } from './use-cases/give-filed';
import { makeGivePlatformInfo, makeSaveScanField, makeVerifyRealNamePatient, type KnowPatientDeps } from './use-cases/know-patient';
import { makeChooseFilingCard, makeCorrectFiling, makeIssueFilingCard, makeNewFilingPatient, makeReadFiling, type MeetFilingDeps } from './use-cases/meet-filing';
import { makeReadCodeFields, type ReadCodeFieldsDeps } from './use-cases/read-code-fields';

export function filingMethods(parts: BeginFilingDeps & GiveFiledDeps & KnowPatientDeps) {
  return {
    registerHealthCardPreAuth: makeBeginFiling(parts),
    registerHealthCardPreFill: makeFillFiling(parts),
    getRegInfoByCode: makeGiveRegInfo(parts),
    getPatientsHealthCard: makeGivePatient(parts),
    savePatients: makeSavePatients(parts),
    saveScanQrField: makeSaveScanField(parts),
    getThirdPartyPlatformInfo: makeGivePlatformInfo(),
    verifyRealNamePatient: makeVerifyRealNamePatient(parts),
  };
}

export function filingRoutes(parts: MeetFilingDeps & ReadCodeFieldsDeps): readonly BoundRoute[] {
  return [
    forResident(readFilingRoute, makeReadFiling(parts)),
    forResident(chooseFilingCardRoute, makeChooseFilingCard(parts)),
    forResident(newFilingPatientRoute, makeNewFilingPatient(parts)),
    forResident(correctFilingRoute, makeCorrectFiling(parts)),
    forResident(issueFilingCardRoute, makeIssueFilingCard(parts)),
    forResident(readCodeFieldsRoute, makeReadCodeFields(parts)),
  ];
}
