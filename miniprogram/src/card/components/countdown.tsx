import { View } from '@tarojs/components';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { SHOW } from '../show-code.copy';
import type { DynamicCode } from '../use-dynamic-code';

/** How long until the code renews itself: a line that shortens, and the seconds in words. Not read aloud every second. */
export function Countdown({ code }: { readonly code: DynamicCode }) {
  const waiting = code.secondsLeft === 0;
  return (
    <View className="countdown">
      <View className="countdown__bar" {...accessible({ hidden: true })}>
        <View className="countdown__left" style={{ width: `${Math.round(code.partLeft * 100)}%` }} />
      </View>
      <View className="countdown__row">
        <View className="countdown__words">{waiting ? SHOW.renewing : SHOW.secondsLeft(code.secondsLeft)}</View>
        <AppButton compact kind="text" icon="refresh" busy={code.busy} onPress={code.renew}>{SHOW.renew}</AppButton>
      </View>
    </View>
  );
}
