/** Browsers cannot change the brightness; where Wake Lock exists the screen at least stays on. */
export function keepBright(): () => void {
  if (!('wakeLock' in navigator)) return () => undefined;
  const lock = navigator.wakeLock.request('screen').catch(() => undefined);
  return () => { void lock.then((held) => held?.release()); };
}
