import type { Authorization, SignInPlace } from './sign-in';

const KEY = 'henan-health.authorization';

type Left = { state: string; comeBackTo: string };

function takeLeft(): Left | undefined {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return text === null ? undefined : (JSON.parse(text) as Left);
}

export function signInPlace(): SignInPlace {
  if (navigator.userAgent.includes('MicroMessenger')) return 'service-account';
  return matchMedia('(min-width: 960px)').matches ? 'pc' : 'phone';
}

export function miniProgramCode(): Promise<string | undefined> {
  return Promise.resolve(undefined);
}

export function returnAddress(): string {
  return `${location.origin}${location.pathname}`;
}

export function leaveForAuthorization({ authorizeUrl, state, comeBackTo }: { authorizeUrl: string; state: string; comeBackTo: string }): void {
  sessionStorage.setItem(KEY, JSON.stringify({ state, comeBackTo } satisfies Left));
  location.assign(authorizeUrl);
}

/** WeChat puts `?code=&state=` before the hash, the state alone when the person declined. They are taken out of the address at once: a code must not lie in the history. */
export function takeAuthorization(): Authorization | undefined {
  const query = new URLSearchParams(location.search);
  const code = query.get('code') ?? undefined;
  const state = query.get('state');
  if (state === null) return undefined;
  history.replaceState(null, '', `${location.pathname}${location.hash}`);
  const left = takeLeft();
  return left?.state === state ? { code, state, comeBackTo: left.comeBackTo } : undefined;
}
