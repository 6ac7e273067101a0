/** The words of claiming and of every refusal of the card pages. Showing the code, a card's life and assisting have files of their own. */
import type {
  bindVisitNumberRoute, checkClaimRoute, claimCardRoute, orderCardsRoute, orderWalletCardRoute, readCardRoute, readPrintableCardRoute, showCodeRoute,
} from '@shared/card/card.routes';
import type { closeCardRoute, reportLossRoute } from '@shared/card/card-life.routes';
import type { CardState } from '@shared/card/card.schema';
import type { RefusalCode } from '@shared/kernel/route';

type ResidentRoute =
  | typeof checkClaimRoute | typeof claimCardRoute | typeof readCardRoute | typeof showCodeRoute | typeof readPrintableCardRoute
  | typeof orderCardsRoute | typeof orderWalletCardRoute | typeof bindVisitNumberRoute | typeof reportLossRoute | typeof closeCardRoute;

/** Every refusal a resident can meet on a card page: why, and what to do next. A code without words does not compile. */
export const CARD_REFUSALS: Readonly<Record<RefusalCode<ResidentRoute>, string>> = {
  'consent/needed': '办卡要用到姓名和证件号码，需要您先看一下说明，同意后再办。',
  'identity/real-name-needed': '先核对一下姓名和证件号码，才能办卡。一分钟就好。',
  'identity/member-unknown': '您的家人里没有这个人。请先把他（她）加为家人。',
  'identity/presence-needed': '这项业务要先确认是您本人，别人才不能冒名办理。',
  'identity/name-does-not-match': '姓名和证件号码与登记的对不上。请带证件到医院服务台，或找村医帮您核对。',
  'identity/document-not-found': '没有查到这个证件。新办的证件可能要过几天才查得到；也可以带证件到医院服务台办理。',
  'identity/holder-deceased': '登记显示证件的主人已经去世，不能办卡。如果登记有误，请到派出所更正，或拨打 12320 询问。',
  'family/guardian-not-registered': '登记的监护人不是您。请由登记的监护人办理，或带上户口簿或出生医学证明，到医院服务台或找村医办理。',
  'family/not-consented': '对方还没有同意由您代办，或者授权已经结束。请在“我的家人”里查看。',
  'card/authority-unavailable': '省卡管平台暂时连不上，请过几分钟再试。急着看病的，请带身份证到窗口。',
  'card/unknown': '卡包里没有这张卡，它可能已经移除。',
  'card/lost': '这张卡已经挂失，不能使用。',
  'card/closed': '这张卡已经注销，不能使用。',
  'card/package-full': '卡包已满，请先移除不用的卡，再来领卡。',
  'card/move-not-allowed': '这张卡的状态已经变了，现在不能这样办理。请返回看看最新的状态。',
  'card/order-incomplete': '卡包里的卡有变化，顺序没有保存。请再试一次。',
  'card/institution-unknown': '没有找到这家医院，请重新选择。',
  'card/visit-number-taken': '这个就诊卡号已经绑在别的健康卡上。请核对号码；号码没错的，请到医院服务台处理。',
  'card/wechat-code-needed': '没有拿到微信的授权，或者授权已经用过、过期了。请再授权一次，也可以直接领卡。',
  'card/channel-cannot': '微信健康卡这边没有办成：可能还没有您的手机号，或不受理这种证件。请先绑定手机号再试，也可以直接领卡。',
  'card/chosen-of-another': '您选的这张卡不是要领卡的人本人的。请选他（她）自己的那张，也可以直接领卡。',
  'card/no-wallet': '这张卡暂时放不进微信卡包。看病时打开这里的二维码，一样能用。',
  'card/visit-numbers-full': '绑定的就诊卡号已达上限，请先解绑不用的。',
};

export const CARD_STATES: Readonly<Record<CardState, string>> = { active: '正常使用', lost: '已挂失', closed: '已注销', pending: '待激活' };

/** What a refusal leads to. */
export const WAYS = {
  consent: '查看说明并决定',
  realName: '去实名认证',
  presence: '去确认本人',
  family: '查看我的家人',
  phone: '绑定手机号',
  package: '回到卡包',
  card: '看看怎么办',
  signIn: '登录',
  signInTitle: '先登录，再办理',
  title: '还差一步',
  failed: '暂时没有办成',
} as const;

export const CLAIM = {
  title: '领取电子健康卡',
  signInText: '用微信登录，不用注册，不用记密码。登录后回到这里继续领卡。',
  forMember: '给家人领',
  forMemberNote: '孩子、父母都可以',
  uses: [
    ['hospital', '全省医院都能用', '挂号、缴费、取药、查报告'],
    ['id-card', '不用再办就诊卡', '一张卡代替各家医院的卡'],
    ['privacy', '免费，丢了也不怕', '可以随时挂失，别人用不了'],
  ],
  none: '资料已经核对好，点一下就能领到卡。',
  claim: '领取健康卡',
  closedTitle: '这张卡以前注销过',
  closedText: '重新领取前，要先确认是卡的主人本人。可以刷脸，也可以到医院窗口或找村医确认，任选一种。',
  heldTitle: (since: string | undefined) => (since === undefined ? '查到一张已经办好的健康卡' : `查到一张 ${since} 办的健康卡`),
  heldText: '不用再填任何内容，点一下就放进卡包，和原来的是同一张卡。',
  bind: '一键领取',
  inTitle: '已经在卡包里了',
  inText: (name: string) => `${name}的健康卡已经领过，可以直接使用。`,
  inElse: (name: string) => `${name}的健康卡已经领过，请到卡包里看。`,
  lostTitle: '这张卡已经挂失',
  lostText: (name: string) => `${name}的健康卡在卡包里，挂失以后不能用，也不用重新领。卡找到了就恢复，找不到就补领。`,
  toLost: '恢复或补领',
  openPackage: '去卡包看看',
  doneTitle: '领好了',
  doneText: (name: string) => `${name}的电子健康卡已经放进卡包。看病时出示二维码就行。`,
  show: '出示健康卡',
  next: '给家人也领一张',
  lost: '这个人已经有一张健康卡，但已挂失，不能重复领卡。卡找到了就恢复，找不到就补领。',
} as const;

/** Where a card was reported lost, claiming another is not the way: restoring or reissuing it is. */
export const CLAIM_REFUSALS = { ...CARD_REFUSALS, 'card/lost': CLAIM.lost } as const;
