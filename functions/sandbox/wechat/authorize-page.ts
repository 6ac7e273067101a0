/** The page on which WeChat would ask the user; here one chooses who one is. */
import { html, raw } from 'hono/html';
import type { WechatUser } from './account';

const STYLE = `
  body { margin: 0; background: #ededed; color: #111; font: 20px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
  main { max-width: 28rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
  p { margin: 0 0 1rem; color: #444; }
  ul { list-style: none; margin: 0; padding: 0; }
  a { display: block; min-height: 60px; box-sizing: border-box; margin: 0 0 .75rem; padding: .9rem 1rem; border-radius: 8px;
      background: #fff; color: #111; text-decoration: none; border: 1px solid #767676; }
  a:focus-visible { outline: 3px solid #0b5; outline-offset: 2px; }
  a.refuse { text-align: center; }
  small { display: block; color: #444; font-size: .85rem; }
`;

type Query = Readonly<Record<string, string>>;

export function authorizePage(users: readonly WechatUser[], query: Query): Promise<Response> {
  return page(
    '选择一个微信用户',
    html`<p>本机演示环境代替微信的授权页。请点选以谁的身份继续。</p>
      <ul>
        ${users.map((user) => html`<li><a href="${choice(query, user.wechatUser)}">${user.nickname}<small>${user.wechatUser}</small></a></li>`)}
      </ul>
      <a class="refuse" href="${choice(query, '')}">拒绝授权</a>`,
  );
}

function choice(query: Query, wechatUser: string): string {
  return `/sandbox/authorize?${new URLSearchParams({ ...query, wechat_user: wechatUser }).toString()}`;
}

export function errorPage(message: string): Promise<Response> {
  return page('无法打开页面', html`<p>${message}</p>`);
}

async function page(title: string, content: ReturnType<typeof html>): Promise<Response> {
  const markup = await html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
  return new Response(markup, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
