/** 通卡就医: whichever card or document a patient brings leads to the same person. Ours, beside the contract. */
import * as z from 'zod/mini';
import { flag, IdType, maybe, PatientId, QrCodeText, said, text } from './call.schema';
import { MISSES_PER_DAY } from './limits.rules';
import { at, defineMethod } from './method';
import { card } from './person.schema';

/** One of the three ways, and nothing of the others: what is believed must be clear. */
const Brought = z.union([
  z.strictObject({ qrCodeText: QrCodeText, terminalId: maybe(64), medicalStep: maybe(20), channelCode: maybe(20) }),
  z.strictObject({ idType: IdType, idNumber: text(64), name: text(100), terminalId: maybe(64), medicalStep: maybe(20), channelCode: maybe(20) }),
  // `name`: of a number that another hospital gave.
  z.strictObject({ patid: PatientId, patidHospitalId: text(32), name: maybe(100), terminalId: maybe(64), medicalStep: maybe(20), channelCode: maybe(20) }),
]);

export const identifyPatient = defineMethod({
  paths: [at.own('AcceptObj/identifyPatient')], section: '通卡就医',
  refusals: ['qr-not-valid', 'qr-expired', 'qr-used-elsewhere', 'card-not-found', 'card-lost', 'card-closed', 'name-does-not-match', 'not-in-register', 'deceased', 'guardian-does-not-match', 'authority-unavailable', 'day-is-spent'],
  summary: `二维码或实体健康卡、证件加姓名、本省任一医院的就诊号，三者之一，找到同一位持卡人并记录用卡；recognisedBy说明凭什么认出；回答里的patid是本院最近关联的就诊号，没有关联过的为空；本院的就诊号可以不带name，其它医院的必须带持卡人的全名，姓名不符不给任何信息；凭证件或其它医院就诊号没找到、姓名不符的，每个应用每天最多${String(MISSES_PER_DAY.identify)}次`,
  input: Brought,
  output: z.object({ card, recognisedBy: said, patid: said, verified: flag }),
});
