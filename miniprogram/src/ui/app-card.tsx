import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { accessible } from './accessible';
import { names } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icons';
import { pressable } from './pressable';

export type AppCardProps = { readonly title?: string; readonly flush?: boolean; readonly children?: ReactNode };

/** A sheet of paper on the ground. `flush`: rows reach its edges. */
export function AppCard({ title, flush = false, children }: AppCardProps) {
  return (
    <View className={names('card', flush && 'card--flush')}>
      {title ? <View className="card__title" {...accessible({ role: 'heading', level: 2 })}>{title}</View> : null}
      {children}
    </View>
  );
}

export type ListRowProps = {
  readonly title: string;
  readonly note?: string | undefined;
  /** At the right end, such as 已认证; beside it the way in when it can be pressed. */
  readonly value?: ReactNode;
  readonly icon?: IconName;
  readonly onPress?: () => void;
};

/** One line of a list; the whole row is the target. */
export function ListRow({ title, note, value, icon, onPress }: ListRowProps) {
  return (
    <View className={names('row', onPress !== undefined && 'row--link')} {...(onPress ? pressable(onPress) : {})} {...(onPress ? { hoverClass: 'row--pressed' } : {})}>
      {icon ? <View className="row__icon"><Icon name={icon} /></View> : null}
      <View className="row__words">
        <View className="row__title">{title}</View>
        {note ? <View className="row__note">{note}</View> : null}
      </View>
      {value === undefined ? null : <View className="row__value">{value}</View>}
      {onPress ? <View className="row__go"><Icon name="forward" /></View> : null}
    </View>
  );
}
