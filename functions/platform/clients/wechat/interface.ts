/** Asking one interface of api.weixin.qq.com: the address, the two kinds of answer, and what a refusal means. */
import * as z from 'zod/mini';
import type { CallJson, JsonCall } from '../call';
import { formOf } from './picture-form';
import type { Log } from '../../observe/log';
import { isSettingsFault, meaningOf, type WechatRefusal } from './errcodes';

export type WechatDeps = { readonly apiBase: string; readonly callJson: CallJson; readonly log: Log };

export type Asking<Answer> = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** With a body, or with a picture as the form's `img`, it is a POST. */
  readonly body?: unknown;
  readonly picture?: Uint8Array;
  readonly safe: boolean;
  readonly answer: z.ZodMiniType<Answer>;
};

export type Asked<Answer> =
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly refusal: { readonly code: WechatRefusal }; readonly errcode?: number };

/** An errcode other than 0 is a refusal; 0 or none goes with the answer. */
const Refused = z.object({ errcode: z.number().check(z.refine((errcode) => errcode !== 0)) });

export async function ask<Answer>({ apiBase, callJson, log }: WechatDeps, asking: Asking<Answer>): Promise<Asked<Answer>> {
  const { path, query = {}, safe, answer } = asking;
  const called = await callJson({
    target: 'wechat',
    url: `${apiBase}${path}?${String(new URLSearchParams(query))}`,
    ...sent(asking),
    safe,
    answer: z.union([
      z.pipe(Refused, z.transform(({ errcode }) => ({ errcode }))),
      z.pipe(answer, z.transform((value) => ({ value }))),
    ]),
  });
  if (!called.ok) return unavailable();
  if ('value' in called.value) return { ok: true, value: called.value.value };
  const { errcode } = called.value;
  log.event(isSettingsFault(errcode) ? 'call.not-accepted' : 'wechat.refused', { target: 'wechat', status: errcode, code: path });
  return { ok: false, refusal: { code: meaningOf(errcode) }, errcode };
}

function sent({ body, picture }: Asking<unknown>): Pick<JsonCall<unknown>, 'method' | 'body' | 'headers'> {
  if (picture) return { method: 'POST', ...formOf(picture) };
  return body === undefined ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(body) };
}

export function unavailable(): { readonly ok: false; readonly refusal: { readonly code: 'wechat/unavailable' } } {
  return { ok: false, refusal: { code: 'wechat/unavailable' } };
}
