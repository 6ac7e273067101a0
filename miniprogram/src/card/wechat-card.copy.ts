/** The words of what WeChat's health-card plug-in and wallet are for. */

export const WECHAT_CARD = {
  title: '用微信健康卡领取',
  signInText: '登录后，才能把微信里的健康卡放进卡包。',
  choose: '用微信里已有的健康卡',
  lead: '请选要领卡的人本人的卡，一点就放进卡包，不用再填。',
  loginLead: '领卡前，微信健康卡要先得到您的授权。只用一次，可以不同意。',
  login: '去授权',
  taking: '正在放进卡包，请稍等。',
  plain: '不用微信健康卡，直接领卡',
  declined: '您没有授权。可以再试一次，也可以直接领卡。',
} as const;

export const IN_WALLET = {
  title: '放入微信卡包',
  note: '在微信“卡包”里也能找到这张卡',
  notHere: '微信卡包的页面暂时打不开，请稍后再试。看病时打开这里的二维码，一样能用。',
} as const;
