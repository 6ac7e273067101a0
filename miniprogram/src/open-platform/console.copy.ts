/** 机构控制台: the words of its pages, and of what may go wrong there. */
import type { RefusalCode } from '@shared/kernel/route';
import type * as routes from '@shared/open-platform/console.routes';

type ConsoleRoute = Extract<(typeof routes)[keyof typeof routes], { readonly refusals: object }>;

export const CONSOLE_REFUSALS: Readonly<Record<RefusalCode<ConsoleRoute>, string>> = {
  'caller/not-allowed': '这里只供机构的开发者使用。请让机构联系平台运维，为您的账号登记“机构开发者”岗位。',
  'console/second-factor-needed': '请输入动态口令。为了安全，每30分钟要重新输入一次。',
  'console/already-enrolled': '您已经绑定了动态口令。手机丢失的，请把页面上的账号编号告诉平台运维，由运维解绑。',
  'console/not-enrolled': '还没有绑定动态口令，请先绑定。',
  'console/code-wrong': '动态口令不对。请核对手机时间是否准确，并使用刚刚显示、没有用过的口令。',
  'console/tries-over': '试的次数太多，请过15分钟再试。',
  'console/request-waiting': '上一个申请还在审核，请等结果出来再申请。',
  'console/app-unknown': '没有找到这个应用，请回到应用列表重新选择。',
  'console/rotation-open': '已经有两个密钥有效。请先停用旧密钥，再生成新的。',
  'console/no-old-secret': '没有旧密钥可以停用。',
  'console/no-secret': '这个应用还没有密钥，请先在“密钥”里生成。',
  'console/request-not-readable': '贴上的请求不能读取：要贴完整的JSON，里面有commonIn和req，每个成员只写一次。',
  'console/tag-taken': '这个标记已经用过，请换一个。',
  'console/return-not-registered': '返回地址的域名还没有登记，请先在“设置”里登记。',
};

export const CONSOLE = {
  title: '机构控制台',
  lead: '电子健康卡开放平台：应用、密钥、调用日志和签名调试。',
  signInTitle: '请先登录', signInText: '用平台登记为“机构开发者”的微信账号登录，再输入动态口令。', signIn: '登录',
  enrolTitle: '绑定动态口令', enrolText: '用手机上的身份验证器（支持TOTP的都可以）扫这个码，以后每次进入都要输入它显示的6位数字。',
  enrol: '开始绑定', enrolCode: '绑定动态口令的二维码', account: (accountId: string) => `账号编号 ${accountId}：手机丢失时，把它告诉平台运维。`,
  codeTitle: '输入动态口令', code: '6位动态口令', enter: '进入控制台', codeNeeded: '请输入验证器上显示的6位数字。', leave: '退出控制台',
  until: (moment: string) => `动态口令在 ${moment} 前有效`,
  noApps: '还没有应用', request: '申请应用', requestName: '应用名称', requestHospitals: '医院', requestHospitalsHint: '几家医院用顿号隔开', requestPurpose: '用途', requestFill: '请填写名称、医院和用途。',
  requestStates: { waiting: '审核中', approved: '已通过', declined: '未通过' },
  parts: { overview: '概览', keys: '密钥', switches: '开关', calls: '调用日志', debug: '签名调试' },
  closed: '已停用', hospitals: '医院和院区', hosts: '返回域名', none: '没有登记', callback: '回调地址',
  usageTitle: '最近14天的调用', usageNone: '最近14天没有调用。', usageDay: (day: string, good: number, bad: number) => `${day}：成功${good}次，失败${bad}次`,
  errorsTitle: '失败的原因', times: (count: number) => `${count}次`, terminalsTitle: '实际用过的窗口和设备', terminalsNone: '还没有扫码或上报。',
  terminalKinds: { window: '人工窗口', kiosk: '自助机', doctor: '医生工作台', scanner: '扫码终端', face: '刷脸终端', online: '线上', other: '其他' },
  seen: (first: string, last: string) => `首次 ${first}，最近 ${last}`,
  secretsInForce: (count: number) => (count === 0 ? '还没有密钥' : `${count}个密钥有效`),
  rotate: '生成新密钥', rotateText: '新密钥只显示这一次，请马上保存到服务器。旧密钥在您停用之前继续有效，可以从容更换。', endOld: '停用旧密钥',
  newSecret: '新密钥（只显示这一次）', ended: '旧密钥已停用，30秒内全部生效。',
  switchWords: {
    relates: { label: '要求relateAppId和relateOpenId', note: '关闭后，用户所在的应用和openid可以不传。只给改不了的旧系统关闭。' },
    clock: { label: '检查timestamp', note: '关闭后，时间相差5分钟以上也接受，旧报文可能被别人重发。只给校不了时的旧系统关闭。' },
    replay: { label: '检查requestId重复', note: '关闭后，同一个requestId可以发不同的内容，网络重发可能办两次。只给requestId固定不变的旧系统关闭。' },
  },
  saved: '已保存，30秒内全部生效。',
  dayBefore: '前一天', dayAfter: '后一天', refused: '失败的', done: '成功的', callsNone: '这一天没有。', refresh: '刷新',
  callNote: (requestId: string, ms: number, field?: string) => `${requestId}，${ms}毫秒${field === undefined ? '' : `，字段${field}`}`,
  cause: '原因', remedy: '处理',
  debugRequest: '请求的JSON（原样贴上，不用贴密钥）', debugText: '您的签名原文', debugSign: '您的签名', debug: '比较', debugFill: '请贴上请求的JSON。',
  accepted: '签名正确，平台接受。', canonical: '平台的签名原文', expected: '应有的签名', ours: '平台', theirs: '您的', differsAt: (at: number) => `第${at + 1}个字符起不同`,
} as const;
