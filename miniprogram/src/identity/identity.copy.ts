/** Every sentence of consents and real-name verification. Family is in family.copy.ts, presence in presence.copy.ts. */
import type { ConsentPurpose } from '@shared/identity/identity.schema';
import type { documentRefusals, giveConsentRoute, verifyRealNameRoute } from '@shared/identity/identity.routes';
import type { EntryRefusal } from '@shared/kernel/problem';
import type { RefusalCode } from '@shared/kernel/route';

export const CONSENTS = {
  title: '隐私与授权',
  lead: '下面每一项都分开问您。同意之前请看一看，随时可以撤回。',
  needed: '现在要办的事需要这一项',
  required: '办卡需要这一项',
  optional: '用到时再同意也可以',
  left: (count: number) => `还有 ${count} 项请您决定。每一项都可以单独同意或不同意。`,
  given: (day: string) => `已于 ${day} 同意`,
  changed: '说明有更新，请再看一次',
  notGiven: '还没有同意',
  agree: '我已看过，同意这一项',
  notNow: '暂不同意',
  signInToDecide: '不登录也可以看。登录以后，每一项单独问您同意不同意。',
  readAll: '看全文',
  readFirst: '看全文，再决定',
  hide: '收起全文',
  withdraw: '撤回',
  withdrawTitle: '要撤回这项同意吗？',
  withdrawConfirm: '撤回',
  go: '继续',
} as const;

/** What stops at once when it is withdrawn. */
export const WITHDRAWAL_EFFECTS: Readonly<Record<ConsentPurpose, string>> = {
  privacy: '撤回后马上生效：在这里不能领卡、出示健康卡、替家人办事，直到您再次同意。卡没有注销，医院还认这张卡。',
  sensitive: '撤回后马上生效：在这里不能领卡和出示健康卡，直到您再次同意。卡没有注销，医院还认这张卡；您也可以拿身份证看病。',
  face: '撤回后不再使用人脸核验，可以改到医院窗口或找村医办理。',
  child: '撤回后，您不能再替未满十四周岁的孩子出示健康卡。',
};

export const CONSENT_REFUSALS: Record<RefusalCode<typeof giveConsentRoute>, string> = {
  'consent/version-not-current': '说明刚刚更新了，请看过新的内容再同意。',
};

export const REAL_NAME = {
  title: '实名认证',
  lead: '核对姓名和证件号码，确认健康卡是您的。',
  submit: '提交认证',
  doneTitle: '实名认证已完成',
  done: (name: string, number: string) => `${name}，${number}`,
  go: '继续',
  claim: '去领取健康卡',
  presence: '本人核验',
  presenceInstead: '换一种办法证明是本人',
  family: '我的家人',
  addChild: '添加孩子',
  addAdult: '添加成年家人',
  start: '去实名认证',
  signInTitle: '请先登录',
  signIn: '登录',
  consentTitle: '先看一下个人信息说明',
  consentText: '要核对您的姓名和证件号码，需要您先看过并同意。',
  consentAction: '查看并决定',
  alreadyVerified: '查看认证结果',
  counterTitle: '还是不行？',
  counter: '带上证件原件，到医院服务台或找村医，工作人员可以当面帮您办。',
} as const;

/** What a document can be refused for; the same words wherever one is typed. */
export const DOCUMENT_REFUSALS: Record<keyof typeof documentRefusals, string> = {
  'identity/name-not-readable': '姓名里有不能识别的字符，请照证件重新输入。',
  'identity/document-not-valid': '证件号码的格式不对，请看看位数和字母，照证件重新输入。',
  'identity/check-digit-wrong': '号码里可能有一位输错了，请逐位核对。',
  'identity/birth-date-wrong': '号码里的出生日期不对，请逐位核对。',
  'identity/newborn-too-old': '宝宝出生已经超过 92 天，请用出生医学证明或户口簿办理。',
};

export const REAL_NAME_REFUSALS: Record<Exclude<RefusalCode<typeof verifyRealNameRoute>, EntryRefusal>, string> = {
  ...DOCUMENT_REFUSALS,
  'identity/name-does-not-match': '姓名和证件号码对不上。请照证件核对每一个字，生僻字、曾用名也可能不一致。',
  'identity/document-not-found': '人口信息库里没有查到这个号码。请核对号码，或换一种证件。',
  'identity/holder-deceased': '登记信息显示证件持有人已去世。如有错误，请带证件到户籍派出所或医院窗口更正。',
  'identity/too-many-tries': '错的次数多了，为了安全先停一停。',
  'identity/presence-needed': '为了保护您，这个证件现在要先证明是本人。您填写的内容已经保存，换一种办法就能办完，不会耽误。',
  'identity/check-unavailable': '核对系统暂时连不上，您没有填错。请过几分钟再试，或到医院窗口办理。',
  'identity/check-in-progress': '这个证件正在核对，不算您填错。请稍等几秒再试一次。',
  'identity/already-verified': '您已经完成实名认证，不用再办。',
  'identity/too-young': '未满 14 岁的孩子不能自己认证。请由爸爸妈妈或其他监护人在“我的家人”里添加孩子。',
};
