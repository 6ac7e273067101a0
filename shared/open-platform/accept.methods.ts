/** 通卡就医: whichever card or document a patient brings leads to the same person. Ours, beside the contract. */
import * as z from 'zod/mini';
import { flag, IdType, maybe, PatientId, QrCodeText, said, text } from './call.schema';
import { at, defineMethod } from './method';
import { card } from './person.schema';

/** One of the three ways, and nothing of the others: what is believed must be clear. */
const Brought = z.union([
  z.strictObject({ qrCodeText: QrCodeText, terminalId: maybe(64), medicalStep: maybe(20), channelCode: maybe(20) }),
  z.strictObject({ idType: IdType, idNumber: text(64), name: text(100), terminalId: maybe(64), medicalStep: maybe(20), channelCode: maybe(20) }),
  z.strictObject({ patid: PatientId, patidHospitalId: text(32), terminalId: maybe(64), medicalStep: maybe(20), channelCode: maybe(20) }),
]);

export const identifyPatient = defineMethod({
  paths: [at.own('AcceptObj/identifyPatient')], section: '通卡就医',
  refusals: ['qr-not-valid', 'qr-expired', 'qr-used-elsewhere', 'card-not-found', 'card-lost', 'card-closed', 'name-does-not-match', 'not-in-register', 'deceased', 'guardian-does-not-match', 'authority-unavailable'],
  summary: '二维码或实体健康卡、证件加姓名、本省任一医院的就诊号，三者之一，找到同一位持卡人并记录用卡；recognisedBy说明凭什么认出',
  input: Brought,
  output: z.object({ card, recognisedBy: said, patid: said, verified: flag }),
});
