import type { OwnStore } from './own-store';

const PREFIX = 'henan-health.own.';

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

export function ownStore(name: string): OwnStore {
  const key = `${PREFIX}${name}`;
  return {
    read: () => parsed(sessionStorage.getItem(key)),
    write: (value) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // A full store loses the convenience, not the page.
      }
    },
    clear: () => { sessionStorage.removeItem(key); },
  };
}

export function forgetOwn(except?: string): void {
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX) && name !== `${PREFIX}${except ?? ''}`)) sessionStorage.removeItem(key);
}
