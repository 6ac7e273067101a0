import { View } from '@tarojs/components';
import { Icon } from './icon';
import type { IconName } from './icons';

export type Tone = 'good' | 'warn' | 'danger' | 'quiet';

const SIGNS: Record<Tone, IconName> = { good: 'done', warn: 'warning', danger: 'error', quiet: 'info' };

/** A state in words, with a sign of its own shape: colour only repeats it. */
export function StatusTag({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <View className={`tag tag--${tone}`}>
      <Icon name={SIGNS[tone]} />
      <View>{children}</View>
    </View>
  );
}

/** A short message above what it is about. */
export function Notice({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <View className={`notice notice--${tone}`}>
      <Icon name={SIGNS[tone]} />
      <View className="notice__words">{children}</View>
    </View>
  );
}
