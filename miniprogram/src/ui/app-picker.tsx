import { View } from '@tarojs/components';
import { useState } from 'react';
import { AppField, FieldFrame } from './app-field';
import { accessible } from './accessible';
import { names } from './class-names';
import { Icon } from './icon';
import { pressable } from './pressable';
import { Sheet } from './sheet';
import { WORDS } from './words';

export type Choice = { readonly value: string; readonly label: string; readonly note?: string };

export type AppPickerProps = {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
};

/** From this many choices on, typing finds faster than scrolling. */
const SEARCH_FROM = 13;

type ListProps = Pick<AppPickerProps, 'label' | 'choices' | 'value'> & { readonly onChoose: (value: string) => void };

function ChoiceRow({ choice, chosen, onChoose }: { readonly choice: Choice; readonly chosen: boolean; readonly onChoose: (value: string) => void }) {
  return (
    <View className={names('choice', chosen && 'choice--chosen')} {...pressable(() => { onChoose(choice.value); }, { role: 'radio', checked: chosen })}>
      <View className="choice__words">
        <View>{choice.label}</View>
        {choice.note ? <View className="choice__note">{choice.note}</View> : null}
      </View>
      <View className="choice__mark">{chosen ? <Icon name="check" /> : null}</View>
    </View>
  );
}

function ChoiceList({ label, choices, value, onChoose }: ListProps) {
  const [wanted, setWanted] = useState('');
  const found = choices.filter((choice) => `${choice.label}${choice.note ?? ''}`.includes(wanted.trim()));
  return (
    <View>
      {choices.length < SEARCH_FROM ? null : <AppField label={`${WORDS.search}${label}`} value={wanted} onChange={setWanted} />}
      {found.length === 0 ? <View {...accessible({ role: 'status' })}>{WORDS.noMatch}</View> : (
        <View {...accessible({ role: 'radiogroup', label })}>
          {found.map((choice) => <ChoiceRow key={choice.value} choice={choice} chosen={choice.value === value} onChoose={onChoose} />)}
        </View>
      )}
    </View>
  );
}

/** One of several, chosen from a list of large rows: the same by finger, keyboard and screen reader on both targets. */
export function AppPicker({ label, choices, value, onChange, hint, error }: AppPickerProps) {
  const [open, setOpen] = useState(false);
  const chosen = choices.find((choice) => choice.value === value);
  const text = chosen?.label ?? WORDS.choose;
  function choose(next: string) {
    setOpen(false);
    onChange(next);
  }
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      <View className="field__box" {...pressable(() => { setOpen(true); }, { label: `${label}：${text}`, expanded: open })}>
        <View className={names('field__choice', !chosen && 'field__choice--empty')}>{text}</View>
        <View className="field__open"><Icon name="forward" /></View>
      </View>
      <Sheet open={open} title={label} onClose={() => { setOpen(false); }}>
        <ChoiceList label={label} choices={choices} value={value} onChoose={choose} />
      </Sheet>
    </FieldFrame>
  );
}
