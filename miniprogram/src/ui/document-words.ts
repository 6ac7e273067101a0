/** The legal documents in the words of the people who hold them, with an example of what to type. */
import type { DocumentType } from '@shared/kernel/documents';
import { NAME_MAX_CHARACTERS } from '@shared/kernel/person-name';

export const DOCUMENT_FIELDS = {
  document: '证件类型',
  name: '姓名',
  nameHint: '与证件上的一样。少数民族姓名中间的点，输入“·”或“.”都可以。',
  newbornNameHint: '宝宝的名字，与出生时登记的一样。',
  nameTooLong: `姓名太长，最多 ${NAME_MAX_CHARACTERS} 个字，请照证件核对。`,
  nameMissing: '请填写姓名。',
  numberMissing: '请填写证件号码。',
} as const;

type DocumentWords = { readonly label: string; readonly numberLabel: string; readonly hint: string };

/** In the order people look for them. */
export const DOCUMENT_ORDER: readonly DocumentType[] = ['01', '08', '16', '02', '06', '07', '10', '11', '17', '03', '15', '04', '09', '05', '99'];

export const DOCUMENT_WORDS: Readonly<Record<DocumentType, DocumentWords>> = {
  '01': { label: '居民身份证', numberLabel: '身份证号码', hint: '18 位号码；老的 15 位号码也可以。最后一位是 X 的，请输入 X。' },
  '02': { label: '户口簿', numberLabel: '户口簿上的号码', hint: '填本人那一页上的身份号码；没有的，填 9 位户号。' },
  '03': { label: '护照', numberLabel: '护照号码', hint: '字母和数字，例如 E12345678。外国护照照原样输入。' },
  '04': { label: '军官证', numberLabel: '证件编号', hint: '例如 军字第1234567号。' },
  '05': { label: '驾驶证', numberLabel: '证号', hint: '驾驶证上“证号”一栏的号码。' },
  '06': { label: '港澳居民来往内地通行证', numberLabel: '通行证号码', hint: 'H 或 M 加 8 位数字；后面多两位换证次数的，也可以一起输入。' },
  '07': { label: '台湾居民来往大陆通行证', numberLabel: '通行证号码', hint: '8 位数字；旧证是 10 位数字。' },
  '08': { label: '出生医学证明', numberLabel: '出生证编号', hint: '1 个字母加 9 位数字，例如 X320101001。' },
  '09': { label: '武装警察身份证件', numberLabel: '证件编号', hint: '例如 武字第1234567号。' },
  '10': { label: '港澳居民居住证', numberLabel: '居住证号码', hint: '18 位号码，81 或 82 开头。' },
  '11': { label: '台湾居民居住证', numberLabel: '居住证号码', hint: '18 位号码，83 开头。' },
  '15': { label: '外国人永久居留身份证', numberLabel: '证件号码', hint: '新证 18 位，9 开头；旧证 15 位，字母开头。' },
  '16': { label: '新生儿（还没有证件）', numberLabel: '母亲证件号码-第几胎', hint: '母亲的身份证号码，加一横，加第几个孩子。双胞胎分别填 1 和 2。出生 92 天内可以用。' },
  '17': { label: '港澳台居民居住证', numberLabel: '居住证号码', hint: '18 位号码，81、82 或 83 开头。' },
  '99': { label: '其他有效证件', numberLabel: '证件号码', hint: '照证件上的号码输入。' },
};

/** Documents whose number says nothing of the birthday, as far as their kind tells. */
export const WITHOUT_BIRTHDAY: ReadonlySet<DocumentType> = new Set(['02', '03', '04', '06', '07', '08', '09', '16', '99']);

/** For an adult's own verification: a newborn's and a child's documents are left to 添加孩子. */
export const OWN_DOCUMENTS: readonly DocumentType[] = DOCUMENT_ORDER.filter((type) => type !== '16');

/** Nobody under 18 holds an officer's card, an armed policeman's or a driving licence. */
export const CHILD_DOCUMENTS: readonly DocumentType[] = DOCUMENT_ORDER.filter((type) => !['04', '05', '09'].includes(type));
