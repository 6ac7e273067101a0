/** 3.3 filing: the bind page, and what goes between it and the institution's form. */
import * as z from 'zod/mini';
import { ChildInfo, flag, HealthCardId, maybe, said, text } from './call.schema';
import { MISSES_PER_DAY } from './limits.rules';
import { at, defineMethod } from './method';
import { FormMembers, ISSUING } from './person.schema';
import { RETURN_ADDRESS_MAX } from './redirect';

const ONE_TIME = ['code-not-valid', 'code-used'] as const;
const Page = text(RETURN_ADDRESS_MAX);
const pages = {
  successRedirectUrl: Page, failRedirectUrl: Page, verifyFailRedirectUrl: Page, faceUrl: Page, ncidasUrl: maybe(RETURN_ADDRESS_MAX),
  domainChannel: z.exactOptional(z.union([z.int(), text(4)])),
};

export const registerHealthCardPreAuth = defineMethod({
  paths: [at.platform('registerHealthCardPreAuth')], section: '1.7, 3.3', refusals: ONE_TIME,
  summary: '开始建档；居民打开bindCardUrl选卡，或到机构的表单页（userFormPageUrl）填写新患者',
  input: z.object({ wechatCode: text(64), patientType: z.exactOptional(z.union([z.literal([0, 1]), z.enum(['0', '1'])])), userFormPageUrl: Page, ...pages }),
  output: z.object({ bindCardUrl: said }),
});

export const registerHealthCardPreFill = defineMethod({
  paths: [at.platform('registerHealthCardPreFill')], section: '1.7, 3.3', refusals: [...ONE_TIME, 'guardian-needed'],
  summary: '提交新患者的表单；居民打开verifyUrl确认并领卡',
  input: z.object({ authCode: text(64), ...FormMembers, ...pages }),
  output: z.object({ verifyUrl: said }),
});

export const getRegInfoByCode = defineMethod({
  paths: [at.platform('getRegInfoByCode')], section: '1.7, 3.3', relates: true, refusals: ONE_TIME,
  summary: '卡管没有发卡时，用regInfoCode取回居民填写的内容',
  input: z.object({ code: text(64) }),
  output: z.object({
    name: said, gender: said, nation: said, birthday: said, idNumber: said, idType: said, address: said, phone1: said, phone2: said, patid: said, ext: said,
    childInfo: z.exactOptional(ChildInfo), isSelf: flag, verifyStatus: flag,
  }),
});

/** The old patient's form: every member a text. */
const patientTexts = {
  name: said, idNumber: said, idType: said, birthday: said, nation: said, nationality: said, relation: said, phone1: said, address: said, gender: said, patid: said,
  multiplebirths: said, parity: said, guardianInfo: said, eContactInfo: said, ext: said,
};

export const getPatientsHealthCard = defineMethod({
  paths: [at.platform('getPatientsHealthCard')], section: '1.7, 3.3', refusals: ONE_TIME,
  summary: '用savePatients得到的patientCode取回老患者的资料',
  input: z.object({ patientCode: text(64) }),
  output: z.object(patientTexts),
});

export const savePatients = defineMethod({
  paths: [at.platform('savePatients')], section: '1.7, 3.3', refusals: [...ONE_TIME, ...ISSUING, 'patid-of-another'],
  summary: '提交老患者核对后的资料（code为建档页给的authCode或regInfoCode），领取健康卡',
  input: z.object({
    card: z.object({
      ...FormMembers, nationality: maybe(20), multiplebirths: maybe(10), parity: maybe(10), guardianInfo: maybe(1_000), eContactInfo: maybe(1_000),
    }),
    incorrectInfo: z.exactOptional(z.array(text(100)).check(z.maxLength(50))), code: text(64),
  }),
  output: z.object({ code: said, msg: said, patientCode: said, healthCardId: said, ext: said }),
});

export const saveScanQrField = defineMethod({
  paths: [at.platform('saveScanQrField')], section: '3.3', refusals: ['card-not-found', 'card-lost', 'card-closed', 'authority-unavailable'],
  summary: '保存在二维码页面上显示的就诊信息，半小时内有效',
  input: z.object({
    healthCardId: HealthCardId, registerCardNum: maybe(100), registerId: maybe(100), outpatientNum: maybe(100), registerQrCode: maybe(500), registerBarCode: maybe(200),
    caregiverName: maybe(100), caregiverPhone: maybe(20), caregiverCardNumber: maybe(64), visitCodeFirst: maybe(100),
  }),
  output: z.object({ fieldCode: said }),
});

export const getThirdPartyPlatformInfo = defineMethod({
  paths: [at.platform('getThirdPartyPlatformInfo')], section: '3.3', refusals: [],
  summary: '查询第三方平台在城市中是否可用；supportStatus为1表示本应用可在该城市使用',
  input: z.object({ cityCode: text(6), platformId: text(64) }),
  output: z.object({ adminId: said, hospitalId: said, supportStatus: z._default(z.int(), 0) }),
});

export const verifyRealNamePatient = defineMethod({
  paths: [at.platform('verifyRealNamePatient')], section: '3.3', refusals: ['authority-unavailable', 'day-is-spent'],
  summary: `核对姓名与身份证号；pass为1表示一致，patientId只在本应用内有效，用于reportRealNamePatientData；不一致的每个应用每天最多${String(MISSES_PER_DAY['real-name'])}次`,
  input: z.object({ userName: text(100), idCard: text(64), platformId: text(64) }),
  output: z.object({ pass: z._default(z.int(), 0), patientId: said }),
});
