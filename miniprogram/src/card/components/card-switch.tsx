import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { accessible } from '../../ui/accessible';
import { Icon } from '../../ui/icon';
import { pressable } from '../../ui/pressable';
import { SHOW } from '../show-code.copy';

export type CardSwitchProps = { readonly at: number; readonly of: number; readonly onSwitch: (at: number) => void; readonly children?: ReactNode };

/** Farther than a tremble, and more across than down: meant as a swipe. */
const SWIPE_PX = 48;

type Touched = { readonly changedTouches: readonly { readonly clientX: number; readonly clientY: number }[] };

function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const began = useRef<{ x: number; y: number }>();
  return {
    onTouchStart: ({ changedTouches: [touch] }: Touched) => { began.current = touch && { x: touch.clientX, y: touch.clientY }; },
    onTouchEnd: ({ changedTouches: [touch] }: Touched) => {
      if (!touch || !began.current) return;
      const across = touch.clientX - began.current.x;
      const down = touch.clientY - began.current.y;
      if (Math.abs(across) > SWIPE_PX && Math.abs(across) > 2 * Math.abs(down)) onSwipe(across < 0 ? 1 : -1);
    },
  } as unknown as Record<string, unknown>;
}

/** The cards of the package one after the other: by swiping, or by the arrows. */
export function CardSwitch({ at, of, onSwitch, children }: CardSwitchProps) {
  const go = (step: 1 | -1) => { onSwitch((at + step + of) % of); };
  const swipe = useSwipe(go);
  if (of < 2) return <>{children}</>;
  return (
    <View {...swipe}>
      <View className="card-switch" {...accessible({ role: 'group', label: SHOW.swipe })}>
        <View className="card-switch__arrow" {...pressable(() => { go(-1); }, { label: SHOW.previous })}><Icon name="back" large /></View>
        <View className="card-switch__place" {...accessible({ role: 'status' })}>{SHOW.place(at + 1, of)}</View>
        <View className="card-switch__arrow" {...pressable(() => { go(1); }, { label: SHOW.following })}><Icon name="forward" large /></View>
      </View>
      {children}
    </View>
  );
}
