/** 3.5 用卡上报: every use of a card at a hospital, de-duplicated, late ones too. */
import * as z from 'zod/mini';
import { HealthCardId, maybe, QrCodeText, said, text, WireTime } from './call.schema';
import { at, defineMethod } from './method';

/** 5.4: national step of six digits, sub-steps behind it. */
const Scene = z.string().check(z.regex(/^(0|\d{6,9})$/));
const SCENES_WITH_DEPARTMENT = ['0101011', '0101012'];
const SCENES_WITH_COST = ['010105', '0101051', '0101053'];
/** 5.5, with the short forms of the card authority. */
const Channel = z.enum(['0100', '0200', '0300', '0401', '0402', '01', '1', '02', '2', '99']);
/** 5.8. */
const CostType = z.enum(['0000', '0100', '0200', '0300']);

const answer = z.object({ none: said, resultCode: z.exactOptional(z.int()), time: said });
const REFUSALS = ['qr-not-valid', 'card-not-found', 'use-in-future', 'use-too-old'] as const;

/** Use is reported the same day; what an outage held back may come so much later. */
export const REPORTED_LATE_DAYS_MAX = 30;
/** A terminal's clock may be so far ahead. */
export const USE_AHEAD_MS = 300_000;

const UseMembers = {
  time: WireTime, hospitalCode: text(32), scene: Scene, department: maybe(100), cardChannel: Channel, cardCostTypes: z.exactOptional(CostType),
};
type Use = { readonly scene: string; readonly department?: string; readonly cardCostTypes?: string };
const hasDepartment = z.refine<Use>(({ scene, department }) => department !== undefined || !SCENES_WITH_DEPARTMENT.includes(scene), { path: ['department'] });
const hasCost = z.refine<Use>(({ scene, cardCostTypes }) => cardCostTypes !== undefined || !SCENES_WITH_COST.includes(scene), { path: ['cardCostTypes'] });

export const reportHISData = defineMethod({
  paths: [at.platform('reportHISData')], section: '3.5', relates: true, refusals: REFUSALS,
  summary: '上报用卡数据；重复上报只记一次，补报的注明补报',
  input: z.object({
    ...UseMembers, qrCodeText: QrCodeText, idCardNumber: maybe(64), name: maybe(100), hospitalId: maybe(32), subHospitalCode: maybe(32), serviceId: maybe(64), cardType: text(4),
  }).check(hasDepartment, hasCost),
  output: answer,
});

export const reportRealNamePatientData = defineMethod({
  paths: [at.platform('reportRealNamePatientData')], section: '3.5', refusals: REFUSALS,
  summary: '上报实名患者的用卡数据（第三方平台）',
  input: z.object({
    patientId: text(64), qrCodeText: z.exactOptional(QrCodeText), time: WireTime, platformId: text(64), subHospitalCode: text(32), scene: Scene,
    department: maybe(100), cardType: maybe(4), cardChannel: z.exactOptional(Channel), cardCostTypes: z.exactOptional(CostType),
  }),
  output: answer,
});

export const reportScanQRCode = defineMethod({
  paths: [at.platform('reportScanQRCode')], section: '3.5', refusals: REFUSALS,
  summary: '上报扫码数据',
  input: z.object({ ...UseMembers, qrCodeText: QrCodeText, hospitalName: maybe(100), healthCardId: z.exactOptional(HealthCardId) }),
  output: answer,
});
