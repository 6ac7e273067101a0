import { useEffect, useRef } from 'react';

/** Once, when the page is there: also where React looks twice. */
export function useOnce(act: () => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    act();
  });
}
