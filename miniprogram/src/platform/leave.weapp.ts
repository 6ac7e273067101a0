import Taro from '@tarojs/taro';

const MINI_PROGRAM = 'mini-program:';

/** `mini-program:wx…?healthCode=…` → `{ healthCode }`. */
function parametersOf(address: string): Record<string, string> {
  const pairs = (address.split('?')[1] ?? '').split('&').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decodeURIComponent(value)]));
}

/** Into a mini-program only back to where one came from; a web page opens in none. */
export function leaveFor(address: string): void {
  if (!address.startsWith(MINI_PROGRAM)) return;
  Taro.navigateBackMiniProgram({ extraData: parametersOf(address) }).catch(() => undefined);
}

export function cameFromMiniProgram(): string | undefined {
  const { appId } = Taro.getEnterOptionsSync().referrerInfo ?? {};
  return appId ? `${MINI_PROGRAM}${appId}` : undefined;
}
