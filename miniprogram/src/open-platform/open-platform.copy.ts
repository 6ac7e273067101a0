/** 嵌入页面: the words of the pages hospitals link to, and of what may go wrong there. */
import type { RefusalCode } from '@shared/kernel/route';
import type { giveHealthCodeRoute, giveUserCodeRoute, leaveHandOverRoute, readHandOverRoute } from '@shared/open-platform/hand-over.routes';
import type { activateCardsRoute, readWaitingCardsRoute } from '@shared/open-platform/upgrade.routes';
import type { leaveAskedRoute, readAskedRoute } from '@shared/open-platform/asked.routes';
import type { openCounterCodeRoute } from '@shared/identity/identity.routes';
import type { PlainClaimRefusal } from '@shared/card/card.routes';

type HandOverRoute = typeof readHandOverRoute | typeof giveUserCodeRoute | typeof leaveHandOverRoute | typeof giveHealthCodeRoute
  | typeof readWaitingCardsRoute | typeof activateCardsRoute;

export const HAND_OVER_REFUSALS: Readonly<Record<RefusalCode<HandOverRoute> | PlainClaimRefusal, string>> = {
  'open-platform/return-not-registered': '这个链接要返回的页面没有在平台登记，为了您的信息安全不能继续。请从医院的公众号或小程序重新打开。',
  'open-platform/link-not-valid': '这个激活链接不完整或已经换了。请回到医院的消息里重新打开，或到医院服务台办理。',
  'open-platform/nothing-waits': '这个链接没有等待激活的卡，可能医院已经撤回。您可以直接在首页免费领取。',
  'open-platform/card-of-another': '这个链接不是给您的，也不是给您监护的孩子的。请把链接转给本人，由本人登录后激活。',
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

/** Why a page that was led to by a code does not open, and what to do next. */
export const ASKED_REFUSALS: Readonly<Record<RefusalCode<typeof readAskedRoute | typeof leaveAskedRoute>, string>> = {
  'open-platform/asked-unknown': '这个链接已经过期，或者不完整。请回到医院的页面重新打开；在自助机上，请刷新后再扫一次。',
};

/** Why no number was given for the counter. */
export const COUNTER_REFUSALS: Readonly<Partial<Record<RefusalCode<typeof openCounterCodeRoute>, string>>> = {
  'identity/real-name-needed': '先核对一下姓名和证件号码，才能取号。请回到首页的“我的”里实名认证。',
};

export const STEP = { go: '继续' } as const;

export const HAND_OVER = {
  staysTitle: '请回到医院的页面',
  declined: '没有授权。请关闭此页（点左上角的“×”或返回），回到医院的小程序或页面。',
  stays: '这里已经办完。请关闭此页（点左上角的“×”或返回），回到医院的小程序或页面继续。',
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
  signIn: '登录并交给医院',
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
  unknownTitle: '这个链接不能用',
  unusable: '不能使用',
} as const;

export const BIND = {
  title: '在医院建档',
  signInLead: (hospital: string) => `${hospital}想用您的电子健康卡为您建档。`,
  given: CARD_LIST.given,
  signIn: '登录并继续建档',
  leave: '不建档，返回医院',
  left: '没有建档。请关闭此页，回到医院的小程序或页面。',
  choose: (hospital: string) => `选择要在${hospital}建档的卡`,
  noCard: (hospital: string) => `在${hospital}建档，先填写就诊人的信息。`,
  another: '为其他人建档',
  confirm: (hospital: string) => `请核对在${hospital}填写的就诊人，无误后领卡建档。`,
  formGiven: ['会交给医院的内容', '您刚才填写的就诊人信息和新领的健康卡号，只用于在这家医院看病。'],
  issue: '信息无误，领卡建档',
  correct: '信息有误，返回修改',
} as const;

export const VERIFY = {
  title: '确认是您本人',
  lead: (hospital: string) => `${hospital}请您确认是本人，再给您看报告等隐私内容。`,
  signInLead: (hospital: string) => `${hospital}请您确认是本人，再给您看报告等隐私内容。`,
  given: ['会告诉医院的内容', '只告诉医院“是不是本人”。不会交给医院您的照片和手机号。'],
  signIn: '登录并确认本人',
  prove: '我是本人，去确认',
  leadFor: (hospital: string, name: string) => `${hospital}请${name}确认身份，再给看报告等隐私内容。您可以替这位家人确认，要核对的是您自己在场。`,
  proveFor: '替家人确认',
  proveThere: '我是本人，去医院页面刷脸',
  leave: '不确认，返回医院',
  left: '没有确认。请关闭此页，回到医院的小程序或页面。',
  endedTitle: '这次确认已经结束',
  waysLead: (hospital: string) => `还差一步：${hospital}要知道确实是您本人。请选一种办法，办好后回到这里。`,
  phoneTitle: '办法一：用手机微信刷脸',
  phoneText: '网页上不能刷脸。请用微信扫下面的码（在微信里可以长按识别），打开“河南健康”小程序刷脸，一分钟左右。',
  phoneCode: '打开小程序刷脸的二维码，请用微信扫描',
  phoneOther: '扫不了码：在微信里搜索“河南健康”小程序，点“我的”，再点“本人核验”。',
  counterTitle: '办法二：到窗口，或找村医',
  counterText: '带上证件原件，把办理号码告诉工作人员。',
  takeCode: '取办理号码',
  codeAgain: '重新取号',
  code: '办理号码',
  codeUntil: (time: string) => `请在 ${time} 前使用，过期可以重新取。`,
  proved: '已经办好，继续',
  notYet: '还没有收到确认的结果。请刷完脸，或等工作人员办完后，再点一次。',
  doneTitle: '已经确认',
  done: (hospital: string) => `请回到${hospital}的页面继续。`,
} as const;

export const KIOSK = {
  title: '在自助机上使用',
  signInLead: (hospital: string) => `在${hospital}的自助机上使用您的电子健康卡。`,
  given: ['会交给医院的内容', '您选的卡的健康卡号，自助机凭它查到姓名和证件号码，只用于这次办理。'],
  signIn: '登录并选卡',
  leave: '不在自助机上用卡',
  left: '没有授权，自助机上什么都没有变。可以关闭此页。',
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
