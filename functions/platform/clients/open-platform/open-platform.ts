/**
 * The card open platform of WeChat (微信电子健康卡开放平台), where a city's or hospital's WeChat channel is its: we are a well-behaved
 * service provider (ISV) of it. Methods, requests and answers are the contract's own.
 */
import type { HeldToken, TokenShelf } from '../token-shelf';
import { makeAppToken } from './app-token';
import { ask, unavailable, type Asked, type AskDeps, type Asking } from './ask';
import { GET_APP_TOKEN, METHODS, type AnswerOf, type Method, type MethodName } from './methods';
import type { Asker, Requests } from './requests.types';

export type OpenPlatform = {
  readonly [Name in MethodName]: (req: Requests[Name], asker?: Asker) => Promise<Asked<AnswerOf<Name>>>;
};

export type OpenPlatformOptions = AskDeps & { readonly tokens: TokenShelf };

export function makeOpenPlatform(options: OpenPlatformOptions): OpenPlatform {
  const askWithToken = withToken(options);
  const ofName = (name: MethodName) => {
    const method: Method<unknown> = METHODS[name];
    return [name, (req: Requests[MethodName], asker?: Asker) => askWithToken({ name, method, req, asker })] as const;
  };
  // One function for each method, in the method's own types: Object.fromEntries cannot tell them apart.
  return Object.fromEntries((Object.keys(METHODS) as MethodName[]).map(ofName)) as unknown as OpenPlatform;
}

/** Asks with the token all functions share; when the platform refuses the token, once more with a new one. */
function withToken(options: OpenPlatformOptions) {
  const { account, tokens, now } = options;
  const appToken = makeAppToken({ appId: account.appId, tokens, now, fetch: () => fetchToken(options) });
  return async function askWithToken<Answer>(asking: Asking<Answer>): Promise<Asked<Answer>> {
    const token = await appToken.get();
    if (token === undefined) return unavailable();
    const asked = await ask(options, { ...asking, appToken: token });
    if (asked.ok || !asked.tokenRefused) return asked;
    const renewed = await appToken.renew(token);
    return renewed === undefined ? unavailable() : ask(options, { ...asking, appToken: renewed });
  };
}

async function fetchToken(options: OpenPlatformOptions): Promise<HeldToken | undefined> {
  const { account, log, now } = options;
  const askedAt = now();
  const asked = await ask(options, { name: 'getAppToken', method: GET_APP_TOKEN, req: { appId: account.appId } });
  if (!asked.ok) return undefined;
  log.event('open-platform.token-renewed', { target: 'open-platform' });
  return { token: asked.value.appToken, fetchedAt: now(), expiresAt: askedAt + asked.value.expiresIn * 1000 };
}
