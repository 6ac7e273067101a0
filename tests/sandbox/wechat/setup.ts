/** A started WeChat with two users and a clock that tests can turn. */
import { startWechat } from '../../../functions/sandbox/wechat';
import type { WechatOptions, WechatSandbox, WechatUser } from '../../../functions/sandbox/wechat';

export const APP = { appid: 'wx-mini-app', secret: 'mini-secret' };
export const OA = { appid: 'wx-service-account', secret: 'oa-secret' };

export const WEI: WechatUser = {
  wechatUser: 'wx-wei', nickname: '伟', miniProgramOpenid: 'oMini-wei', serviceAccountOpenid: 'oOa-wei', unionid: 'union-wei', phone: '19900000001',
};
export const GRANDMOTHER: WechatUser = {
  wechatUser: 'wx-grandmother', nickname: '<奶奶> & "花"', miniProgramOpenid: 'oMini-gm', serviceAccountOpenid: 'oOa-gm', unionid: 'union-gm',
};

export type Answer = Record<string, unknown> & { errcode?: number; errmsg?: string };

export type World = WechatSandbox & {
  later(ms: number): void;
  get(path: string, query?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Posts with a fresh access token of the mini-program. */
  call(path: string, body: unknown): Promise<Answer>;
};

export async function setup(overrides: Partial<WechatOptions> = {}): Promise<World> {
  let now = Date.parse('2026-03-01T09:00:00+08:00');
  const wechat = await startWechat({
    appId: APP.appid, appSecret: APP.secret, oaAppId: OA.appid, oaAppSecret: OA.secret, users: [WEI, GRANDMOTHER], clock: () => now, ...overrides,
  });
  const get: World['get'] = async (path, query = {}) => read(await fetch(`${wechat.url}${path}?${new URLSearchParams(query).toString()}`));
  const post: World['post'] = async (path, body) => read(await fetch(`${wechat.url}${path}`, { method: 'POST', body: JSON.stringify(body) }));
  return {
    ...wechat,
    later: (ms) => { now += ms; },
    get,
    post,
    call: async (path, body) => {
      const { access_token } = await post('/cgi-bin/stable_token', { grant_type: 'client_credential', ...APP });
      return post(`${path}?access_token=${String(access_token)}`, body);
    },
  };
}

async function read(response: Response): Promise<Answer> {
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}
