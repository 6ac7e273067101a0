/** WeChat (`api.weixin.qq.com` and `open.weixin.qq.com`) as one real HTTP server on loopback. */
import type { Context, Handler, Hono } from 'hono';
import { listenOnLoopback } from '../loopback';
import type { Loopback } from '../loopback';
import { moodDoor } from '../mood-door';
import { makeMoods } from '../moods';
import type { Moods } from '../moods';
import type { WechatOptions } from './account';
import { getVerifyId, queryVerifyInfo } from './face-verification';
import { readIdCard } from './id-card-reading';
import { generateUrlLink, getUnlimitedCode } from './mini-program-links';
import { openPhoneDoor } from './phone-door';
import { makePhoneInHand } from './phone-in-hand';
import type { PhoneInHand } from './phone-in-hand';
import { getUserPhoneNumber } from './phone-number';
import { refuse } from './refusals';
import { stableToken, token } from './server-tokens';
import { codeToSession } from './sign-in';
import { sendSubscribeMessage } from './subscribe-message';
import { agree, authorize, refreshWebToken, userInfo, webAccessToken } from './web-sign-in';
import { behindToken, makeWechat } from './wechat';
import type { Wechat } from './wechat';

export type { Citizen, MessageTemplate, WechatOptions, WechatUser } from './account';
export type { PhoneInHand } from './phone-in-hand';

export type WechatSandbox = Loopback & { readonly moods: Moods; readonly phone: PhoneInHand };

export async function startWechat(options: WechatOptions): Promise<WechatSandbox> {
  const moods = makeMoods();
  const wechat = makeWechat(options);
  const phone = makePhoneInHand(wechat);
  const app = moodDoor(moods);
  openPhoneDoor(app, wechat, phone);
  serveInterfaces(app, wechat);
  const handle = moods.before((request) => app.fetch(request), (code) => refuse(Number(code)));
  return { ...(await listenOnLoopback(handle, options.port ?? 0)), moods, phone };
}

function serveInterfaces(app: Hono, wechat: Wechat): void {
  const get = (path: string, answer: (wechat: Wechat, c: Context) => Response | Promise<Response>) => {
    app.all(path, (c) => (c.req.method === 'GET' ? answer(wechat, c) : refuse(43001)));
  };
  const post = (path: string, answer: Handler) => {
    app.all(path, (c, next) => (c.req.method === 'POST' ? (answer(c, next) as Promise<Response>) : refuse(43002)));
  };
  // WeChat labels the answers under /sns as plain text although they are JSON.
  app.use('/sns/*', async (c, next) => {
    await next();
    c.res.headers.set('content-type', 'text/plain');
  });
  get('/sns/jscode2session', codeToSession);
  get('/sns/oauth2/access_token', webAccessToken);
  get('/sns/oauth2/refresh_token', refreshWebToken);
  get('/sns/userinfo', userInfo);
  get('/connect/oauth2/authorize', authorize);
  get('/sandbox/authorize', agree);
  get('/cgi-bin/token', token);
  post('/cgi-bin/stable_token', (c) => stableToken(wechat, c));
  post('/cgi-bin/message/subscribe/send', behindToken(wechat, sendSubscribeMessage));
  post('/wxa/business/getuserphonenumber', behindToken(wechat, getUserPhoneNumber));
  post('/wxa/getwxacodeunlimit', behindToken(wechat, getUnlimitedCode));
  post('/wxa/generate_urllink', behindToken(wechat, generateUrlLink));
  post('/cityservice/face/identify/getverifyid', behindToken(wechat, getVerifyId));
  post('/cityservice/face/identify/queryverifyinfo', behindToken(wechat, queryVerifyInfo));
  post('/cv/ocr/idcard', readIdCard(wechat));
  app.notFound(() => refuse(40066));
}
