/** The outside open platform refuses with HTTP 200, a number and words. It publishes no table of the numbers, so the words have to tell. */
import { RESULT_CODES, type ResultName } from '../../../../shared/open-platform/result-codes';

export type OpenPlatformRefusal =
  /** It cannot be reached, or its answer cannot be trusted: later, perhaps. */
  | 'open-platform/unavailable'
  /** Our account, signature, clock or token, or what the province set up for the hospital: somebody has to change a setting. */
  | 'open-platform/not-accepted'
  /** This very question: a code that was used, a card that is not there, a name that does not fit. */
  | 'open-platform/refused';

/** `later`: it is busy, and says so. */
type Meaning = 'token' | 'settings' | 'question' | 'later';

/** Numbers that were seen: the card authority behind the platform does not know the hospital. */
const SEEN: Readonly<Record<number, Meaning>> = { [-10044]: 'settings' };

const OF_THE_TOKEN = /app\s?token|access\s?token|invalid token|token invalid|令牌/i;
const OF_OUR_SETTINGS = /\bsign\b|signature|签名|验签|app\s?id\b|app\s?secret|hospital\s?id\b|timestamp|时间戳|未授权|无权限/i;
const SETTINGS_BY_NAME: readonly ResultName[] = ['app-unknown', 'app-closed', 'hospital-unknown', 'clock', 'sign', 'relation-needed'];

/** The name of a refusal where the platform is one of ours and speaks by our catalogue: the number alone may be another's. */
export function nameOf(resultCode: number, words: string): ResultName | undefined {
  return (Object.keys(RESULT_CODES) as ResultName[]).find((name) => RESULT_CODES[name].code === resultCode && words.startsWith(RESULT_CODES[name].chinese));
}

export function meaningOf(resultCode: number, words: string): Meaning {
  const name = nameOf(resultCode, words);
  if (name) return meaningOfName(name);
  if (SEEN[resultCode]) return SEEN[resultCode];
  if (OF_THE_TOKEN.test(words)) return 'token';
  return OF_OUR_SETTINGS.test(words) ? 'settings' : 'question';
}

function meaningOfName(name: ResultName): Meaning {
  if (name === 'token-not-valid') return 'token';
  if (SETTINGS_BY_NAME.includes(name)) return 'settings';
  return RESULT_CODES[name].retry ? 'later' : 'question';
}
