/** The words of the card on paper, and of binding a hospital's number. */

export const PAPER = {
  title: '打印健康卡',
  lead: '给不用手机的家人。看病时，把这张纸和身份证一起给窗口。',
  signInText: '登录后，才能打印健康卡。',
  cardTitle: '河南省居民电子健康卡',
  code: '健康卡二维码，扫码窗口使用',
  name: '姓名',
  number: '证件号码',
  issued: '发卡日期',
  use: '看病时出示，请同时带身份证。',
  lost: '丢了请带身份证到医院服务台，或找村医挂失。',
  print: '打印',
  guard: '纸上有姓名和二维码，请像身份证一样收好。',
  cut: '用普通 A4 纸打印，沿虚线剪下。',
  howTitle: '怎么打印',
  how: [
    '手机上不能直接打印。可以用电脑打开本平台，登录后再打印。',
    '也可以把这一页截屏，到打印店打印；打印完请删掉截屏。',
    '或者带身份证到医院服务台、村卫生室，请工作人员打印。',
  ],
} as const;

export const VISIT = {
  title: '绑定就诊卡号',
  lead: '把医院以前给的就诊卡号绑到健康卡上，原来的记录就能对上。',
  signInText: '登录后，才能绑定就诊卡号。',
  city: '城市',
  hospital: '医院',
  hospitalHint: '先选城市，再选医院',
  number: '就诊卡号',
  numberHint: '在就诊卡、病历本或缴费单上，由数字和字母组成',
  bind: '绑定',
  cityMissing: '请选择医院所在的城市',
  hospitalMissing: '请选择医院',
  numberMissing: '请输入就诊卡号',
  numberWrong: '就诊卡号只有数字、字母和横线，请核对',
  doneTitle: '绑好了',
  doneText: (hospital: string, number: string) => `${hospital}的就诊卡号 ${number} 已经绑到健康卡上。`,
  back: '回到健康卡详情',
  another: '再绑一家医院',
} as const;
