/** 3.7 notices and anti-scalper, and the methods of 3.2 that only some clients call. */
import * as z from 'zod/mini';
import { flag, HealthCardId, IdType, maybe, QrCodeText, said, text } from './call.schema';
import { PICTURES_PER_DAY, RENAMED_PER_DAY } from './limits.rules';
import { at, defineMethod } from './method';

const CARD_STATE = ['card-not-found', 'card-lost', 'card-closed'] as const;
/** Of what is only answered. */
export const NOTICE_BYTES_MAX = 128 * 1024;
const OCR_BYTES_MAX = 5 * 1024 * 1024;
/** Less than that is what the reading engine takes (微信OCR). */
export const PICTURE_BYTES_MAX = 2 * 1024 * 1024;
const resultCode = z._default(z.int(), 0);

export const getOrderIdByOutAppId = defineMethod({
  paths: [at.platform('getOrderIdByOutAppId')], section: '3.2', refusals: [...CARD_STATE, 'qr-not-valid', 'authority-unavailable'],
  summary: '取得放入微信卡包的orderId，半小时内有效，只能使用一次',
  input: z.object({ appId: maybe(64), qrCodeText: QrCodeText }),
  output: z.object({ orderId: said }),
});

const Renamed = z.object({ healthCardId: HealthCardId, idType: IdType, idNumber: text(64) });

export const updateHealthCardId = defineMethod({
  paths: [at.platform('updateHealthCardId')], section: '3.2', refusals: ['authority-unavailable', 'migration-not-open', 'day-is-spent'],
  summary: `迁移时用证件换取正式的healthCardId：平时关闭，迁移期间由平台运维为应用打开，每天最多${String(RENAMED_PER_DAY)}个；没有卡的人、旧卡号是本平台另一个人的卡的，newHealthCardId为空；result为true表示全部换到`,
  input: z.object({ updateHealthCardIdItems: z.array(Renamed).check(z.minLength(1), z.maxLength(100)) }),
  // The clients of two generations read two shapes (8).
  output: z.object({
    updateHealthCardIdRspItems: z._default(z.array(z.object({ oldHealthCardId: said, newHealthCardId: said, idType: said, idNumber: said })), []), result: flag,
  }),
});

export const ocrInfo = defineMethod({
  paths: [at.platform('ocrInfo')], section: '3.2', refusals: ['picture-not-base64', 'picture-not-image', 'picture-too-large', 'picture-not-read', 'reader-unavailable', 'day-is-spent'], maxBytes: OCR_BYTES_MAX,
  summary: `识别身份证照片的一面：imageContent是PNG或JPEG的Base64，图片小于2 MB；人像面给出姓名、号码、性别、民族、出生日期、住址，国徽面给出validDate，没有的成员为空（authority总是空）；每个应用每天最多${String(PICTURES_PER_DAY)}张，图片不保存；识别可能有误，请居民核对后再登记`,
  input: z.object({ imageContent: text(OCR_BYTES_MAX) }),
  output: z.object({ cardInfo: z.prefault(z.object({ name: said, id: said, gender: said, nation: said, birth: said, address: said, authority: said, validDate: said }), {}) }),
});

/** `0` done, else the code of the refusal. */
export const bindUnionId = defineMethod({
  paths: [at.platform('bindUnionId')], section: '3.2', refusals: ['code-not-valid', 'code-used', 'authority-unavailable'],
  summary: '让居民的账号查看以他名义领取的卡；responseStatusList逐卡给出0或返回码',
  input: z.object({ weChatCode: text(64), qrCodeList: z.array(QrCodeText).check(z.minLength(1), z.maxLength(100)) }),
  output: z.object({ responseStatusList: z._default(z.array(z.string()), []) }),
});

export const recvPushMsg = defineMethod({
  paths: [at.platform('recvPushMsg')], section: '3.2', refusals: [], maxBytes: NOTICE_BYTES_MAX,
  summary: '接收推送消息：字段未公布，只应答，不保存、不转告；报文不超过128 KB',
  input: z.record(z.string(), z.unknown()),
  output: z.object({ resultCode, message: said }),
});

export const referralResultNotice = defineMethod({
  paths: [at.platform('referralResultNotice')], section: '3.7', refusals: [], maxBytes: NOTICE_BYTES_MAX,
  summary: '转诊结果通知：报文里没有患者，只应答，不保存、不转告',
  input: z.object({
    applyNo: text(64), diagnosticOpinion: maybe(2_000), handlingOpinions: maybe(2_000), beginTime: maybe(32), endTime: maybe(32), billingDoctor: maybe(100), applicationOrganization: maybe(200),
    referralDoctor: maybe(100), referralInstitution: maybe(200), referralDepartment: maybe(100), checkStatus: z.exactOptional(z.int()),
  }),
  output: z.object({ resultCode, message: said }),
});

const Used = z.object({ time: text(32), department: maybe(100), cardChannel: maybe(20), scene: maybe(20) });
const hasCard = z.refine<{ readonly healthCardId?: string; readonly healthCardld?: string }>(({ healthCardId, healthCardld }) => healthCardId !== undefined || healthCardld !== undefined, { path: ['healthCardId'] });

export const sendMedicalRecordNotice = defineMethod({
  paths: [at.platform('sendMedicalRecordNotice')], section: '3.7', refusals: [], maxBytes: NOTICE_BYTES_MAX,
  summary: '就诊记录通知：只应答，不保存、不转告居民，就诊以用卡上报为准；appId、openId、healthCardId也接受末尾误写成小写L的拼法',
  input: z.object({
    appId: maybe(64), appld: maybe(64), openId: maybe(64), openld: maybe(64), unionId: maybe(64), hospitalName: text(100), healthCardId: z.exactOptional(HealthCardId), healthCardld: z.exactOptional(HealthCardId),
    extend: maybe(4_000), userCardInfoList: z.array(Used).check(z.maxLength(100)),
  }).check(hasCard),
  output: z.object({ ext: said }),
});

/** Of one day in China. */
export const APPOINTMENTS_PER_CARD = 5;
export const APPOINTMENTS_PER_USER = 10;
/** A family, a clinic or a village may share an address. */
export const APPOINTMENTS_PER_ADDRESS = 50;

export const checkAppointmentLimit = defineMethod({
  paths: [at.vaccination('checkAppointmentLimit')], section: '3.7', refusals: ['card-not-found'],
  summary: '预约防刷：每天每卡5次、每个微信用户10次、每个IP50次；不存在的卡不能预约；不带clientIp表示取消预约，退还一次，不查卡',
  input: z.object({ openId: text(64), healthCardId: HealthCardId, clientIp: maybe(64) }),
  output: z.object({ verify: flag, riskLevel: z._default(z.int(), 0), toast: said }),
});
