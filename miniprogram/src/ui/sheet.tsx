import { View } from '@tarojs/components';
import { useId, type ReactNode } from 'react';
import { accessible } from './accessible';
import { AppButton } from './app-button';
import { useDialogFocus } from '../platform/dialog-focus';
import { Icon } from './icon';
import { pressable } from './pressable';
import { WORDS } from './words';

export type SheetProps = {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

/** React's ids carry colons, which WeChat's selectors do not like. */
function usePlainId(): string {
  return `sheet-${useId().replace(/:/g, '')}`;
}

function OpenSheet({ id, title, onClose, children }: Omit<SheetProps, 'open'> & { readonly id: string }) {
  return (
    <View className="sheet">
      <View className="sheet__shade" onClick={onClose} catchMove {...accessible({ hidden: true })} />
      <View id={id} className="sheet__panel" {...accessible({ role: 'dialog', label: title, modal: true })} {...(process.env.TARO_ENV === 'h5' ? { tabIndex: -1 } : {})}>
        <View className="sheet__head">
          <View className="sheet__title" {...accessible({ role: 'heading', level: 2 })}>{title}</View>
          <View className="sheet__close" {...pressable(onClose, { label: WORDS.close })}><Icon name="close" /></View>
        </View>
        <View className="sheet__body">{children}</View>
      </View>
    </View>
  );
}

/** Rises from the bottom of a phone, stands in the middle of a PC. Esc, the shade and the cross close it. */
export function Sheet({ open, ...rest }: SheetProps) {
  const id = usePlainId();
  useDialogFocus({ id, open, onClose: rest.onClose });
  return open ? <OpenSheet id={id} {...rest} /> : null;
}

export type ConfirmProps = {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
};

/** Asks before what cannot simply be undone. */
export function Confirm({ open, title, text, confirm, danger = false, busy = false, onConfirm, onCancel }: ConfirmProps) {
  return (
    <Sheet open={open} title={title} onClose={onCancel}>
      <View className="sheet__text">{text}</View>
      <View className="stack">
        <AppButton kind={danger ? 'danger' : 'primary'} busy={busy} onPress={onConfirm}>{confirm}</AppButton>
        <AppButton kind="secondary" onPress={onCancel}>{WORDS.cancel}</AppButton>
      </View>
    </Sheet>
  );
}
