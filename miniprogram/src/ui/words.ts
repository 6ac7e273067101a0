/** The fixed words of the ui set, and what every route can be refused for. Sentences of a slice live in `<slice>.copy.ts`. */
import type { EntryRefusal } from '@shared/kernel/problem';
import type { Refusal } from '@shared/kernel/result';
import type { PhoneRefusal } from '../platform/call-answer';

export const WORDS = {
  back: '返回', close: '关闭', clear: '清除', tryAgain: '再试一次', cancel: '取消', busy: '请稍候', choose: '请选择', search: '搜索', required: '必填',
  loading: '正在加载', noMatch: '没有找到，请换个词试试', offline: '没有网络', offlineBanner: '现在没有网络，看到的可能不是最新的', elderMode: '长辈版',
  elderModeOff: '退出长辈版', navigation: '主导航', platform: '河南健康', platformLine: '便民服务平台', skip: '跳到正文',
} as const;

/** Why, and what to do next; an elder reads them. */
const COMMON_WORDS: Record<EntryRefusal | PhoneRefusal, string> = {
  'request/not-valid': '填写的内容有误，请检查后再试。',
  'request/too-large': '上传的内容太大了，请换一张小一点的照片。',
  'request/not-found': '没有找到这项内容，它可能已经变了。请返回后再试。',
  'request/key-missing': '操作没有成功，请再试一次。',
  'request/key-reused': '操作没有成功，请返回后再试一次。',
  'request/in-progress': '上一次操作还在办理，请稍等几秒再试。',
  'session/missing': '请先登录。',
  'session/expired': '登录已过期，请重新登录。',
  'session/ended': '这台设备上的登录已结束，请重新登录。',
  'caller/not-allowed': '您的账号没有办理这项业务的权限。',
  'consent/needed': '需要您先阅读并同意个人信息说明。',
  'session/own-needed': '您是从医院的应用进入的，这里只能查看和出示健康卡。要办这件事，请先在“我的”里退出登录，再用微信登录。',
  'server/busy': '现在办理的人很多，请稍等一会儿再试。',
  'server/error': '系统出了点问题，我们正在处理。请稍后再试。',
  'network/offline': '没有连上网络，请检查网络后再试。',
  'network/timeout': '网络太慢，没有等到结果。请再试一次，不会重复办理。',
};

/** `2026-11-23T10:05:00+08:00` → `11月23日 10:05`; the platform writes Beijing time, so the text is read as it stands. */
export function momentText(instant: string): string {
  const [, month, day, time] = /^\d{4}-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(instant) ?? [];
  return month && day && time ? `${Number(month)}月${Number(day)}日 ${time}` : instant;
}

/** `2026-11-23T10:05:07+08:00` → `11月23日 10:05:07`, for whoever compares with a log of their own. */
export function secondText(instant: string): string {
  const seconds = /T\d{2}:\d{2}(:\d{2})/.exec(instant)?.[1] ?? '';
  return `${momentText(instant)}${seconds}`;
}

/** `2026-11-23T10:05:00+08:00` or `2026-11-23` → `2026年11月23日`. */
export function dayText(instant: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(instant) ?? [];
  return year && month && day ? `${year}年${Number(month)}月${Number(day)}日` : instant;
}

/**
 * The resident's words for a refusal: the slice's own for the codes its route declares, the common ones for the rest; with how many
 * tries are left and when the next one is possible. A code without words does not compile.
 */
export function refusalText<Code extends string>(words: Readonly<Record<Exclude<Code, keyof typeof COMMON_WORDS>, string>>, refusal: Refusal<Code>): string {
  const all: Readonly<Record<string, string>> = { ...COMMON_WORDS, ...words };
  const { triesLeft, retryAt } = refusal.facts ?? {};
  const sentence = all[refusal.code] ?? COMMON_WORDS['server/error'];
  const tries = triesLeft === undefined || triesLeft === 0 ? '' : `还可以再试 ${triesLeft} 次。`;
  const when = retryAt === undefined ? '' : `${momentText(retryAt)} 以后可以再试。`;
  return `${sentence}${tries}${when}`;
}
