import Taro from '@tarojs/taro';
import type { OwnStore } from './own-store';

const PREFIX = 'own.';

export function ownStore(name: string): OwnStore {
  const key = `${PREFIX}${name}`;
  return {
    read: () => Taro.getStorageSync<unknown>(key) || undefined,
    write: (value) => {
      try {
        Taro.setStorageSync(key, value);
      } catch {
        // A full store loses the convenience, not the page.
      }
    },
    clear: () => { Taro.removeStorageSync(key); },
  };
}

export function forgetOwn(except?: string): void {
  const { keys } = Taro.getStorageInfoSync();
  for (const key of keys.filter((name) => name.startsWith(PREFIX) && name !== `${PREFIX}${except ?? ''}`)) Taro.removeStorageSync(key);
}
