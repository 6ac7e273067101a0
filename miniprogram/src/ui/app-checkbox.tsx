import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { accessible } from './accessible';
import { names } from './class-names';
import { Icon } from './icon';
import { pressable } from './pressable';

export type AppCheckboxProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** The words beside the box; pressing them ticks it too. */
  readonly label: string;
  readonly error?: string | undefined;
  /** Under the row, such as a link to the whole text: apart, so that reading does not tick. */
  readonly children?: ReactNode;
};

/** A box to tick. Nothing is ticked beforehand: consent is given, not assumed. */
export function AppCheckbox({ checked, onChange, label, error, children }: AppCheckboxProps) {
  return (
    <View className={names('field', error !== undefined && 'field--wrong')}>
      {error === undefined ? null : (
        <View className="field__error" {...accessible({ role: 'alert' })}>
          <Icon name="error" />
          <View>{error}</View>
        </View>
      )}
      <View className={names('tick', checked && 'tick--on')} {...pressable(() => { onChange(!checked); }, { role: 'checkbox', checked })}>
        <View className="tick__box">{checked ? <Icon name="check" /> : null}</View>
        <View>{label}</View>
      </View>
      {children}
    </View>
  );
}

export type SwitchRowProps = { readonly label: string; readonly note?: string; readonly on: boolean; readonly onChange: (on: boolean) => void };

/** A setting that takes effect at once; says 已开启 or 已关闭 in words. */
export function SwitchRow({ label, note, on, onChange }: SwitchRowProps) {
  return (
    <View className={names('switch-row', on && 'switch-row--on')} {...pressable(() => { onChange(!on); }, { role: 'switch', checked: on })}>
      <View className="switch-row__words">
        <View className="switch-row__label">{label}</View>
        {note ? <View className="switch-row__note">{note}</View> : null}
      </View>
      <View className="switch-row__state">{on ? '已开启' : '已关闭'}</View>
      <View className="switch-row__track" {...accessible({ hidden: true })}><View className="switch-row__thumb" /></View>
    </View>
  );
}
