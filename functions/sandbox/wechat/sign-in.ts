/** `GET /sns/jscode2session`: the code of `wx.login` becomes an openid, a session key and a unionid. */
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { refuse } from './refusals';
import { credentialError } from './wechat';
import type { Wechat } from './wechat';

export function codeToSession(wechat: Wechat, c: Context): Response {
  const query = c.req.query();
  const wrongCredentials = credentialError(wechat.miniProgram, query);
  if (wrongCredentials) return refuse(wrongCredentials);
  if (!query.js_code) return refuse(41008);
  if (query.grant_type !== 'authorization_code') return refuse(40002);
  const user = wechat.jsCodes.spend(query.js_code);
  if (typeof user === 'number') return refuse(user);
  return Response.json({
    session_key: randomBytes(16).toString('base64'),
    openid: user.miniProgramOpenid,
    unionid: user.unionid,
  });
}
