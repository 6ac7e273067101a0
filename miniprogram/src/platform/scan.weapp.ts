import Taro from '@tarojs/taro';

export const canScan = true;

export async function scan(): Promise<string | undefined> {
  try {
    return (await Taro.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] })).result;
  } catch {
    return undefined;
  }
}
