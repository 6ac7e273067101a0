/** The words of assisting: for the clerk or village doctor, who reads them to the person in front of them. */
import { TEXTS_SIGNED, type assistClaimRoute, type AssistedClaim, type AssistedConsent, type ConsentProof, type listAssistedClaimsRoute, type readAssistedClaimRoute, type readAssistedProofRoute } from '@shared/card/assisted.routes';
import { consentText } from '@shared/identity/consent-texts';
import type { RefusalCode } from '@shared/kernel/route';
import type * as z from 'zod/mini';

export type ProofKind = z.infer<typeof ConsentProof>['kind'];
export type Claimed = AssistedClaim;

type AssistedRoute = typeof assistClaimRoute | typeof listAssistedClaimsRoute | typeof readAssistedClaimRoute | typeof readAssistedProofRoute;

export const ASSIST_REFUSALS: Readonly<Record<RefusalCode<AssistedRoute>, string>> = {
  'caller/not-allowed': '您的岗位不能协助领卡，请由医院服务台或村医办理。',
  'card/authority-unavailable': '省卡管平台暂时连不上，没有发卡。请过几分钟再提交，填写的内容还在。',
  'card/lost': '这个人已有一张挂失的健康卡，不能重复发卡。请为他（她）办理恢复或补领。',
  'identity/name-not-readable': '姓名里有认不出的字，请照证件重新输入。',
  'identity/document-not-valid': '号码与所选的证件类型不符，请照证件原件核对。',
  'identity/check-digit-wrong': '号码有一位输错了，请照证件原件核对。',
  'identity/birth-date-wrong': '号码里的出生日期不存在，请照证件原件核对。',
  'identity/newborn-too-old': '新生儿出生 92 天内才能这样办。请填出生日期；已满 92 天的，用出生医学证明或户口簿办理。',
  'identity/name-does-not-match': '姓名和证件号码与登记的对不上。请照原件核对；确实无误的，请当事人到派出所核实。',
  'identity/document-not-found': '没有查到这个证件。请核对号码；新办的证件要过几天才查得到。',
  'identity/holder-deceased': '登记显示证件的主人已经去世，不能发卡。',
  'family/guardian-not-registered': '填写的监护人与登记的不符。请照户口簿或出生医学证明核对监护人的姓名和号码；登记有误的，请监护人到派出所核实。',
  'assisted/birthday-needed': '这种证件的号码看不出年龄，请照证件填写出生日期。',
  'assisted/birthday-differs': '出生日期与登记的不符，请照证件原件核对。登记有误的，请当事人到派出所核实。',
  'identity/too-many-tries': '这个证件您填错的次数多了，为了安全先停一停。请核对原件；急着办的，可以请同事办理。',
  'assisted/guardian-needed': '孩子未满 14 岁，要由监护人同意。请填写监护人的证件。',
  'assisted/guardian-signature-needed': '孩子未满 14 岁，要由监护人签字。请让监护人签好同意书，凭证选“监护人签字”，再拍照。',
  'assisted/proof-not-an-image': '照片打不开，请重新拍一张。',
  'assisted/cursor-not-valid': '这一页已经变了，请从头再看。',
  'assisted/unknown': '没有找到这条记录，请返回再看。',
};

export const ASSIST = {
  title: '协助群众领卡',
  signInText: '请用工作人员的微信登录。',
  notStaffTitle: '这里是工作人员办理的地方',
  notStaffText: '医院服务台和村医可以在这里帮群众领卡。您自己领卡，请到“领取健康卡”。',
  claimMine: '领取我的健康卡',
  start: '为群众领卡',
  recent: '本单位办过的',
  recentNone: '还没有办过。办好的会列在这里，可以再次打印。',
  more: '查看更早的',
  printAgain: '再次打印',
  backToList: '返回',
  steps: ['照证件填写', '本人同意', '打印交给本人'],
  whose: '证件上的信息',
  phone: '联系电话',
  phoneHint: '没有可以不填',
  phoneWrong: '手机号是 1 开头的 11 位数字',
  child: '由监护人陪同',
  guardian: '监护人的证件',
  birthday: '出生日期',
  birthdayHint: '照证件填写。未满 14 岁的，由监护人同意并签字。',
  birthdayWrong: '请填写正确的出生日期',
  next: '下一步',
  previous: '返回上一步',
  toCounter: '去办挂失、恢复和补领',
  seen: '我看过证件原件，人和证件是同一个人',
  seenMissing: '请先核对证件原件，再打勾',
  proof: '同意的凭证',
  takePhoto: '拍照或选择照片',
  photoAgain: '重新拍照',
  photoLabel: '签字材料照片',
  photoMissing: '请拍下签好的同意书',
  photoUnreadable: '照片打不开，请换一张 JPG 或 PNG 图片。',
  photoTooLarge: '照片太大，请离近一点只拍同意书，再试一次。',
  submit: '确认领卡',
  doneTitle: '领好了，请打印交给本人',
  another: '再办一位',
  showProof: '查看签字的材料',
  proofShown: '签字的材料',
  proofNotShown: '照片打不开，请稍后再试。',
  proofAgain: '再看一次',
  agreedTo: '同意的内容',
  toList: '查看办过的',
  noPaper: '当时没有取到二维码，不能打印。请在“为群众领卡”里再办一次，领到的还是原来那张卡。',
} as const;

/** What a line of the list was. */
export const ASSISTED_WITH = { claim: '领卡', restore: '恢复', reissue: '补领' } as const;

/** What the person signs. The clerk reads it to them. */
export const SIGN_FORM = {
  claimTitle: '领取电子健康卡同意书',
  claim: [
    '本人同意由工作人员代为领取河南省居民电子健康卡，并同意为此使用本人的姓名和证件号码，向人口信息库和省电子健康卡管理平台核对、发卡。孩子由监护人同意。',
    '健康卡只用于看病就医。签好的同意书拍照后加密保存，以便日后查证。本人可以随时到医院服务台或找村医挂失。',
  ],
  backTitle: '恢复（补领）电子健康卡申请书',
  back: [
    '本人申请恢复或补领河南省居民电子健康卡，证件原件已由工作人员当面核对。孩子由监护人申请。',
    '签好的申请书拍照后加密保存，以便日后查证。',
  ],
  name: '姓名：',
  number: '证件号码：',
  guardian: '监护人：',
  sign: '签字或手印：',
  day: '日期：',
  print: '打印这一页请本人签字',
  byHand: '手机上不能打印。请读给本人听，照着写在纸上，请本人签字或按手印。',
} as const;

export const PROOFS: Readonly<Record<ProofKind, string>> = { signature: '本人签字', fingerprint: '本人按手印', 'guardian-signature': '监护人签字' };

/** Before signing: what the form is about. */
export function proofHint(kind: ProofKind): string {
  const texts = TEXTS_SIGNED[kind].map((purpose) => `《${consentText(purpose).title}》`).join('和');
  return `请先把${texts}读给对方听，再请${kind === 'guardian-signature' ? '监护人' : '本人'}在同意书上签字或按手印，然后拍照。照片会保存，以便日后查证。`;
}

/** What was agreed to on paper, in the version of then. */
export function agreedText({ purpose, version }: AssistedConsent['texts'][number]): string {
  return `${consentText(purpose).title}（${version} 版）`;
}
