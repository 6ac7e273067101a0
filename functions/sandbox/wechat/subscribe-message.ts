/** `POST /cgi-bin/message/subscribe/send`: one message for one consent, its values within WeChat's limits. */
import { asObject, text } from './json-body';
import type { Body } from './json-body';
import { refuse } from './refusals';
import { userByMiniProgramOpenid } from './wechat';
import type { Wechat } from './wechat';

/** By the member's name without its number: `thing1` is a `thing`. */
const VALUE_LIMITS: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/u,
  number: /^\d[\d.]{0,31}$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\w\s]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: /^.{1,40}$/u,
  date: /^.{1,40}$/u,
  amount: /^\S?\d{1,10}(\.\d{1,2})?元?$/u,
  phone_number: /^[\d+\-() ]{1,17}$/,
  car_number: /^.{1,8}$/u,
  name: /^(\p{Script=Han}[\p{Script=Han}·]{0,9}|[\w ·]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
};

export function sendSubscribeMessage(wechat: Wechat, body: Body): Response {
  const openid = text(body.touser);
  if (!userByMiniProgramOpenid(wechat, openid)) return refuse(40003);
  const templateId = text(body.template_id);
  const template = templateNamed(wechat, templateId);
  if (!template) return refuse(40037);
  const data = asObject(body.data) ?? {};
  const wrongMember = wrongValue(data, template.fields);
  if (wrongMember) return refuse(47003, ` ${wrongMember}`);
  const page = text(body.page);
  if (!isPublished(wechat, page)) return refuse(41030);
  if (!wechat.subscriptions.take(openid, templateId)) return refuse(43101);
  wechat.subscriptions.record({ touser: openid, template_id: templateId, page, data, sentAt: wechat.clock() });
  return Response.json({ errcode: 0, errmsg: 'ok' });
}

/** Where no templates are handed in, every id names one that takes any members. */
function templateNamed({ templates }: Wechat, id: string): { readonly fields?: readonly string[] } | undefined {
  if (!id) return undefined;
  return templates ? templates.find((template) => template.id === id) : {};
}

/** A message may lead to no page; to a page with a query; not to one that is not published. */
function isPublished({ pages }: Wechat, page: string): boolean {
  return page === '' || !pages || pages.includes(page.split('?')[0] ?? '');
}

/** The first member that is missing, not of the template, empty or too long. */
function wrongValue(data: Body, fields: readonly string[] | undefined): string | undefined {
  const names = fields ?? Object.keys(data);
  if (names.length === 0) return 'data is empty';
  const foreign = Object.keys(data).find((name) => !names.includes(name));
  const wrong = foreign ?? names.find((name) => !isValue(name, text(asObject(data[name])?.value)));
  return wrong && `data.${wrong}.value invalid`;
}

function isValue(name: string, value: string): boolean {
  return VALUE_LIMITS[name.replace(/\d+$/, '')]?.test(value) ?? false;
}
