import { Input, View, type InputProps } from '@tarojs/components';
import { useId } from 'react';
import { accessible } from './accessible';
import { names } from './class-names';
import { Icon } from './icon';
import { pressable } from './pressable';
import { WORDS } from './words';

const h5 = process.env.TARO_ENV === 'h5';

export type AppFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How to fill it in, with an example; read before the field. */
  readonly hint?: string;
  /** What is wrong and how to put it right. */
  readonly error?: string | undefined;
  readonly type?: 'text' | 'number' | 'idcard' | 'tel';
  readonly maxLength?: number;
  readonly optional?: boolean;
  /** In a form's last field: what Enter does where there is a keyboard on the table. */
  readonly onEnter?: (() => void) | undefined;
};

export type FieldFrameProps = { readonly label: string; readonly hint?: string | undefined; readonly error?: string | undefined; readonly id?: string; readonly children?: React.ReactNode };

/** Label above, hint under it, error with sign and words: the same for every kind of field. */
export function FieldFrame({ label, hint, error, id, children }: FieldFrameProps) {
  return (
    <View className={names('field', error !== undefined && 'field--wrong')}>
      <View className="field__label">{label}</View>
      {hint ? <View className="field__hint" {...(id ? { id: `${id}-hint` } : {})}>{hint}</View> : null}
      {error === undefined ? null : (
        <View className="field__error" {...(id ? { id: `${id}-error` } : {})} {...accessible({ role: 'alert' })}>
          <Icon name="error" />
          <View>{error}</View>
        </View>
      )}
      {children}
    </View>
  );
}

/** H5 puts these on the inner `<input>`, where a browser looks for them. */
function webAttributes(id: string, { label, hint, error }: AppFieldProps): Record<string, unknown> {
  const described = [hint ? `${id}-hint` : '', error === undefined ? '' : `${id}-error`].filter(Boolean).join(' ');
  return {
    'aria-label': label,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error === undefined ? {} : { 'aria-invalid': 'true' }),
    autoComplete: 'off',
  };
}

function onWeb(id: string, props: AppFieldProps): Record<string, unknown> {
  const { onEnter } = props;
  return { nativeProps: webAttributes(id, props), ...(onEnter ? { onConfirm: onEnter } : {}) };
}

const TYPES: Record<NonNullable<AppFieldProps['type']>, NonNullable<InputProps['type']>> = {
  text: 'text', number: 'number', idcard: h5 ? 'text' : 'idcard', tel: h5 ? ('tel' as 'text') : 'number',
};

const MAX_LENGTH = 200;

/** One line of text. The keyboard fits the type; the cross empties it. */
export function AppField(props: AppFieldProps) {
  const { label, value, onChange, hint, error, type = 'text', maxLength = MAX_LENGTH, optional = false } = props;
  const id = `field-${useId().replace(/:/g, '')}`;
  const shown = optional ? `${label}（选填）` : label;
  return (
    <FieldFrame id={id} label={shown} hint={hint} error={error}>
      <View className="field__box">
        <Input
          className="field__input"
          type={TYPES[type]}
          value={value}
          maxlength={maxLength}
          cursorSpacing={120}
          onInput={(event) => { onChange(event.detail.value); }}
          {...(h5 ? onWeb(id, props) : accessible({ label: error === undefined ? shown : `${shown}，${error}` }))}
        />
        {value === '' ? null : (
          <View className="field__clear" {...pressable(() => { onChange(''); }, { label: `${WORDS.clear}${label}` })}><Icon name="close" /></View>
        )}
      </View>
    </FieldFrame>
  );
}
