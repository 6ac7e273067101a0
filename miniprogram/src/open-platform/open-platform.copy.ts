/** 嵌入页面: the words of the pages hospitals link to, and of what may go wrong there. */
import type { RefusalCode } from '@shared/kernel/route';
import type { giveHealthCodeRoute, giveUserCodeRoute, leaveHandOverRoute, readHandOverRoute } from '@shared/open-platform/hand-over.routes';
import type { activateCardsRoute, readWaitingCardsRoute } from '@shared/open-platform/upgrade.routes';
import type { claimCardRoute } from '@shared/card/card.routes';

type HandOverRoute = typeof readHandOverRoute | typeof giveUserCodeRoute | typeof leaveHandOverRoute | typeof giveHealthCodeRoute | typeof claimCardRoute
  | typeof readWaitingCardsRoute | typeof activateCardsRoute;

export const HAND_OVER_REFUSALS: Readonly<Record<RefusalCode<HandOverRoute>, string>> = {
  'open-platform/return-not-registered': '这个链接要返回的页面没有在平台登记，为了您的信息安全不能继续。请从医院的公众号或小程序重新打开。',
  'open-platform/link-not-valid': '这个激活链接不完整或已经换了。请回到医院的消息里重新打开，或到医院服务台办理。',
  'open-platform/nothing-waits': '这个链接没有等待激活的卡，可能医院已经撤回。您可以直接在首页免费领取。',
  'open-platform/card-of-another': '这张卡不是您本人或您监护的孩子的。请把链接转给本人，由本人登录后激活。',
  'consent/needed': '办卡要用到姓名和证件号码，需要您先看一下说明，同意后再办。',
  'identity/real-name-needed': '先核对一下姓名和证件号码，才能办卡。一分钟就好。',
  'identity/member-unknown': '您的家人里没有这个人。',
  'identity/presence-needed': '这张卡以前注销过，重新领取前要先确认是您本人。',
  'identity/name-does-not-match': '姓名和证件号码与登记的对不上。请带证件到医院服务台核对。',
  'identity/document-not-found': '没有查到这个证件。新办的证件可能要过几天才查得到；也可以带证件到医院服务台办理。',
  'identity/holder-deceased': '登记显示证件的主人已经去世，不能办卡。如果登记有误，请到派出所更正。',
  'family/guardian-not-registered': '登记的监护人不是您。请由登记的监护人办理。',
  'family/not-consented': '对方还没有同意由您代办，或者授权已经结束。',
  'card/authority-unavailable': '省卡管平台暂时连不上，请过几分钟再试。急着看病的，请带身份证到窗口。',
  'card/unknown': '卡包里没有这张卡，它可能已经移除。请重新选择。',
  'card/lost': '这张卡已经挂失，不能使用。请先在卡包里恢复或补领。',
  'card/closed': '这张卡已经注销，不能使用。请重新领卡。',
  'card/package-full': '卡包已满，请先移除不用的卡，再来领卡。',
};

export const HAND_OVER = {
  linkFailed: '这个链接不能用',
  home: '去首页',
  failed: '暂时没有办成',
  agreed: '去看看怎么办',
  presence: '去确认本人',
  package: '打开卡包',
  leaving: (hospital: string) => `正在返回${hospital}`,
  leavingNote: '请稍候，马上就好。',
  decline: '不授权，返回医院',
} as const;

export const CARD_LIST = {
  title: '使用电子健康卡',
  signInLead: (hospital: string) => `${hospital}想使用您的电子健康卡建档、挂号。`,
  given: ['会交给医院的内容', '您的姓名、性别、出生日期、证件号码、手机号和健康卡号，只用于在这家医院看病。'],
  signIn: '登录并把本人的卡交给医院',
  choose: (hospital: string) => `选择要交给${hospital}的卡`,
  self: '本人',
  family: '家人',
  claim: '领取健康卡，交给医院',
  noCard: '您还没有电子健康卡。免费领取，一分钟就好，全省医院都能用。',
  claimSelf: '给自己也领一张',
  add: '给别人办卡',
  addNote: '回到医院的页面填写',
} as const;

export const USER_CODE = {
  title: '在医院办理健康卡',
  lead: (hospital: string) => `${hospital}想用您的微信身份为您办理电子健康卡。`,
  given: ['会交给医院的内容', '一个一次有效的办卡凭证，半小时内有效。不包含您的姓名、证件和微信号。'],
  signIn: '登录并同意',
  agree: '同意，回到医院办卡',
} as const;

export const ASKED = {
  signInTitle: '先登录，再继续',
  signInText: '用微信登录，不用注册，不用记密码。登录后回到这里继续。',
  signIn: '登录',
  unusable: '不能使用',
} as const;

export const BIND = {
  title: '在医院建档',
  choose: (hospital: string) => `选择要在${hospital}建档的卡`,
  noCard: (hospital: string) => `在${hospital}建档，先填写就诊人的信息。`,
  another: '为其他人建档',
  confirm: (hospital: string) => `请核对在${hospital}填写的就诊人，无误后领卡建档。`,
  issue: '信息无误，领卡建档',
} as const;

export const VERIFY = {
  title: '确认是您本人',
  lead: (hospital: string) => `${hospital}请您确认是本人，再给您看报告等隐私内容。`,
  prove: '我是本人，去确认',
  decline: '不确认，返回医院',
  doneTitle: '已经确认',
  done: (hospital: string) => `请回到${hospital}的页面继续。`,
} as const;

export const KIOSK = {
  title: '在自助机上使用',
  choose: (hospital: string) => `选择在${hospital}自助机上使用的卡`,
  doneTitle: '已经授权',
  done: '请看自助机的屏幕，继续办理。',
  endedTitle: '请重新扫码',
  noCardTitle: '还没有可用的健康卡',
  noCard: '先领一张电子健康卡，再回来扫自助机上的码。',
  claim: '领取健康卡',
} as const;

export const ACTIVATE = {
  title: '激活电子健康卡',
  lead: (hospital: string) => `${hospital}已为您的就诊卡办好电子健康卡，激活后就能用。`,
  alreadyLead: '这些卡已经激活，可以直接使用。',
  given: ['激活前请知道', '只有本人，或孩子的监护人，能激活。激活后您的就诊卡与电子健康卡关联，全省医院都能用。'],
  state: { waiting: '等待激活', activated: '已激活' },
  signIn: '登录并激活',
  activate: '确认激活',
  back: '返回医院',
  done: '激活成功',
  doneText: (names: readonly string[], hospital: string) => `${names.join('、')}的电子健康卡可以用了。正在返回${hospital}；没有自动返回时，可在卡包里查看。`,
} as const;
