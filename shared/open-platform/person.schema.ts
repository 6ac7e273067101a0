/** A person as methods take one (3.2), and the `card` object as they give it (3.8). */
import * as z from 'zod/mini';
import { ChinaDay } from '../kernel/china-day';
import { ChildInfo, flag, IdType, maybe, PatientId, said, text } from './call.schema';

export const GENDER_WORDS = { '男': '1', '女': '2' } as const;
export const RELATIONS = ['0', '1', '2', '3', '4', '5', '6'] as const;
/** Where a batch does not know the nation. */
export const NATION_UNKNOWN = '未知';

/** GB/T 3304 in its order: 01 汉 … 56 基诺 (5.3). */
const NATIONS = [
  '汉', '蒙古', '回', '藏', '维吾尔', '苗', '彝', '壮', '布依', '朝鲜', '满', '侗', '瑶', '白', '土家', '哈尼', '哈萨克', '傣', '黎', '傈僳', '佤', '畲',
  '高山', '拉祜', '水', '东乡', '纳西', '景颇', '柯尔克孜', '土', '达斡尔', '仫佬', '羌', '布朗', '撒拉', '毛南', '仡佬', '锡伯', '阿昌', '普米', '塔吉克', '怒',
  '乌孜别克', '俄罗斯', '鄂温克', '德昂', '保安', '裕固', '京', '塔塔尔', '独龙', '鄂伦春', '赫哲', '门巴', '珞巴', '基诺',
];

/** The two digits of a nation's name with or without 族; undefined when it is none. */
export function nationCode(name: string): string | undefined {
  const place = NATIONS.indexOf(name.length > 1 ? name.replace(/族$/, '') : name);
  return place < 0 ? undefined : String(place + 1).padStart(2, '0');
}

/** `汉族` of `01`; empty when unknown. */
export function nationName(code: string | undefined): string {
  const name = NATIONS[Number(code) - 1];
  return name === undefined ? '' : `${name}族`;
}

export function genderWord(code: string | undefined): string {
  if (code === '1') return '男';
  return code === '2' ? '女' : '';
}

const Nation = z.string().check(z.refine((name) => name === NATION_UNKNOWN || nationCode(name) !== undefined, 'a nation such as 汉族'));

/** What is written on the form. `phone1` may be a fixed line. */
export const PersonMembers = {
  name: text(100), gender: z.enum(['男', '女']), nation: Nation, birthday: ChinaDay, idNumber: text(64), idType: IdType,
  address: maybe(200), phone1: z.string().check(z.regex(/^[\d+() -]{5,20}$/)), phone2: maybe(20),
};

export const FormMembers = {
  ...PersonMembers,
  relation: z.exactOptional(z.enum(RELATIONS)), citycode: maybe(6), patid: z.exactOptional(PatientId), childInfo: z.exactOptional(ChildInfo),
  clientInfo: z.exactOptional(z.object({ ip: maybe(64), referer: maybe(500), userAgent: maybe(500) })), ip: maybe(64), referer: maybe(500), userAgent: maybe(500),
  ext: maybe(4_000),
};

/** How the authority may answer whoever wants a card. */
export const ISSUING = ['name-does-not-match', 'not-in-register', 'deceased', 'guardian-does-not-match', 'guardian-needed', 'card-lost', 'authority-unavailable'] as const;

/** 3.8, with the aliases of before 2020 that the .NET client reads. */
export const CardObject = z.object({
  qrCodeText: said, name: said, gender: said, nation: said, birthday: said, relation: said, idNumber: said, idType: said, address: said, phone1: said, phone2: said,
  phid: said, patid: said, healthCardId: said, adminExt: said, ext: said, verifyStatus: flag, idCard: said, cardType: said,
  childInfo: z.exactOptional(ChildInfo),
});
export type CardObject = z.input<typeof CardObject>;
export const card = z.prefault(CardObject, {});
