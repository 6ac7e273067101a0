/** Every sentence of the main pages. */
import type { CardState } from '@shared/card/card.schema';

export const TAB_LABELS = { home: '首页', package: '卡包', inbox: '消息', me: '我的' } as const;

export const CARD_STATES: Readonly<Record<CardState, string>> = { active: '正常使用', lost: '已挂失', closed: '已注销', pending: '待激活' };

export const HOME = {
  title: '河南健康',
  hello: (name: string | undefined) => (name === undefined ? '您好' : `${name}，您好`),
  line: '一张卡，全省医院通用',
  elderOn: '长辈版',
  elderOff: '退出长辈版',
  showCode: '出示健康卡',
  cardTitle: '我的健康卡',
  servicesTitle: '我要办理',
  safety: '您的姓名和证件号码加密保存，页面上只显示一部分。',
  welcomeTitle: '领取您的电子健康卡',
  welcomeText: '代替各家医院的就诊卡，全省通用。只需姓名和证件号码，一两分钟办好，不收费。',
  welcomeAction: '登录并领卡',
  consentTitle: '先看一下个人信息说明',
  consentText: '同意以后，才能为您领取和展示健康卡。',
  consentAction: '查看并决定',
  claimTitle: '您还没有电子健康卡',
  claimText: '准备好身份证或其他证件，一两分钟就能办好。',
  claimAction: '领取健康卡',
  refused: '健康卡暂时没有显示出来',
} as const;

export const SERVICES = {
  claim: { title: '领卡', note: '本人或家人都能领' },
  show: { title: '出示健康卡', note: '挂号、缴费、取药' },
  more: { title: '更多服务', note: '各医院自己的网上服务' },
  family: { title: '家人健康卡', note: '帮孩子、父母领和用' },
  inbox: { title: '消息', note: '卡的变动都会告诉您' },
  elder: { title: '长辈版', note: '字大，按钮大，内容少' },
} as const;

export const PACKAGE = {
  title: '卡包',
  lead: '您和家人的健康卡都在这里。',
  signIn: '登录后，您和家人的健康卡会出现在这里。',
  emptyTitle: '卡包里还没有卡',
  emptyText: '领取后，您和家人的健康卡都会出现在这里。',
  claim: '领取健康卡',
  forFamily: '为家人领卡',
  refresh: '查询在别处领的卡',
  refreshed: (checkedAt: string) => `${checkedAt} 已与省卡管平台核对`,
  first: '首选卡',
  showCode: '出示',
  details: '详情',
  makeFirst: '设为首选',
} as const;

export const INBOX = { title: '消息', signIn: '登录后，可以看到健康卡和家人的消息。' } as const;

export const ME = {
  title: '我的',
  signInTitle: '还没有登录',
  signInText: '登录后可以领卡、管理家人、查看消息。',
  signIn: '登录',
  realName: '实名认证',
  realNameNote: (maskedName: string, tail: string) => (tail === '' ? maskedName : `${maskedName}，证件尾号 ${tail}`),
  realNameMissing: '还没有认证，领卡前需要认证',
  assurance: { none: '未认证', L1: '已实名', L2: '已本人核验' },
  presence: '本人核验',
  presenceNote: '刷脸、医院窗口、村医，任选一种',
  phone: '手机号',
  phoneMissing: '还没有绑定',
  family: '我的家人',
  familyNote: '为孩子、父母领卡和出示',
  sessions: '登录的设备',
  links: '关联的机构',
  linksNote: '与您的账号有关联的医院应用',
  consents: '隐私与授权',
  consentsNote: '看看同意过什么，可以随时撤回',
  information: '我的信息',
  informationNote: '查看、复制、更正、删除',
  settings: '设置',
  scanPc: '扫码登录电脑版',
  staff: '工作人员',
  staffEntries: { assist: '协助群众领卡', counter: '挂失、恢复和补领', presence: '确认本人在场', merges: '居民主索引', console: '机构控制台' },
  /** The mini-program does not carry it. */
  consoleOnPc: '请用电脑浏览器打开河南健康，登录后使用',
  notCode: '这不是电脑版的登录码，请在电脑上打开登录页面再扫。',
} as const;

export const SETTINGS = {
  title: '设置',
  elder: '长辈版',
  elderNote: '字大，按钮大，内容少',
  consents: '隐私与授权',
  sessions: '登录的设备',
  information: '我的信息',
  closeAccount: '注销账号',
  about: '关于河南健康',
  signOut: '退出登录',
  signOutTitle: '要退出登录吗？',
  signOutText: '退出后，这台设备上保存的健康卡会清除。下次登录后会再出现。',
} as const;

export const MISSING_PAGE = {
  title: '没有连上网络',
  text: '这一页要连上网络才能打开。网络恢复后会自动打开，也可以再试一次。',
} as const;

export const ABOUT = {
  title: '关于河南健康',
  paragraphs: [
    '河南健康便民服务平台由河南省卫生健康委员会指导建设，为全省居民提供电子健康卡、家人健康卡等服务。',
    '电子健康卡由省电子健康卡管理平台发放，全省医院通用，逐步替代各家医院的就诊卡。领卡和用卡都不收费。',
    '我们不会打电话向您索要验证码、银行卡号或密码。接到这样的电话，请直接挂断。',
  ],
  helpTitle: '需要人帮忙？',
  help: '可以到医院服务台、社区卫生服务中心，或找村医帮您办理。也可以拨打卫生热线 12320。',
  version: '版本',
} as const;
