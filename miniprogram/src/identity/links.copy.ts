/** 关联的机构, and coming from one: their words. */
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

export const SIGN_ON_REFUSALS: Readonly<Record<RefusalCode<SignOnRoute>, string>> = {
  'sign-in/ticket-unknown': '链接只能用一次，5 分钟内有效。请回到医院的应用，再点一次。',
  'sign-in/not-linked': '这个账号还没有关联，请先登录。',
  'link/of-another': '医院的这个账号已经关联了别人。请在那个账号的“关联的机构”里取消，或联系医院核对。',
  'link/too-many': '关联的机构太多了。请先到“我的 - 关联的机构”里取消几家，再回来关联。',
};

export const END_LINK_REFUSALS: Readonly<Record<RefusalCode<typeof endLinkRoute>, string>> = { 'link/unknown': '这个关联已经取消了。' };
