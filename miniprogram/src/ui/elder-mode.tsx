import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { readStored, store } from '../platform/storage';

const KEY = 'elder-mode';

export type ElderMode = { readonly on: boolean; readonly set: (on: boolean) => void };

const ElderModeContext = createContext<ElderMode>({ on: false, set: () => undefined });

/** 长辈版: larger text and targets, fewer things on a page. Remembered on this device. */
export function ElderModeProvider({ children }: { readonly children?: ReactNode }) {
  const [on, setOn] = useState(() => readStored(KEY) === true);
  const mode = useMemo<ElderMode>(() => ({
    on,
    set: (next) => {
      setOn(next);
      store(KEY, next);
    },
  }), [on]);
  return <ElderModeContext.Provider value={mode}>{children}</ElderModeContext.Provider>;
}

export function useElderMode(): ElderMode {
  return useContext(ElderModeContext);
}
