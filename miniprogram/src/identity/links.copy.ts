/** 关联的机构, and coming from one: their words. */
import type { EntryRefusal } from '@shared/kernel/problem';
import type { RefusalCode } from '@shared/kernel/route';
import type { endLinkRoute, linkAccountRoute, readSignOnRoute, signInInstitutionRoute } from '@shared/identity/links.routes';

export const LINKS = {
  title: '关联的机构',
  lead: '这些医院和机构的应用与您的账号有关联。取消后，对方不再知道是您，从那里来也要重新登录。',
  handsOver: (day: string) => `${day}起，从这里去对方的服务不用再登录`,
  takesOver: (day: string) => `${day}起，从对方的应用来这里不用再登录`,
  end: '取消关联',
  endTitle: (institution: string) => `要取消与${institution}的关联吗？`,
  endText: '从机构应用进入的登录会一起退出。以后可以重新关联。',
  emptyTitle: '没有关联的机构',
  emptyText: '去医院自己的服务、或从医院的应用来这里并同意后，会列在这里，随时可以取消。',
  services: '看看有哪些服务',
} as const;

export const SIGN_ON = {
  title: '从医院应用进入',
  known: (institution: string) => `从${institution}进入`,
  knownText: '您以前同意过关联，不用再登录。不是您本人在操作，请不要继续。',
  whose: (holder: string) => `将进入 ${holder} 的账号。`,
  nameless: '将进入一个还没有实名的账号。',
  instead: (signedInAs: string) => `这里现在登录的是 ${signedInAs}，继续后会换成上面的账号。`,
  enter: '是我，进入',
  other: '用别的账号登录',
  stay: '先不关联，直接进入',
  pair: (sent: string, own: string) => `医院的账号：${sent}。这里登录的是：${own}。两边要是同一个人，而且是您自己点开的，才能关联。`,
  unnamed: '还没有实名的账号',
  realName: '去实名认证',
  presence: '去确认是本人',
  consent: '看一下说明',
  ask: (institution: string) => `把${institution}的账号关联到您的账号？`,
  askText: '关联后，从那里来不用再登录；证件号码和就诊记录不会因此交给对方。随时可以在“我的 - 关联的机构”里取消。只在自己的手机或电脑上关联。',
  confirm: '是我，关联并进入',
  signInTitle: '第一次来，请先登录',
  signInText: (institution: string) => `登录后，就能把${institution}的账号关联到您自己的账号。`,
  signIn: '登录',
  failed: '这个链接不能用了',
  home: '去首页',
} as const;

type SignOnRoute = typeof readSignOnRoute | typeof signInInstitutionRoute | typeof linkAccountRoute;

export const SIGN_ON_REFUSALS: Readonly<Record<Exclude<RefusalCode<SignOnRoute>, EntryRefusal>, string>> = {
  'identity/real-name-needed': '请先实名认证，才能核对医院的账号是不是您本人的。办好后回到这里再关联。',
  'identity/presence-needed': '第一次关联前，请先确认是您本人，别人才不能冒用您的账号。办好后回到这里再关联；超过 5 分钟的，请从医院的应用再点一次。',
  'link/not-this-person': '医院登记的人与这个账号的实名不是同一个人，不能关联，也不能进入。不是您自己点开的，请关掉；是您自己的，请到医院核对登记的姓名和证件。',
  'link/other-user': '这家医院的另一个账号已经关联到您这里。要换成现在这个，请先到“我的 - 关联的机构”里取消，再从医院的应用进入。',
  'sign-in/ticket-unknown': '链接只能用一次，5 分钟内有效。请回到医院的应用，再点一次。',
  'sign-in/not-linked': '这个账号还没有关联，请先登录。',
  'link/of-another': '医院的这个账号已经关联了别人。请在那个账号的“关联的机构”里取消，或联系医院核对。',
  'link/too-many': '关联的机构太多了。请先到“我的 - 关联的机构”里取消几家，再回来关联。',
};

export const END_LINK_REFUSALS: Readonly<Record<RefusalCode<typeof endLinkRoute>, string>> = { 'link/unknown': '这个关联已经取消了。' };
