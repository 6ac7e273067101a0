import Taro from '@tarojs/taro';
import { parametersIn } from './mini-page';
import type { Visited } from './visit';

const MINI_PROGRAM = /^mini-program:(wx[\da-f]{16})(?:\?(.*))?$/;

export async function visit(address: string): Promise<Visited> {
  const [, appId, query] = MINI_PROGRAM.exec(address) ?? [];
  try {
    if (appId === undefined) {
      await Taro.setClipboardData({ data: address });
      return 'copied';
    }
    await Taro.navigateToMiniProgram({ appId, extraData: parametersIn(query ?? '') });
    return 'gone';
  } catch {
    return 'not-here';
  }
}
