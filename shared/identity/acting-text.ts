/**
 * 委托代办: what a person agrees to who lets another act for them, told in the same words wherever it is asked: on their own phone, on
 * the asker's, before a clerk. A changed text gets a new version; what was agreed to is kept with the version that was shown.
 */
export const ACTING_TEXT = {
  version: '2026-11',
  may: ['替您领取、出示、打印健康卡，绑定就诊卡号，卡丢了替您挂失。', '看到您的姓名、健康卡号、就诊卡号和办理记录。证件号码只看到前后几位，不过添加您为家人时，对方已经填写过完整号码。'],
  mayNot: '替您恢复、补领、注销健康卡，这些要您本人再确认。您随时可以在“我的家人”里结束代办。',
} as const;
