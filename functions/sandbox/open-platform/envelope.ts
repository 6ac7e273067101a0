/** How the platform answers: always HTTP 200, `成功` or its own words, and an object for `rsp`. */

export type Req = Readonly<Record<string, unknown>>;
export type Rsp = Readonly<Record<string, unknown>>;

/** All but -10044 are the sandbox's own numbers. */
export const REFUSALS = {
  sign: { code: -1001, words: '签名校验失败' },
  token: { code: -1002, words: 'appToken无效或已过期' },
  timestamp: { code: -1003, words: 'timestamp超出允许范围' },
  app: { code: -1004, words: 'appId不存在' },
  malformed: { code: -1005, words: '参数错误' },
  'wechat-code': { code: -2001, words: 'wechatCode无效或已使用' },
  'health-code': { code: -2002, words: 'healthCode无效或已使用' },
  'card-unknown': { code: -2003, words: '健康卡不存在' },
  'real-name': { code: -2004, words: '实名核身不通过' },
  'qr-code': { code: -2005, words: '二维码无效或已过期' },
  relation: { code: -1006, words: '缺少relateAppId或relateOpenId' },
  order: { code: -2006, words: '订单不存在' },
} as const;
export type RefusalName = keyof typeof REFUSALS;

export type Answer = Rsp | RefusalName;

export function answered(requestId: string, answer: Answer, members: readonly string[]): Response {
  if (typeof answer === 'string') return refused(requestId, REFUSALS[answer], members);
  return Response.json({ commonOut: { requestId, resultCode: 0, errMsg: '成功' }, rsp: answer });
}

function refused(requestId: string, { code, words }: { code: number; words: string }, members: readonly string[]): Response {
  const rsp = Object.fromEntries(members.map((name) => [name, '']));
  return Response.json({ commonOut: { requestId, resultCode: code, errMsg: words }, rsp });
}

/** In a mood: a number of the platform, or `rsp-null`. It does not know any more what it was asked. */
export function moodAnswer(code: number | string): Response {
  if (code === 'rsp-null') return Response.json({ commonOut: { requestId: '', resultCode: 0, errMsg: '成功' }, rsp: null });
  const known = Object.values(REFUSALS).find((refusal) => refusal.code === code);
  const words = known?.words ?? (code === -10044 ? 'Value for partnerOrgCode cannot be null' : '系统繁忙');
  return refused('', { code: Number(code), words }, []);
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Whether these members are filled texts. */
export function hasAll(req: Req, members: readonly string[]): boolean {
  return members.every((name) => text(req[name]) !== '');
}
