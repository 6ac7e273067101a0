/** The parts of something, one of which is open. */
import { View } from '@tarojs/components';
import { accessible } from '../../ui/accessible';
import { names } from '../../ui/class-names';
import { pressable } from '../../ui/pressable';

export type ConsoleTabsProps<Key extends string> = {
  /** What the parts are of, heard before them. */
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly label: string }[];
  readonly current: Key;
  readonly onChoose: (key: Key) => void;
  /** Above the others. */
  readonly top?: boolean;
};

export function ConsoleTabs<Key extends string>({ label, tabs, current, onChoose, top = false }: ConsoleTabsProps<Key>) {
  return (
    <View className={names('console-tabs', top && 'console-tabs--top', 'no-print')} {...accessible({ role: 'navigation', label })}>
      {tabs.map((tab) => (
        <View key={tab.key} className={names('console-tabs__tab', tab.key === current && 'console-tabs__tab--current')} {...pressable(() => { onChoose(tab.key); }, { role: 'link', current: tab.key === current })}>
          {tab.label}
        </View>
      ))}
    </View>
  );
}
