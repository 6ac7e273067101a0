/**
 * WeChat's engine has no AbortController, and react-query makes one for every query. Webpack puts this in its place (config/index.ts);
 * nothing here listens to it, since a request that is no longer wanted is simply not looked at.
 */
export function AbortController() {
  const signal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  return { signal, abort: () => { signal.aborted = true; } };
}
