import { accessible, type Said } from './accessible';

type KeyPress = { readonly key: string; preventDefault(): void };

/**
 * Makes a View or Button one that can be pressed: by touch, and on H5 by keyboard (Tab, then Enter or the space bar), which
 * neither Taro's View nor its Button offers by itself.
 */
export function pressable(onPress: () => void, said: Said = {}): Record<string, unknown> {
  const common = { onClick: onPress, ...accessible({ role: 'button', ...said }) };
  if (process.env.TARO_ENV !== 'h5') return common;
  return {
    ...common,
    tabIndex: 0,
    onKeyDown: (event: KeyPress) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onPress();
    },
  };
}
