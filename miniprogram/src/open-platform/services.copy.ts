/** 服务目录: its words. */
import type { EntryRefusal } from '@shared/kernel/problem';
import type { RefusalCode } from '@shared/kernel/route';
import type { ListedService } from '@shared/open-platform/services.schema';
import type { openServiceRoute } from '@shared/open-platform/services.routes';

export const SERVICES = {
  title: '更多服务',
  lead: '各医院和机构自己的网上服务，都经过平台审核。',
  city: '所在城市',
  province: '全省',
  emptyTitle: '这个城市还没有上架的服务',
  emptyText: '医院正在陆续接入。可以换个城市看看，领卡和出示健康卡在首页就能办。',
  home: '回到首页',
  inWechat: '在微信小程序里打开',
  signInFirst: '登录后打开',
  copied: '这项服务是网页，网址已经复制。请打开手机浏览器，粘贴后访问，5 分钟内有效。',
  notHere: '这项服务要在微信小程序里打开。请用手机微信打开“河南健康”，再到这里点开。',
  agreeTitle: (name: string) => `去“${name}”前，请看一下`,
  agreeText: (institution: string) => `会告诉${institution}：一个只有它认得的用户编号，以及您是否已实名、是否确认过本人。不会告诉姓名、证件号码、手机号和就诊记录。以后去这家机构不再询问，可以在“我的 - 关联的机构”里取消。`,
  agree: '同意并打开',
} as const;

export const SERVICE_KINDS: Readonly<Record<ListedService['kind'], string>> = {
  outpatient: '挂号门诊', examination: '检查检验', 'online-hospital': '互联网医院', inpatient: '住院', 'public-health': '公共卫生', other: '其他服务',
};

export const SERVICE_REFUSALS: Readonly<Record<Exclude<RefusalCode<typeof openServiceRoute>, EntryRefusal>, string>> = {
  'service/unknown': '这项服务已经下架。请返回后刷新，看看别的服务。',
  'link/too-many': '关联的机构太多了。请先到“我的 - 关联的机构”里取消几家，再来打开。',
};
