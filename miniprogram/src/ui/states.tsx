import { View } from '@tarojs/components';
import { accessible } from './accessible';
import { AppButton } from './app-button';
import { Icon } from './icon';
import type { IconName } from './icons';
import { WORDS } from './words';

export type NextStep = { readonly label: string; readonly onPress: () => void; readonly busy?: boolean };

export type EmptyStateProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly text?: string;
  /** What can be done now; a page is never a dead end. */
  readonly action: NextStep;
  readonly second?: NextStep | undefined;
};

/** Nothing here yet, and how that changes. */
export function EmptyState({ icon, title, text, action, second }: EmptyStateProps) {
  return (
    <View className="state">
      <View className="state__sign"><Icon name={icon} large /></View>
      <View className="state__title" {...accessible({ role: 'heading', level: 2 })}>{title}</View>
      {text ? <View className="state__text">{text}</View> : null}
      <View className="state__steps">
        <AppButton busy={action.busy ?? false} onPress={action.onPress}>{action.label}</AppButton>
        {second ? <AppButton kind="secondary" busy={second.busy ?? false} onPress={second.onPress}>{second.label}</AppButton> : null}
      </View>
    </View>
  );
}

export type ErrorStateProps = { readonly text: string; readonly again: () => void; readonly second?: NextStep };

/** Something did not work: what, and trying again. `text` comes from `refusalText`. */
export function ErrorState({ text, again, second }: ErrorStateProps) {
  return (
    <View {...accessible({ role: 'alert' })}>
      <EmptyState icon="warning" title="没有成功" text={text} action={{ label: WORDS.tryAgain, onPress: again }} second={second} />
    </View>
  );
}

const WIDTHS = ['60%', '100%', '85%'];

/** Grey lines where text will stand; the words are for screen readers. */
export function Skeleton({ rows = WIDTHS.length }: { readonly rows?: number }) {
  return (
    <View className="skeleton" {...accessible({ role: 'status', label: WORDS.loading, busy: true })}>
      {Array.from({ length: rows }, (_, row) => <View key={row} className="skeleton__line" style={{ width: WIDTHS[row % WIDTHS.length] ?? '100%' }} />)}
    </View>
  );
}

export type StepsProps = { readonly labels: readonly string[]; /** From 0. */ readonly current: number };

/** Where one is on a way of several pages. */
export function Steps({ labels, current }: StepsProps) {
  const text = `第 ${current + 1} 步，共 ${labels.length} 步：${labels[current] ?? ''}`;
  return (
    <View className="steps">
      <View className="steps__bar" {...accessible({ hidden: true })}>
        {labels.map((label, at) => <View key={label} className={at <= current ? 'steps__part steps__part--done' : 'steps__part'} />)}
      </View>
      <View className="steps__text">{text}</View>
    </View>
  );
}
