/** The words of taking a hospital's card into the package. */
import type { RefusalCode } from '@shared/kernel/route';
import type { takeWalletCardRoute } from '@shared/open-platform/wallet.routes';

export const WALLET_REFUSALS: Readonly<Record<RefusalCode<typeof takeWalletCardRoute>, string>> = {
  'consent/needed': '放进卡包要用到姓名和证件号码，需要您先看一下说明，同意后再办。',
  'open-platform/wallet-order-unknown': '这个链接已经过期。请回到医院的页面再点一次。',
  'open-platform/wallet-card-of-another': '这张卡不是您或家人的，不能放进您的卡包。给家人用的，请先把他（她）加为家人；还没有实名的，请先实名认证。',
};

export const WALLET = {
  title: '放进卡包',
  lead: (hospital: string) => `把在${hospital}办好的电子健康卡放进您的卡包。`,
  given: ['放进卡包后', '只有您本人或家人的卡能放进来，随时可以移除。不会把您的信息再交给别人。'],
  signIn: '登录，放进卡包',
  take: '放进卡包',
  doneTitle: '已经在卡包里',
  done: (name: string) => `${name}的电子健康卡在卡包里，全省医院都能用。`,
  show: '出示健康卡',
  back: '返回医院',
  family: '查看我的家人',
} as const;
