/**
 * The server token of the mini-program: one for all functions of the platform, kept on a shelf they share. WeChat's stable
 * token gives everybody the same one until five minutes before its end, so fetching it twice is harmless; the lock spares calls.
 */
import * as z from 'zod/mini';
import type { HeldToken, Shelved, TokenShelf } from '../token-shelf';
import { ask, type WechatDeps } from './interface';

/** WeChat gives everybody the same stable token. */
export const WECHAT_TOKENS: Shelved = { issuer: 'wechat', fetchesBeside: true };

export type WechatAccount = { readonly appId: string; readonly appSecret: string };

export type AccessToken = {
  /** Undefined when WeChat gives none. */
  get(): Promise<string | undefined>;
  /** After WeChat refused `stale`. */
  renew(stale: string): Promise<string | undefined>;
};

export type AccessTokenDeps = WechatDeps & { readonly account: WechatAccount; readonly tokens: TokenShelf; readonly now: () => number };

const StableToken = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() });
/** A token this close to its end is not used for a new call. */
const MARGIN_MS = 60_000;

export function makeAccessToken({ account, tokens, now, ...deps }: AccessTokenDeps): AccessToken {
  let held: HeldToken | undefined;
  const usable = (token: HeldToken | undefined) => token !== undefined && token.expiresAt - now() > MARGIN_MS;

  async function fetchStable(force: boolean): Promise<HeldToken | undefined> {
    const body = { grant_type: 'client_credential', appid: account.appId, secret: account.appSecret, force_refresh: force };
    const asked = await ask(deps, { path: '/cgi-bin/stable_token', body, safe: !force, answer: StableToken });
    if (!asked.ok) return undefined;
    deps.log.event('wechat.token-renewed', { target: 'wechat' });
    return { token: asked.value.access_token, expiresAt: now() + asked.value.expires_in * 1000 };
  }

  /** Forcing is limited to 20 a day: only when WeChat, asked kindly, gives the very token it refuses. */
  async function fetchOtherThan(stale: string | undefined): Promise<HeldToken | undefined> {
    const fetched = await fetchStable(false);
    return fetched && fetched.token === stale ? fetchStable(true) : fetched;
  }

  async function refresh(stale: string | undefined): Promise<string | undefined> {
    held = await tokens.lockAndRefresh(account.appId, stale, () => fetchOtherThan(stale));
    return held?.token;
  }

  return {
    async get() {
      if (usable(held)) return held?.token;
      const shelved = await tokens.read(account.appId);
      if (!usable(shelved)) return refresh(shelved?.token);
      held = shelved;
      return held?.token;
    },
    renew: refresh,
  };
}
