import { useEffect } from 'react';

function ask(event: BeforeUnloadEvent) {
  event.preventDefault();
  // Browsers before 2023 ask only when this is set too; the words are their own.
  Object.assign(event, { returnValue: true });
}

export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    window.addEventListener('beforeunload', ask);
    return () => { window.removeEventListener('beforeunload', ask); };
  }, [isUnsaved]);
}
