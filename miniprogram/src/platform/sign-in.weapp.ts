import Taro from '@tarojs/taro';
import type { Authorization, SignInPlace } from './sign-in';

export function signInPlace(): SignInPlace {
  return 'mini-program';
}

export async function miniProgramCode(): Promise<string | undefined> {
  try {
    return (await Taro.login()).code || undefined;
  } catch {
    return undefined;
  }
}

export function returnAddress(): string {
  return '';
}

export function leaveForAuthorization(_leave: { authorizeUrl: string; state: string; comeBackTo: string }): void {
  // The mini-program signs in with wx.login and never leaves.
}

export function takeAuthorization(): Authorization | undefined {
  return undefined;
}
