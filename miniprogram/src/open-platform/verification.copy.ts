/** The words of proving to an institution who one is. */
import type { RefusalCode } from '@shared/kernel/route';
import type { OrderState } from '@shared/open-platform/verification.rules';
import type {
  attestVerificationRoute, declineVerificationRoute, passVerificationRoute, readVerificationRoute,
} from '@shared/open-platform/verification.routes';

type VerificationRoute = typeof readVerificationRoute | typeof passVerificationRoute | typeof attestVerificationRoute | typeof declineVerificationRoute;

type Ended = { readonly icon: 'done' | 'warning'; readonly text: string };
const PROVED: Ended = { icon: 'done', text: '已经确认过了。请回到医院的页面查看。' };

/** How an order ended, told to who opens its page again. */
export const VERIFICATION_ENDED: Readonly<Record<Exclude<OrderState, 'open'>, Ended>> = {
  passed: PROVED, used: PROVED, failed: { icon: 'warning', text: '没有确认，医院不会给看隐私内容。要看的话，请回到医院的页面重新开始。' },
};

/** Why it does not go on, and what to do next. */
export const VERIFICATION_REFUSALS: Readonly<Record<RefusalCode<VerificationRoute>, string>> = {
  'consent/needed': '核验要用到姓名和证件号码，需要您先看一下说明，同意后再办。',
  'open-platform/order-unknown': '这次核验已经过期，或不是发给您的。请回到医院的页面重新开始。',
  'open-platform/order-ended': '这次确认已经结束。请回到医院的页面查看。',
  'open-platform/not-this-person': '要核验的不是您。是孩子或老人的，请先在“我的家人”里加上，再回来确认；或由本人在自己的手机上办理。',
  'open-platform/not-attested': '医院的人脸核验没有通过。请再试一次，或在这里确认是您本人。',
  'identity/presence-needed': '请先确认是您本人，别人才不能冒名查看。',
  'identity/real-name-needed': '先核对一下姓名和证件号码，才能核验。一分钟就好。',
  'identity/member-unknown': '您的家人里没有这个人。请先把他（她）加为家人。',
  'family/not-consented': '对方还没有同意由您代办，或者授权已经结束。请在“我的家人”里查看。',
};
