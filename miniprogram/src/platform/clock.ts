/** The phone's clock. It may be wrong by years: only differences between two readings mean something. */
import { useEffect, useState } from 'react';

/** Milliseconds since 1970, as this phone believes. */
export function nowMs(): number {
  return Date.now();
}

/** The reading now, and again every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => { setNow(nowMs()); }, everyMs);
    return () => { clearInterval(timer); };
  }, [everyMs]);
  return now;
}
