/** Ways into the mini-program from outside: `getwxacodeunlimit` (a code to scan) and `generate_urllink` (a link to tap). */
import { randomBytes } from 'node:crypto';
import { text } from './json-body';
import type { Body } from './json-body';
import { qrPng } from './qr-png';
import { refuse } from './refusals';
import type { Wechat } from './wechat';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/;
const QUERY = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]{0,1024}$/;
const DEFAULT_WIDTH = 430;
const VERSIONS: readonly unknown[] = [undefined, 'release', 'trial', 'develop'];

export function getUnlimitedCode(wechat: Wechat, body: Body): Response {
  const error = codeError(wechat, body);
  if (error) return refuse(error);
  const page = text(body.page) || (wechat.pages?.[0] ?? '');
  const png = qrPng(`${page}?scene=${encodeURIComponent(text(body.scene))}`, Number(body.width ?? DEFAULT_WIDTH));
  return new Response(png, { headers: { 'content-type': 'image/png' } });
}

function codeError(wechat: Wechat, body: Body): number | undefined {
  const { page, check_path } = body;
  if (page !== undefined && !isPage(wechat, text(page), check_path !== false)) return 41030;
  if (!isWidth(body.width ?? DEFAULT_WIDTH) || !VERSIONS.includes(body.env_version)) return 40097;
  return sceneError(text(body.scene));
}

function sceneError(scene: string): number | undefined {
  if (scene.length === 0 || scene.length > 32) return 40169;
  if (!SCENE.test(scene)) return 40129;
  return scene.includes('scancode_time') ? 85096 : undefined;
}

function isWidth(width: unknown): width is number {
  return Number.isInteger(width) && Number(width) >= 280 && Number(width) <= 1280;
}

/** A page path: no leading slash, no query; published unless the caller asks not to look. */
function isPage({ pages }: Wechat, page: string, mustBePublished: boolean): boolean {
  if (!/^[\w-]+(\/[\w-]+)*$/.test(page)) return false;
  return !mustBePublished || !pages || pages.includes(page);
}

export function generateUrlLink(wechat: Wechat, body: Body): Response {
  const error = linkError(wechat, body);
  if (error) return refuse(error);
  return Response.json({ errcode: 0, errmsg: 'ok', url_link: `https://wxaurl.cn/${randomBytes(8).toString('base64url')}` });
}

function linkError(wechat: Wechat, body: Body): number | undefined {
  const path = text(body.path).replace(/^\//, '');
  if (path && !isPage(wechat, path, true)) return 40165;
  if (!QUERY.test(text(body.query))) return 40212;
  if (!VERSIONS.includes(body.env_version)) return 85402;
  return isLifetime(wechat, body) ? undefined : 85401;
}

/** Between one minute and thirty days from now, as an instant (type 0) or in whole days (type 1). */
function isLifetime({ clock }: Wechat, { expire_type = 0, expire_time, expire_interval }: Body): boolean {
  if (expire_type === 1) return Number.isInteger(expire_interval) && Number(expire_interval) >= 1 && Number(expire_interval) <= 30;
  const left = Number(expire_time) - clock() / 1000;
  return expire_type === 0 && left >= 60 && left <= 30 * 86_400;
}
