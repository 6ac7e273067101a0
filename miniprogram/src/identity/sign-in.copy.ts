/** Every sentence of signing in. */
import type { Device } from '@shared/identity/identity.schema';
import type { bindPhoneRoute } from '@shared/identity/identity.routes';
import type { EntryRefusal } from '@shared/kernel/problem';
import type { RefusalCode } from '@shared/kernel/route';
import type {
  beginServiceAccountRoute, decidePcTicketRoute, endSessionRoute, openPcTicketRoute, readPcTicketRoute, scanPcTicketRoute, signInMiniProgramRoute, signInPcRoute,
  signInServiceAccountRoute,
} from '@shared/identity/sign-in.routes';

export const SIGN_IN = {
  title: '登录',
  lead: '用微信登录，不用注册，不用记密码。',
  withWechat: '微信登录',
  withWechatOnline: '微信授权登录',
  terms: '登录只用到您的微信标识、登录时间和设备类型，用来认出您，不会读取您的聊天和好友。其他信息，登录以后再一项一项问您同意不同意。',
  readTerms: '阅读《个人信息保护说明》',
  scanTitle: '用手机微信扫码登录',
  scanText: '打开手机上的“河南健康”小程序，在“我的”里点“扫码登录电脑版”，扫下面的码。',
  scanLabel: '电脑登录码，请用手机小程序扫描',
  otherWay: '已经在微信里打开？',
  waiting: '等待手机扫码',
  scanned: '已扫码，请在手机上点“同意登录”',
  refused: '您在手机上拒绝了这次登录',
  expired: '这个码已过期',
  newCode: '换一个新码',
  later: '先看看，不登录',
  goBack: '不登录，返回上一页',
} as const;

export const PC_SIGN_IN = {
  title: '登录电脑版',
  lead: '有一台电脑请求用您的账号登录。',
  where: '请求来自',
  unknownPlace: '一台电脑',
  openedAt: '打开时间',
  warning: '同意以后，那台电脑能看到您的健康卡和家人。别人发给您的码，请不要同意。',
  approve: '同意登录',
  refuse: '不是我，拒绝',
  failed: '没有连上那台电脑',
  approved: '已同意登录',
  approvedText: '请回到电脑上继续。用完记得在电脑上退出。',
  refused: '已拒绝',
  refusedText: '那台电脑不能登录您的账号。',
  home: '回到首页',
  sessions: '查看登录的设备',
  signInFirst: '先登录，再确认',
  signInFirstText: '登录后会回到这里，由您决定要不要让电脑登录。',
  signIn: '登录',
} as const;

const WECHAT_BUSY = '微信暂时连不上，请稍等一会儿再试。';

type WechatRoute = typeof signInMiniProgramRoute | typeof beginServiceAccountRoute | typeof signInServiceAccountRoute | typeof bindPhoneRoute;

/** What WeChat vouches for: who signs in, and their number. */
export const SIGN_IN_REFUSALS: Record<Exclude<RefusalCode<WechatRoute>, EntryRefusal>, string> = {
  'identity/phone-code-not-valid': '微信给的号码凭证过期了，请再点一次获取手机号。',
  'sign-in/code-not-valid': '微信的登录凭证过期了，请再点一次登录。',
  'sign-in/wechat-unavailable': WECHAT_BUSY,
  'sign-in/refused-by-wechat': '微信暂时不允许这个账号登录，请在微信里按提示解除限制，或到医院窗口办理。',
  'sign-in/state-not-valid': '等的时间太长了，请再点一次登录。',
  'sign-in/full-service-needed': '微信现在打开的是预览页面。请点页面右下角的“使用完整服务”，再登录。',
  'sign-in/return-address-not-allowed': '请从平台首页重新进入，再登录。',
};

/** Coming back from WeChat's page without having agreed there is one more way not to be signed in. */
export const AUTHORIZATION_REFUSALS = { ...SIGN_IN_REFUSALS, 'sign-in/declined': '您没有同意授权，还没有登录。想登录时再点一次，登录后接着办。' };

export const PC_REFUSALS: Record<
  RefusalCode<typeof openPcTicketRoute | typeof readPcTicketRoute | typeof signInPcRoute | typeof scanPcTicketRoute | typeof decidePcTicketRoute>, string
> = {
  'sign-in/ticket-unknown': '这个码已经失效，请在电脑上换一个新码再扫。',
  'sign-in/ticket-not-approved': '还没有在手机上同意，请在手机上点“同意登录”。',
  'sign-in/ticket-taken': '这个码已经被扫过，请在电脑上换一个新码再扫。',
};

export const SESSIONS = {
  title: '登录的设备',
  lead: '看看您的账号在哪里登录着。不认识的，马上结束它。',
  began: (at: string) => `${at} 登录`,
  lastUsed: (at: string) => `最近使用 ${at}`,
  here: '正在使用',
  end: '结束登录',
  endAll: '全部退出登录',
  endAllTitle: '要在所有设备上退出吗？',
  endAllText: '包括这台设备。退出后需要重新用微信登录。',
} as const;

export const DEVICES: Readonly<Record<Device, string>> = { 'mini-program': '手机微信小程序', 'service-account': '微信里的网页', pc: '电脑', institution: '从医院等机构的应用进入' };

export const SESSION_REFUSALS: Record<Exclude<RefusalCode<typeof endSessionRoute>, EntryRefusal>, string> = {
  'sign-in/session-unknown': '这台设备已经退出了。',
};
