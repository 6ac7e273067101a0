import Taro from '@tarojs/taro';
import { parametersIn } from './mini-page';

const MINI_PROGRAM = 'mini-program:';

/** Into a mini-program only back to where one came from; a web page opens in none. */
export function leaveFor(address: string): boolean {
  if (!address.startsWith(MINI_PROGRAM)) return false;
  Taro.navigateBackMiniProgram({ extraData: parametersIn(address.split('?')[1] ?? '') }).catch(() => undefined);
  return true;
}

export function canLeaveFor(_address: string): boolean {
  return false;
}

export function cameFromMiniProgram(): string | undefined {
  const { appId } = Taro.getEnterOptionsSync().referrerInfo ?? {};
  return appId ? `${MINI_PROGRAM}${appId}` : undefined;
}
