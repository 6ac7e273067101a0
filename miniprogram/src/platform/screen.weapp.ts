import Taro from '@tarojs/taro';

const ignore = () => undefined;

export function keepBright(): () => void {
  let before: number | undefined;
  let left = false;
  Taro.setKeepScreenOn({ keepScreenOn: true }).catch(ignore);
  Taro.getScreenBrightness().then(({ value }) => {
    // The person may have left before the phone answered: then it must not stay bright for ever.
    if (left) return;
    before = value;
    Taro.setScreenBrightness({ value: 1 }).catch(ignore);
  }).catch(ignore);
  return () => {
    left = true;
    Taro.setKeepScreenOn({ keepScreenOn: false }).catch(ignore);
    if (before !== undefined) Taro.setScreenBrightness({ value: before }).catch(ignore);
  };
}
