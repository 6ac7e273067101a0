/** Every sentence of 我的信息 and of closing the account. */
import type { closeAccountRoute, Information } from '@shared/identity/rights.routes';
import type { ConsentPurpose } from '@shared/identity/identity.schema';
import type { RefusalCode } from '@shared/kernel/route';

export const INFORMATION = {
  title: '我的信息',
  lead: '平台保存的您的信息都在这里，可以查看、复制、更正、删除。',
  masked: '为了安全，姓名和号码现在只显示一部分。做过本人核验后半小时内，可以看到完整内容。',
  prove: '去做本人核验',
  whole: '您刚做过本人核验，下面是完整内容。请留意身边有没有别人在看。',
  copy: '复制全部信息',
  copied: '已经复制，可以粘贴到别处保存。',
  notCopied: '没有复制成功，请再试一次。',
  cardsMissing: '健康卡的信息暂时没有取到，其他内容都在。',
  resting: '您撤回了同意，在这里不能领卡、出示健康卡。卡没有注销，医院还认这张卡。平台还保存着下面这些内容，您可以查看、复制；不想再保存，可以注销账号。',
  account: '账号', accountId: '账号编号', endOf: (tail: string) => `尾号 ${tail}，复制时是完整的`, openedAt: '开通时间', wechat: '绑定的微信', phone: '手机号', none: '没有',
  self: '本人', name: '姓名', birthday: '出生日期', assurance: '认证情况', verifiedAt: '认证时间', post: '工作岗位',
  cards: '健康卡', claimedAt: (day: string) => `${day} 放进卡包`, visitNumber: (institution: string) => `就诊卡号，${institution}`,
  family: '家人', consents: '同意和撤回', devices: '登录的设备',
  session: (from: string, last: string) => `${from} 登录，最近使用 ${last}`,
} as const;

export const WECHAT_APPS: Readonly<Record<Information['wechatApps'][number], string>> = { 'mini-program': '手机微信小程序', 'service-account': '微信里的网页' };
export const ASSURANCES: Readonly<Record<NonNullable<Information['self']>['assurance'], string>> = { none: '还没有认证', L1: '已实名', L2: '已本人核验' };
export const ACTS: Readonly<Record<Information['consents'][number]['act'], string>> = { given: '同意', withdrawn: '撤回' };
export const PURPOSES: Readonly<Record<ConsentPurpose | 'acting', string>> = {
  privacy: '个人信息保护说明', sensitive: '证件与健康卡信息', face: '人脸核验', child: '儿童信息', acting: '由家人代办健康卡',
};

export const CORRECTING = {
  title: '更正或删除',
  name: '姓名、证件号码、出生日期',
  nameNote: '与户籍登记一致。登记有误，先到户籍派出所更正，再注销账号、重新登录认证，健康卡会自动绑定。也可以到医院窗口请工作人员帮忙，或拨打 12320。',
  unverified: '还没有认证，可以重新填写。',
  phone: '手机号',
  phoneNote: '在“我的”里重新绑定',
  family: '家人',
  familyNote: '移除后可以重新添加',
  visitNumbers: '健康卡和就诊卡号',
  visitNumbersNote: '在卡包里打开健康卡，可以移出、解绑或重新绑定',
  consents: '同意过的内容',
  consentsNote: '随时可以撤回',
  close: '注销账号',
  closeNote: '删除平台保存的全部信息',
} as const;

export const CLOSING = {
  title: '注销账号',
  lead: '注销后马上停用，您的信息在十五个工作日内全部删除，不能恢复。',
  erasedTitle: '会删除',
  erased: [
    { title: '账号', note: '微信绑定、手机号、登录的设备' },
    { title: '实名信息', note: '姓名、证件号码、核验结果' },
    { title: '卡包', note: '您和家人的健康卡在这里的显示、就诊卡号、办理记录' },
    { title: '家人', note: '您添加的家人信息。您同意别人替您办事的，也一起结束' },
    { title: '消息', note: '收到的全部消息' },
  ],
  keptTitle: '会保留',
  kept: [
    { title: '健康卡本身', note: '由省电子健康卡管理平台保管，仍然有效。以后重新登录认证，绑定的还是这张卡。不想再用这张卡，请先注销健康卡，再注销账号。' },
    { title: '操作记录', note: '谁在什么时候查看、办理过，按法律要求至少保存六个月，最长三年。记录里只有编号，没有姓名和号码。' },
    { title: '同意和撤回的记录', note: '只有时间和编号，用来证明我们经过您同意。' },
    { title: '医院的病历', note: '由医院按规定保存，不在这个平台上。' },
  ],
  cards: '先去卡包看看健康卡',
  copyFirst: '先查看、复制我的信息',
  close: '注销账号',
  askTitle: '确定要注销账号吗？',
  askText: '您的信息会全部删除，不能恢复。所有设备都会退出登录。',
  confirm: '确定注销',
  doneTitle: '账号已注销',
  done: '您已经退出登录，您的信息正在删除，十五个工作日内删完。',
  home: '回到首页',
} as const;

export const CLOSING_REFUSALS: Record<RefusalCode<typeof closeAccountRoute>, string> = {
  'account/post-held': '您的账号还有工作岗位。请先请单位结束岗位，再来注销账号。',
};
