import Taro from '@tarojs/taro';

export async function isOnline(): Promise<boolean> {
  try {
    return (await Taro.getNetworkType()).networkType !== 'none';
  } catch {
    return true;
  }
}

export function onNetworkChange(listener: (online: boolean) => void): () => void {
  const heard = ({ isConnected }: { isConnected: boolean }) => { listener(isConnected); };
  Taro.onNetworkStatusChange(heard);
  return () => { Taro.offNetworkStatusChange(heard); };
}
