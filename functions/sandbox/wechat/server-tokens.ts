/** `GET /cgi-bin/token` and `POST /cgi-bin/stable_token`, for either app. */
import type { Context } from 'hono';
import { readBody, text } from './json-body';
import { refuse } from './refusals';
import { credentialError } from './wechat';
import type { Wechat } from './wechat';
import type { WechatApp } from './account';

function appNamed(wechat: Wechat, appId: unknown): WechatApp {
  return appId === wechat.serviceAccount.appId ? wechat.serviceAccount : wechat.miniProgram;
}

export function token(wechat: Wechat, c: Context): Response {
  const query = c.req.query();
  if (query.grant_type !== 'client_credential') return refuse(40002);
  const app = appNamed(wechat, query.appid);
  const wrongCredentials = credentialError(app, query);
  return wrongCredentials ? refuse(wrongCredentials) : Response.json(wechat.tokens.renew(app));
}

export async function stableToken(wechat: Wechat, c: Context): Promise<Response> {
  const body = await readBody(c);
  if (!body) return refuse(47001);
  if (text(body.grant_type) !== 'client_credential') return refuse(40002);
  const app = appNamed(wechat, body.appid);
  const wrongCredentials = credentialError(app, body);
  if (wrongCredentials) return refuse(wrongCredentials);
  const issued = wechat.tokens.stable(app, body.force_refresh === true);
  return typeof issued === 'number' ? refuse(issued) : Response.json(issued);
}
