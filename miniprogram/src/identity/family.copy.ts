/** Every sentence of the family. */
import type { addAdultRoute, addChildRoute, decideInvitationRoute, endActingForMeRoute, openInvitationRoute, readInvitationRoute, removeMemberRoute } from '@shared/identity/family.routes';
import type { ActingGround, Relation } from '@shared/identity/identity.schema';
import type { EntryRefusal } from '@shared/kernel/problem';
import type { RefusalCode } from '@shared/kernel/route';
import { DOCUMENT_REFUSALS } from './identity.copy';

export const RELATIONS: Readonly<Record<Relation, string>> = { parent: '父母', child: '子女', spouse: '配偶', relative: '亲属', other: '其他' };

export const GROUNDS: Readonly<Record<ActingGround, string>> = {
  guardian: '您是监护人', 'guardian-of-teen': '您是监护人', delegate: '已同意您代办', waiting: '等待确认', ended: '已结束',
};

/** What may be done now, and what happens on the day named. */
export const GROUND_NOTES: Readonly<Record<ActingGround, (day: string | undefined) => string>> = {
  guardian: (day) => `可以领卡和出示健康卡。${day === undefined ? '' : `${day} 满 14 岁，孩子本人可以结束代办。`}`,
  'guardian-of-teen': (day) => `可以领卡和出示健康卡。孩子本人可以结束代办。${day === undefined ? '' : `${day} 满 18 岁，代办自动结束。`}`,
  delegate: () => '可以领卡和出示健康卡。对方随时可以取消。',
  waiting: () => '确认之前，您不能替他（她）办事。',
  ended: () => '代办已经结束，您不能再替他（她）办事。还要帮忙的，请重新填一次，再请本人同意。',
};

export const FAMILY = {
  title: '我的家人',
  lead: '为孩子、父母领卡和出示健康卡。',
  members: '我可以代办的家人',
  actingForMe: '可以替我办事的人',
  actingNote: (ground: string, day: string) => `${ground}，${day} 起`,
  emptyTitle: '还没有添加家人',
  emptyText: '孩子由监护人添加；成年家人要本人同意。',
  addChild: '添加孩子（未满 18 岁）',
  addAdult: '添加成年家人',
  claim: '领卡',
  show: '出示健康卡',
  card: '查看健康卡',
  getConsent: '请本人同意',
  askAgain: '再请本人同意',
  prove: '去确认',
  childConsent: '查看儿童信息说明',
  consentMissing: '您撤回过同意，或说明有更新，现在不能替家人办事。看过说明并同意后就能恢复。',
  consentAction: '查看并决定',
  rests: '已暂停',
  restsNote: '您撤回过同意，或说明有更新，代办先停下。您重新同意后就能恢复。',
  childRestsNote: '儿童信息说明还没有同意，代办先停下。您看过并同意后就能恢复。',
  withdrawn: '对方撤回了个人信息的授权，现在不能替他（她）办事。对方在自己的手机上重新同意后，自动恢复。',
  remove: '移除',
  removeTitle: '要移除这位家人吗？',
  removeText: (name: string) => `移除后，您不能再替${name}领卡和出示健康卡。对方的卡还在，不受影响。`,
  end: '结束',
  endTitle: '要结束代办吗？',
  endText: (name: string) => `结束后，${name}马上不能再替您领卡和出示健康卡。`,
  guardianOfMe: '监护人', delegateOfMe: '您同意的代办人',
} as const;

export const ADD_CHILD = {
  title: '添加孩子',
  lead: '孩子未满 18 岁，由父母或其他监护人添加。',
  birthday: '出生日期',
  birthdayWrong: '没有这一天，或者这一天还没有到，请照孩子的出生日期填写。',
  birthdayHint: '这种证件的号码里看不出生日，请填写。',
  declare: '我是孩子的父母或其他监护人，以上信息是真实的',
  declareMissing: '请确认您是孩子的监护人。',
  submit: '添加孩子',
  done: '孩子已添加',
  consentFirst: '孩子未满 14 岁。请看一下下面的说明，同意后就接着办，填好的内容都在。',
  realNameFirst: '先核对您自己的姓名和证件号码，再添加孩子。一分钟就好。',
  waiting: '为了保护孩子，还要到医院窗口或找村医确认一次。',
  claim: '为孩子领卡',
  presence: '去取办理号码',
  family: '回到我的家人',
} as const;

/** Read by the family member themselves, on the phone of who asks. */
export const SAYING_YES = {
  hand: (name: string) => `请把手机交给${name}本人，由本人看过并勾选。不愿意的，不用勾选，什么都不会改变。`,
  actingTitle: '由家人代办健康卡',
  asks: (name: string, phone: string | undefined) => `${name}${phone === undefined ? '' : `（手机 ${phone}）`}请您同意由他（她）代办健康卡。`,
  may: (text: string) => `同意以后，对方可以：${text}`,
  mayNot: (text: string) => `对方不可以：${text}`,
  acting: (name: string) => `我是${name}本人，同意由对方代办`,
  face: (name: string) => `我是${name}本人，同意做这次人脸核验`,
  missing: '请本人看过上面的说明，同意就勾选。',
} as const;

