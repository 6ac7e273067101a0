/** 服务号授权登录 begins: where WeChat is asked, with a signed state; it comes back under our own address only. */
import type { Visitor } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { SIGN_IN_STATE_SECONDS } from '../../../shared/identity/identity.rules';
import type { beginServiceAccountRoute } from '../../../shared/identity/sign-in.routes';
import { writeState } from '../identity.rules';
import type { Wechat } from '../identity.ports';

export type BeginServiceAccountSignIn = (input: InputOf<typeof beginServiceAccountRoute>, caller: Visitor) => Answer<typeof beginServiceAccountRoute>;

export type BeginServiceAccountSignInDeps = {
  readonly wechat: Wechat;
  /** Where residents reach us; nobody is sent back anywhere else. */
  readonly publicBaseUrl: string;
  readonly newNonce: () => string;
  readonly sign: (text: string) => readonly string[];
  readonly now: () => number;
};

export function makeBeginServiceAccountSignIn(deps: BeginServiceAccountSignInDeps): BeginServiceAccountSignIn {
  return async function beginServiceAccountSignIn({ returnTo }) {
    const address = ownAddress(returnTo, deps.publicBaseUrl);
    if (address === undefined) return refuse('sign-in/return-address-not-allowed', { field: 'returnTo' });
    const state = writeState(deps.newNonce(), deps.now() + SIGN_IN_STATE_SECONDS * 1000, deps.sign);
    return ok({ authorizeUrl: deps.wechat.authorizeUrl(address, state), state });
  };
}

/** The address in full when it lies under our own base; an address that only looks so (`//other`, `\\other`, user:password@) does not. */
function ownAddress(returnTo: string, publicBaseUrl: string): string | undefined {
  const base = new URL(publicBaseUrl.endsWith('/') ? publicBaseUrl : `${publicBaseUrl}/`);
  if (!URL.canParse(returnTo, base.href)) return undefined;
  const address = new URL(returnTo, base);
  const isOurs = address.origin === base.origin && address.username === '' && address.password === '';
  return isOurs && `${address.pathname}/`.startsWith(base.pathname) ? address.href : undefined;
}
