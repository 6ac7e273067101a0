/** Who is signed in on this device, kept over restarts as long as the device's store allows. */
import { Session } from '@shared/identity/identity.schema';
import type { OwnStore } from './own-store';

export type SessionKeeper = {
  readonly current: () => Session | undefined;
  readonly keep: (session: Session) => void;
  readonly forget: () => void;
  /** Calls back after every change; returns the way to stop. */
  readonly onChange: (listener: () => void) => () => void;
};

/** What lies in the store is parsed like everything that enters: an older form simply means signing in again. */
export function makeSessionKeeper(store: OwnStore, forgetOwn: () => void): SessionKeeper {
  const listeners = new Set<() => void>();
  const stored = Session.safeParse(store.read());
  let session = stored.success ? stored.data : undefined;
  function tell() {
    for (const listener of listeners) listener();
  }
  return {
    current: () => session,
    keep(next) {
      // What one account left on the device is not for the next one.
      if (session?.account.accountId !== next.account.accountId) forgetOwn();
      session = next;
      store.write(next);
      tell();
    },
    forget() {
      session = undefined;
      forgetOwn();
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
}
