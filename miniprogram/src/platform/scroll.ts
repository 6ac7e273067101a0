import Taro from '@tarojs/taro';

/** The page from its top again, where what just happened is said. */
export function toTop(): void {
  Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined);
}
