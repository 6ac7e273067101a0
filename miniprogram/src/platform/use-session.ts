import { useSyncExternalStore } from 'react';
import type { Account } from '@shared/identity/identity.schema';
import { session } from './api';

/** The signed-in account as the last answer told it; undefined when nobody is signed in. */
export function useAccount(): Account | undefined {
  return useSyncExternalStore(session.onChange, () => session.current())?.account;
}
