/** The whole of the sandbox's memory, and how an interface is reached. */
import type { Handler } from 'hono';
import { makeAccessTokens } from './access-tokens';
import type { AccessTokens } from './access-tokens';
import type { MessageTemplate, WechatApp, WechatOptions, WechatUser } from './account';
import { makeFaceChecks } from './face-checks';
import type { FaceChecks } from './face-checks';
import { readBody, text } from './json-body';
import type { Body } from './json-body';
import { makeOneTimeCodes } from './one-time-codes';
import type { OneTimeCodes } from './one-time-codes';
import { refuse } from './refusals';
import { makeSubscriptions } from './subscriptions';
import type { Subscriptions } from './subscriptions';
import { makeWebGrants } from './web-grants';
import type { Scope, WebGrants } from './web-grants';

export type Wechat = {
  readonly clock: () => number;
  readonly miniProgram: WechatApp;
  readonly serviceAccount: WechatApp;
  readonly users: readonly WechatUser[];
  readonly templates: readonly MessageTemplate[] | undefined;
  readonly pages: readonly string[] | undefined;
  readonly redirectHosts: readonly string[] | undefined;
  readonly jsCodes: OneTimeCodes<WechatUser>;
  readonly phoneCodes: OneTimeCodes<WechatUser>;
  readonly webCodes: OneTimeCodes<{ readonly user: WechatUser; readonly scope: Scope }>;
  readonly tokens: AccessTokens;
  readonly webGrants: WebGrants;
  readonly faces: FaceChecks;
  readonly subscriptions: Subscriptions;
};

export function makeWechat(options: WechatOptions): Wechat {
  const clock = options.clock ?? Date.now;
  return {
    clock,
    miniProgram: { kind: 'mini-program', appId: options.appId, secret: options.appSecret },
    serviceAccount: { kind: 'service-account', appId: options.oaAppId, secret: options.oaAppSecret },
    users: options.users,
    templates: options.templates,
    pages: options.pages,
    redirectHosts: options.redirectHosts,
    jsCodes: makeOneTimeCodes(clock),
    phoneCodes: makeOneTimeCodes(clock),
    webCodes: makeOneTimeCodes(clock),
    tokens: makeAccessTokens(clock),
    webGrants: makeWebGrants(clock),
    faces: makeFaceChecks({ clock, citizens: options.citizens }),
    subscriptions: makeSubscriptions(),
  };
}

export function userByMiniProgramOpenid({ users }: Wechat, openid: string): WechatUser | undefined {
  return users.find((user) => user.miniProgramOpenid === openid);
}

export type MiniProgramInterface = (wechat: Wechat, body: Body) => Response | Promise<Response>;

/** An interface that asks for the mini-program's access token in the query and a JSON object in the body. */
export function behindToken(wechat: Wechat, answer: MiniProgramInterface): Handler {
  return async (c) => {
    const app = wechat.tokens.appOf(c.req.query('access_token'));
    if (typeof app === 'number') return refuse(app);
    if (app.kind !== 'mini-program') return refuse(48001);
    const body = await readBody(c);
    return body ? answer(wechat, body) : refuse(47001);
  };
}

/** The errcode of wrong app credentials, or nothing. */
export function credentialError(app: WechatApp, given: { appid?: unknown; secret?: unknown }): number | undefined {
  if (!text(given.appid)) return 41002;
  if (!text(given.secret)) return 41004;
  if (given.appid !== app.appId) return 40013;
  return given.secret === app.secret ? undefined : 40125;
}
