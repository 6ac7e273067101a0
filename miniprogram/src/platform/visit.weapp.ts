import Taro from '@tarojs/taro';
import type { Visited } from './visit';

const MINI_PROGRAM = /^mini-program:(wx[\da-f]{16})(?:\?(.*))?$/;

export async function visit(address: string): Promise<Visited> {
  const [, appId, query] = MINI_PROGRAM.exec(address) ?? [];
  try {
    if (appId === undefined) {
      await Taro.setClipboardData({ data: address });
      return 'copied';
    }
    const extraData = Object.fromEntries((query ?? '').split('&').filter(Boolean).map((pair) => pair.split('=')).map(([name = '', value = '']) => [name, decodeURIComponent(value)]));
    await Taro.navigateToMiniProgram({ appId, extraData });
    return 'gone';
  } catch {
    return 'not-here';
  }
}
