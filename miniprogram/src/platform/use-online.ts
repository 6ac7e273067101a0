import { useEffect, useState } from 'react';
import { isOnline, onNetworkChange } from './network';

/** True until the device says otherwise. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    // A change that happens while the first answer is on its way is the newer truth.
    let wanted = true;
    void isOnline().then((now) => { if (wanted) setOnline(now); });
    const stop = onNetworkChange((now) => {
      wanted = false;
      setOnline(now);
    });
    return () => {
      wanted = false;
      stop();
    };
  }, []);
  return online;
}
