import { Input, View } from '@tarojs/components';
import { accessible } from './accessible';
import { FieldFrame } from './app-field';
import type { DateParts } from './day-of-parts';

const h5 = process.env.TARO_ENV === 'h5';

export type DateFieldProps = {
  readonly label: string;
  readonly value: DateParts;
  readonly onChange: (value: DateParts) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
};

const PARTS = [['year', '年', 4], ['month', '月', 2], ['day', '日', 2]] as const;

/** A day known by heart, such as a birthday: three short numbers are quicker and surer than a wheel with a hundred years. */
export function DateField({ label, value, onChange, hint, error }: DateFieldProps) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      <View className="date-field" {...accessible({ role: 'group', label })}>
        {PARTS.map(([part, unit, length]) => (
          <View key={part} className="date-field__part">
            <View className={`field__box date-field__box--${part}`}>
              <Input
                className="field__input"
                type="number"
                value={value[part]}
                maxlength={length}
                cursorSpacing={120}
                onInput={(event) => { onChange({ ...value, [part]: event.detail.value }); }}
                {...(h5 ? { nativeProps: { 'aria-label': `${label}，${unit}`, inputMode: 'numeric', autoComplete: 'off' } } : accessible({ label: `${label}，${unit}` }))}
              />
            </View>
            <View>{unit}</View>
          </View>
        ))}
      </View>
    </FieldFrame>
  );
}
