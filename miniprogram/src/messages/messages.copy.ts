/** Every sentence of the inbox. */
import type { MessageKind } from '@shared/messages/messages.schema';

export const INBOX = {
  emptyTitle: '还没有消息',
  emptyText: '领卡、挂失、家人授权等变动，都会在这里告诉您。',
  emptyAction: '回到首页',
  oldTitle: { online: '暂时取不到新消息', offline: '没有网络，看不到新消息' },
  oldText: '消息都还在。连上网络以后，再来看。',
  oldAbove: { online: '暂时取不到新消息，下面是上次看到的。', offline: '没有网络，看不到新消息。下面是上次看到的。' },
  unread: '未读',
  read: '已读',
  markAll: '全部标为已读',
  more: '查看更早的消息',
} as const;

export type Facts = Readonly<Record<string, string>>;
type Lead = keyof typeof LEADS;
type Words = { readonly title: string; readonly text: (facts: Facts) => string; /** Where to see it or act on it. */ readonly lead: Lead };

export const LEADS = { claim: '去领健康卡', package: '去卡包看看', sessions: '查看登录的设备', family: '去我的家人看看', consents: '查看授权', invitation: '看看是谁在请您', links: '查看关联的机构' } as const;

/** Whose card it is about, since a family shares one inbox. */
function whose({ maskedName }: Facts): string {
  return maskedName === undefined ? '您' : maskedName;
}

/** A message without words does not compile. */
export const MESSAGE_WORDS: Readonly<Record<MessageKind, Words>> = {
  'card-claimed': { title: '健康卡已领取', text: (facts) => `${whose(facts)}的电子健康卡已经领好，可以在卡包里出示。`, lead: 'package' },
  'card-bound': { title: '健康卡已加入卡包', text: (facts) => `${whose(facts)}的电子健康卡加入了您的卡包。这张卡是家人替您领的，或在医院等别的地方领的。`, lead: 'package' },
  'card-lost': { title: '健康卡已挂失', text: (facts) => `${whose(facts)}的电子健康卡已经挂失，任何人都不能再用它的码。不是您办的？请看看登录的设备里有没有不认识的。`, lead: 'sessions' },
  'card-restored': { title: '健康卡已恢复', text: (facts) => `${whose(facts)}的电子健康卡已经恢复使用。`, lead: 'package' },
  'card-closed': { title: '健康卡已注销', text: (facts) => `${whose(facts)}的电子健康卡已经注销。需要时可以重新领取。`, lead: 'package' },
  'card-reissued': { title: '健康卡已补领', text: (facts) => `${whose(facts)}的电子健康卡已经补领，可以使用。卡号没有变，以前打印的纸质卡也重新有效。`, lead: 'package' },
  'real-name-verified': { title: '实名认证已通过', text: () => '您的姓名和证件号码已经核对一致，可以领健康卡了。', lead: 'claim' },
  'presence-proved': { title: '本人核验已通过', text: () => '已经确认是您本人，可以办理挂失恢复、补领等业务。', lead: 'package' },
  'signed-in-on-pc': { title: '在电脑上登录了', text: () => '您的账号刚刚在电脑上登录。不是您本人？请结束那台设备的登录。', lead: 'sessions' },
  'account-linked': { title: '关联了机构的账号', text: ({ institutionName = '机构' }) => `您同意把${institutionName}的账号关联到自己的账号，从那里来不用再登录。不是您的意思？请马上取消关联。`, lead: 'links' },
  'account-unlinked': { title: '与机构的关联取消了', text: ({ institutionName = '机构' }) => `您的两个账号合成了一个，其中一个与${institutionName}的关联随之取消。从那里来要再登录一次；需要时可以重新关联。`, lead: 'links' },
  'family-invited': { title: '有家人想替您办事', text: (facts) => `${whose(facts)}想成为您的家人，替您出示健康卡。同意之前，对方看不到您的任何信息。不认识的，不用理会。`, lead: 'invitation' },
  'family-accepted': { title: '家人已经同意', text: (facts) => `${whose(facts)}已经同意，您可以替对方领卡和出示健康卡了。`, lead: 'family' },
  'acting-agreed': { title: '您同意了由家人代办', text: (facts) => `您同意由${whose(facts)}代办健康卡：领取、出示和挂失。不是您的意思？请到“我的家人”里结束。`, lead: 'family' },
  'family-ended': { title: '家人授权已结束', text: (facts) => `您与${whose(facts)}的家人授权已经结束。`, lead: 'family' },
  'family-age-changed': { title: '孩子长大了', text: (facts) => `${whose(facts)}到了新的年龄，您能替他（她）办理的事有变化。`, lead: 'family' },
  'persons-joined': { title: '身份信息已合并', text: () => '核对后，您用不同证件登记的身份信息合并成了一份，健康卡也只留一张。觉得不对，请带证件到医院服务台说明。', lead: 'package' },
  'persons-parted': { title: '身份信息已分开', text: () => '之前合并的身份信息已经分开，卡包正在更新。少了卡的，请到卡包里查询在别处领的卡。', lead: 'package' },
  'consent-withdrawn': { title: '授权已撤回', text: () => '您撤回了一项个人信息授权，从现在起不再使用。', lead: 'consents' },
};

/** On top of the words common to all routes. */
export const LIST_REFUSALS = { 'messages/cursor-not-valid': '这一页已经变了，请从头再看。' } as const;
