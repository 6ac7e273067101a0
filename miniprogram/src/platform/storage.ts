/** Small things that stay on this device: settings and what must work without network. Never a document number. */
import Taro from '@tarojs/taro';

export function readStored(key: string): unknown {
  return Taro.getStorageSync<unknown>(key) || undefined;
}

/** A full or forbidden store loses the convenience, not the page. */
export function store(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(key, value);
  } catch {
    // Nothing to do: the value is kept in memory by its owner.
  }
}
