import { View } from '@tarojs/components';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { SHOW } from '../show-code.copy';
import type { Because } from '../shown-view';
import type { DynamicCode } from '../use-dynamic-code';

export type CountdownProps = { readonly code: DynamicCode; /** Why the code cannot be renewed now. */ readonly stuck: Because | undefined };

function wordsOf({ secondsLeft }: DynamicCode): string {
  return secondsLeft === 0 ? SHOW.renewing : SHOW.secondsLeft(secondsLeft);
}

/** How long until the code renews itself, or how long it is still good: a line that shortens, and the seconds in words. Not read aloud every second. */
export function Countdown({ code, stuck }: CountdownProps) {
  const renewable = stuck === undefined || stuck === 'chosen';
  return (
    <View className="countdown">
      {renewable ? null : <View className="countdown__stuck" {...accessible({ role: 'status' })}>{SHOW.stuck[stuck]}</View>}
      {renewable ? (
        <View className="countdown__bar" {...accessible({ hidden: true })}>
          <View className="countdown__left" style={{ width: `${Math.round(code.partLeft * 100)}%` }} />
        </View>
      ) : null}
      <View className="countdown__row">
        <View className="countdown__words">{renewable ? wordsOf(code) : SHOW.goodFor(code.lifeLeft)}</View>
        <AppButton compact kind="secondary" icon="refresh" busy={code.busy} onPress={code.renew}>{SHOW.renew}</AppButton>
      </View>
      <View className="countdown__once">{SHOW.once}</View>
    </View>
  );
}
