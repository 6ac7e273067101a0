import { createContext, useContext, type ReactNode } from 'react';
import type { IconName } from './icons';

/** One of the main places of the app; the app says which there are, the ui only draws them. */
export type MainPlace = { readonly key: string; readonly label: string; readonly icon: IconName; readonly badge?: number; readonly open: () => void };
export type Navigation = { readonly places: readonly MainPlace[]; readonly goBack: () => void };

const NavigationContext = createContext<Navigation>({ places: [], goBack: () => undefined });

export function NavigationProvider({ value, children }: { readonly value: Navigation; readonly children?: ReactNode }) {
  return <NavigationContext.Provider value={value}>{children}</NavigationContext.Provider>;
}

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}