export const ADD_ADULT = {
  title: '添加成年家人',
  lead: '先填写家人的信息，再请家人本人同意。本人同意之前，您看不到、也用不了他（她）的健康卡。',
  realNameFirst: '先核对您自己的姓名和证件号码，再添加家人。一分钟就好。',
  relation: '与您的关系',
  relationHint: '对方是您的什么人。',
  relationMissing: '请选择关系。',
  submit: '下一步：请本人同意',
  consentTitle: '请家人本人同意',
  consentText: (name: string) => `${name}同意后，您才能替他（她）领卡和出示健康卡。下面的办法，任选一种：`,
  inviteTitle: '家人自己有微信',
  inviteText: '把下面的链接发给家人，家人用自己的微信打开并同意。为了让家人认出您，本人实名后会看到您的姓名和手机尾号。',
  inviteAction: '生成邀请链接',
  inviteUntil: (time: string) => `链接在 ${time} 前有效，只能由本人使用。`,
  copy: '复制链接',
  copied: '已复制，请发给家人',
  notCopied: '没有复制成功。请按住上面的链接，自己复制。',
  hereTitle: '家人就在身边，或不用手机',
  hereText: '家人可以在这部手机上刷脸，或带证件到医院窗口、找村医办理。',
  hereTextWeb: '家人带上证件，到医院窗口或找村医办理。要刷脸，请用手机微信的“河南健康”小程序。',
  hereAction: '本人核验',
  later: '以后再办',
} as const;

export const INVITATION = {
  title: '家人代办邀请',
  signInText: '有家人想替您领健康卡、出示健康卡，请您同意。登录以后，看清楚是谁，再决定同意不同意。',
  asks: (name: string) => `${name} 想替您办事`,
  askerName: '对方姓名', askerNote: '已经过实名认证',
  relation: '对方说', youAre: (relation: string) => `您是他（她）的${relation}`, youAreOther: '和您是其他关系',
  phoneTail: '对方手机尾号', noPhone: '没有登记',
  mayTitle: '同意以后，对方可以',
  mayNotTitle: '对方不可以',
  warning: '不认识对方，或者不放心，请不要同意。可以先打电话问一问。',
  need: '同意前，要先确认是您本人：刷脸、医院窗口、村医，任选一种。不同意不用确认。',
  proved: '刚刚确认过本人的，可以直接同意；超过半小时的，要再确认一次。不同意不用确认。',
  who: '为了不让别人看到，对方的全名和手机尾号只给被邀请的本人看。请先完成实名认证，再回到这里决定。',
  over: '邀请已经失效',
  ownTitle: '这是您自己发出的邀请',
  own: '请把链接发给家人，由家人在自己的手机上打开。您不能替家人同意。',
  otherTitle: '这个邀请不是发给您的',
  other: '只能由被邀请的本人打开并同意。',
  accept: '同意',
  refuse: '不同意',
  accepted: '已同意', acceptedText: '对方现在可以替您领卡和出示健康卡。',
  refused: '已拒绝', refusedText: '对方不能替您办事，也看不到您的健康卡。',
  family: '查看我的家人',
  home: '回到首页',
  realName: '先完成实名认证',
  presence: '先确认是本人',
} as const;

const CHECKED = {
  ...DOCUMENT_REFUSALS,
  'identity/name-does-not-match': '姓名和证件号码对不上，请照证件核对每一个字。',
  'identity/document-not-found': '人口信息库里没有查到这个号码。请核对号码，或换一种证件。',
  'identity/holder-deceased': '登记信息显示证件持有人已去世。如有错误，请带证件到医院窗口更正。',
  'identity/too-many-tries': '错的次数多了，为了安全先停一停。',
  'identity/check-unavailable': '核对系统暂时连不上，您没有填错。请过几分钟再试。',
  'identity/check-in-progress': '这个证件正在核对，不算您填错。请稍等几秒再试一次。',
  'identity/real-name-needed': '请您自己先完成实名认证，再添加家人。',
  'family/already-member': '这位家人已经添加过了，请回到“我的家人”查看。',
  'family/is-yourself': '这是您本人的证件，不用添加。',
  'family/full': '家人数量已到上限，请先移除不再需要的家人。',
} as const;

export const CHILD_REFUSALS: Record<Exclude<RefusalCode<typeof addChildRoute>, EntryRefusal>, string> = {
  ...CHECKED,
  'family/not-a-child': '对方已满 18 岁，请从“添加成年家人”添加。',
  'family/birthday-needed': '请填写孩子的出生日期。',
  'family/guardian-too-young': '监护人要年满 18 岁，请由孩子的父母办理。',
  'family/guardian-not-registered': '登记的监护人不是您。请由登记的监护人办理，或带上户口簿或出生医学证明，到医院服务台或找村医办理。',
  'family/mother-not-known': '这个号码要由孩子的母亲来办，或先把孩子的母亲添加为家人。',
};

export const ADULT_REFUSALS: Record<Exclude<RefusalCode<typeof addAdultRoute>, EntryRefusal>, string> = {
  ...CHECKED,
  'family/is-a-child': '对方未满 18 岁，请从“添加孩子”添加。',
};

export const INVITE_REFUSALS: Record<Exclude<RefusalCode<typeof openInvitationRoute | typeof removeMemberRoute | typeof endActingForMeRoute>, EntryRefusal>, string> = {
  'identity/member-unknown': '没有找到这位家人，可能已经移除。',
  'family/not-waiting': '这位家人已经同意过了，不用再邀请。',
};

export const INVITATION_REFUSALS: Record<Exclude<RefusalCode<typeof readInvitationRoute | typeof decideInvitationRoute>, EntryRefusal>, string> = {
  'family/invitation-not-valid': '可能过了时间，或者已经答复过。还需要的话，请家人重新发一次。',
  'family/invitation-not-for-you': '这个邀请不是发给您的，只能由被邀请的本人同意。',
  'identity/real-name-needed': '同意之前，请先完成实名认证，确认邀请是发给您的。',
  'identity/presence-needed': '同意之前，请先确认是您本人。',
  'presence/agreement-needed': '代办说明有更新，请退出后重新打开，看过再决定。',
};
