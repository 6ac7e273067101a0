/** The outside open platform refuses with HTTP 200, a number and words. It publishes no table of the numbers, so the words have to tell. */

export type OpenPlatformRefusal =
  /** It cannot be reached, or its answer cannot be trusted: later, perhaps. */
  | 'open-platform/unavailable'
  /** Our account, signature, clock or token, or what the province set up for the hospital: somebody has to change a setting. */
  | 'open-platform/not-accepted'
  /** This very question: a code that was used, a card that is not there, a name that does not fit. */
  | 'open-platform/refused';

export type Meaning = 'token' | 'settings' | 'question';

/** Numbers that were seen: the card authority behind the platform does not know the hospital. */
const SEEN: Readonly<Record<number, Meaning>> = { [-10044]: 'settings' };

const OF_THE_TOKEN = /app\s?token|access\s?token|invalid token|token invalid|令牌/i;
const OF_OUR_SETTINGS = /\bsign\b|signature|签名|验签|app\s?id\b|app\s?secret|hospital\s?id\b|timestamp|时间戳|未授权|无权限/i;

export function meaningOf(resultCode: number, words: string): Meaning {
  if (SEEN[resultCode]) return SEEN[resultCode];
  if (OF_THE_TOKEN.test(words)) return 'token';
  return OF_OUR_SETTINGS.test(words) ? 'settings' : 'question';
}
