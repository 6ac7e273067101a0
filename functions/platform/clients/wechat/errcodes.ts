/** WeChat refuses with HTTP 200 and a number. What each number we can act upon means to us; any other is `unavailable`. */

export type WechatRefusal =
  /** The code was never issued, is older than five minutes, or was used before: the person tries again. */
  | 'wechat/code-not-valid'
  /** WeChat holds this user for high risk and does not let them sign in. */
  | 'wechat/user-blocked'
  /** 快照页: a virtual account that will not exist tomorrow; the person must choose 使用完整服务. */
  | 'wechat/snapshot-user'
  /** The face check takes mainland citizens' numbers only. */
  | 'wechat/document-refused'
  /** The check is older than an hour, or was opened for another person. */
  | 'wechat/face-check-not-valid'
  /** There is no document in the picture, or it is too blurred to be read. */
  | 'wechat/nothing-read'
  /** WeChat cannot be reached, is busy, limits us, or does not accept our account: later, perhaps. */
  | 'wechat/unavailable';

const MEANINGS: Readonly<Record<number, WechatRefusal>> = {
  40029: 'wechat/code-not-valid',
  40163: 'wechat/code-not-valid',
  41008: 'wechat/code-not-valid',
  40226: 'wechat/user-blocked',
  84013: 'wechat/document-refused',
  84014: 'wechat/document-refused',
  84015: 'wechat/document-refused',
  84017: 'wechat/face-check-not-valid',
  84018: 'wechat/face-check-not-valid',
  84020: 'wechat/face-check-not-valid',
  84021: 'wechat/face-check-not-valid',
  84022: 'wechat/face-check-not-valid',
  101000: 'wechat/nothing-read',
  101001: 'wechat/nothing-read',
};

export function meaningOf(errcode: number): WechatRefusal {
  return MEANINGS[errcode] ?? 'wechat/unavailable';
}

/** The token is wrong, too old, or somebody forced a new one: fetch it anew and ask once more. */
const STALE_TOKEN: readonly number[] = [40001, 40014, 42001];

export function isStaleToken(errcode: number): boolean {
  return STALE_TOKEN.includes(errcode);
}

/** App id, secret, allow-list, rights or what was paid for: somebody has to change a setting. */
const NOT_ACCEPTED: readonly number[] = [40002, 40013, 40125, 40164, 41002, 41004, 48001, 50002, 61024, 89503, 89506, 89507, 101002];

export function isSettingsFault(errcode: number): boolean {
  return NOT_ACCEPTED.includes(errcode);
}
