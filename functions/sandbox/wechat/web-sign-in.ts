/** Web sign-in (网页授权) of the service account: from the page where the user agrees to the user's nickname. */
import type { Context } from 'hono';
import { authorizePage, errorPage } from './authorize-page';
import { refuse } from './refusals';
import { credentialError } from './wechat';
import type { Wechat } from './wechat';
import type { Scope, WebGrant } from './web-grants';

const SCOPES: readonly string[] = ['snsapi_base', 'snsapi_userinfo'];
const STATE_MAX_BYTES = 128;

type Query = Readonly<Record<string, string | undefined>>;

export async function authorize(wechat: Wechat, c: Context): Promise<Response> {
  const query = c.req.query();
  const error = authorizeError(wechat, query);
  return error ? errorPage(error) : authorizePage(wechat.users, query);
}

/** WeChat shows these errors to the user; they never return to the site. */
function authorizeError(wechat: Wechat, query: Query): string | undefined {
  const { appid = '', redirect_uri = '', scope = '', response_type, state = '' } = query;
  const wrong: readonly (readonly [boolean, string])[] = [
    [appid === '', 'appid不能为空 10012'],
    [appid !== wechat.serviceAccount.appId, 'appid 参数错误 40013'],
    [redirect_uri === '', 'redirect_uri不能为空 10011'],
    [!isReturnAddress(wechat, redirect_uri), 'redirect_uri域名与后台配置不一致 10003'],
    [scope === '', 'scope不能为空 10010'],
    [!SCOPES.includes(scope), '此公众号并没有这些scope的权限 10005'],
    [response_type !== 'code' || Buffer.byteLength(state) > STATE_MAX_BYTES, '参数错误 40097'],
  ];
  return wrong.find(([holds]) => holds)?.[1];
}

function isReturnAddress({ redirectHosts }: Wechat, address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return !redirectHosts || redirectHosts.includes(url.host);
}

/** The user tapped a name (code and state go back) or refused (state alone goes back, as WeChat does). */
export async function agree(wechat: Wechat, c: Context): Promise<Response> {
  const query = c.req.query();
  const error = authorizeError(wechat, query);
  if (error) return errorPage(error);
  const user = wechat.users.find(({ wechatUser }) => wechatUser === query.wechat_user);
  const back = new URL(query.redirect_uri ?? '');
  if (user) back.searchParams.set('code', wechat.webCodes.issue({ user, scope: query.scope as Scope }));
  back.searchParams.set('state', query.state ?? '');
  return new Response(null, { status: 302, headers: { location: back.href } });
}

export function webAccessToken(wechat: Wechat, c: Context): Response {
  const query = c.req.query();
  const wrongCredentials = credentialError(wechat.serviceAccount, query);
  if (wrongCredentials) return refuse(wrongCredentials);
  if (!query.code) return refuse(41008);
  if (query.grant_type !== 'authorization_code') return refuse(40002);
  const agreed = wechat.webCodes.spend(query.code);
  if (typeof agreed === 'number') return refuse(agreed);
  const grant = wechat.webGrants.begin(agreed.user, agreed.scope);
  return grantAnswer(wechat, grant, grant.scope === 'snsapi_userinfo' ? { unionid: grant.user.unionid } : {});
}

export function refreshWebToken(wechat: Wechat, c: Context): Response {
  const query = c.req.query();
  if (!query.appid) return refuse(41002);
  if (query.appid !== wechat.serviceAccount.appId) return refuse(40013);
  if (query.grant_type !== 'refresh_token') return refuse(40002);
  if (!query.refresh_token) return refuse(41003);
  const grant = wechat.webGrants.refresh(query.refresh_token);
  return typeof grant === 'number' ? refuse(grant) : grantAnswer(wechat, grant, {});
}

function grantAnswer({ clock }: Wechat, grant: WebGrant, more: Readonly<Record<string, string>>): Response {
  return Response.json({
    access_token: grant.accessToken,
    expires_in: Math.floor((grant.accessExpiresAt - clock()) / 1000),
    refresh_token: grant.refreshToken,
    openid: grant.user.serviceAccountOpenid,
    scope: grant.scope,
    ...more,
  });
}

export function userInfo(wechat: Wechat, c: Context): Response {
  const query = c.req.query();
  if (!query.access_token) return refuse(41001);
  if (!query.openid) return refuse(41009);
  const grant = wechat.webGrants.find(query.access_token);
  if (typeof grant === 'number') return refuse(grant);
  if (grant.user.serviceAccountOpenid !== query.openid) return refuse(40003);
  if (grant.scope !== 'snsapi_userinfo') return refuse(48001);
  const { serviceAccountOpenid: openid, nickname, unionid } = grant.user;
  // Since 2021 WeChat no longer gives sex and place.
  return Response.json({ openid, nickname, sex: 0, language: '', city: '', province: '', country: '', headimgurl: '', privilege: [], unionid });
}
