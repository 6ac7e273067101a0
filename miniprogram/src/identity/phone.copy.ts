/** Every sentence of binding a phone number. */
import type { bindPhoneRoute } from '@shared/identity/identity.routes';
import type { EntryRefusal } from '@shared/kernel/problem';
import type { RefusalCode } from '@shared/kernel/route';

export const PHONE = {
  title: '手机号',
  lead: '绑定后，领卡时一起登记，医院有事能联系到您。不绑定也能领卡、看病。',
  bound: '已绑定的手机号',
  none: '还没有绑定手机号',
  bind: '一键获取手机号',
  change: '换成别的手机号',
  done: '手机号已经绑好。',
  promise: '号码由微信提供，不用输入验证码。我们不会用它打电话向您要验证码或密码。',
  notGiven: '没有取到手机号，其他功能照常使用。想绑定时，再点一次就可以。',
  elsewhereTitle: '请在手机微信里绑定',
  elsewhere: '打开手机微信里的“河南健康”小程序，在“我的”里点“手机号”，一点就能绑好。这里不用再做什么。',
  back: '回到我的',
} as const;

export const PHONE_REFUSALS: Record<Exclude<RefusalCode<typeof bindPhoneRoute>, EntryRefusal>, string> = {
  'identity/phone-code-not-valid': '微信给的号码凭证过期了，请再点一次获取手机号。',
  'sign-in/wechat-unavailable': '微信暂时连不上，手机号没有变。请稍等一会儿再试。',
};
