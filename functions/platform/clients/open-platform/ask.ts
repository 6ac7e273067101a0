/** One question to the outside open platform: signed, sent, and its refusal understood. */
import * as z from 'zod/mini';
import type { Ok } from '../../../../shared/kernel/result';
import type { Json } from '../../../../shared/open-platform/received';
import type { ResultName } from '../../../../shared/open-platform/result-codes';
import { signedText } from '../../../../shared/open-platform/signed-text';
import { sha256 } from '../../crypto/digest';
import type { Log } from '../../observe/log';
import type { CallJson } from '../call';
import { WireNumber } from './answers';
import type { Method } from './methods';
import { meaningOf, nameOf, type OpenPlatformRefusal } from './refusals';
import type { Asker } from './requests.types';

export type OpenPlatformAccount = { readonly appId: string; readonly appSecret: string; readonly hospitalId: string };

export type AskDeps = {
  readonly baseUrl: string;
  readonly account: OpenPlatformAccount;
  readonly callJson: CallJson;
  readonly log: Log;
  readonly now: () => number;
  /** 32 upper-case hex, new each time. */
  readonly newRequestId: () => string;
};

export type Asking<Answer> = {
  /** For the log. */
  readonly name: string;
  readonly method: Method<Answer>;
  readonly req: Readonly<Record<string, unknown>>;
  readonly asker?: Asker | undefined;
  readonly appToken?: string;
};

/** `resultCode`: the platform's own, for logs. `name`: where it speaks by our catalogue. `tokenRefused`: nothing else was looked at. */
export type Unanswered = {
  readonly ok: false;
  readonly refusal: { readonly code: OpenPlatformRefusal; readonly resultCode?: number; readonly name?: ResultName };
  readonly tokenRefused?: true;
};
export type Asked<Answer> = Ok<Answer> | Unanswered;

/** Our mini-program, where the asker says nothing else. */
const MINI_PROGRAM = 1;

const text = z.pipe(z.nullish(z.string()), z.transform((value) => value ?? ''));
const Envelope = z.object({ commonOut: z.object({ requestId: text, resultCode: WireNumber, errMsg: text }), rsp: z.optional(z.unknown()) });

export async function ask<Answer>(deps: AskDeps, asking: Asking<Answer>): Promise<Asked<Answer>> {
  const { baseUrl, callJson } = deps;
  const { path, safe, answer } = asking.method;
  const requestId = deps.newRequestId();
  const called = await callJson({ target: 'open-platform', method: 'POST', url: `${baseUrl}${path}`, body: signed(deps, asking, requestId), safe, answer: opening(requestId, answer) });
  if (!called.ok) return unavailable();
  return 'value' in called.value ? { ok: true, value: called.value.value } : refused(deps.log, asking.name, called.value);
}

export function unavailable(): Unanswered {
  return { ok: false, refusal: { code: 'open-platform/unavailable' } };
}

/** The bytes of the request. */
function signed({ account, now }: AskDeps, { req, asker = {}, appToken }: Asking<unknown>, requestId: string): string {
  const commonIn = filled({
    appToken, requestId, hospitalId: account.hospitalId, timestamp: String(Math.floor(now() / 1000)), channelNum: MINI_PROGRAM, ...asker,
  });
  const sent = filled(req);
  const digest = sha256(signedText(commonIn, sent) + account.appSecret);
  return JSON.stringify({ commonIn: { ...commonIn, sign: Buffer.from(digest, 'hex').toString('base64') }, req: sent });
}

/** Without members that are absent or empty; within a member only the absent ones go, as they do when JSON is written. */
function filled(members: Readonly<Record<string, unknown>>): Record<string, Json> {
  const written = JSON.parse(JSON.stringify(members)) as Record<string, Json>;
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== ''));
}

/** An answer with another id is not the answer to this question; one without is let pass. Of a refusal only the envelope is read. */
function opening<Answer>(requestId: string, answer: z.ZodMiniType<Answer>) {
  return z.pipe(Envelope, z.transform(({ commonOut, rsp }, context) => {
    const { resultCode, errMsg } = commonOut;
    const isOurs = commonOut.requestId === '' || commonOut.requestId === requestId;
    if (isOurs && resultCode !== 0) return { resultCode, errMsg };
    const read = isOurs ? z.safeParse(answer, rsp) : undefined;
    if (read?.success) return { value: read.data };
    context.issues.push({ code: 'custom', message: 'not an answer to this question', input: rsp });
    return z.NEVER;
  }));
}

/** The platform's words may hold what was asked: they are looked at, and never kept. */
function refused(log: Log, name: string, { resultCode, errMsg }: { resultCode: number; errMsg: string }): Unanswered {
  const meaning = meaningOf(resultCode, errMsg);
  log.event(meaning === 'settings' ? 'call.not-accepted' : 'open-platform.refused', { target: 'open-platform', status: resultCode, code: name });
  const named = nameOf(resultCode, errMsg);
  return { ok: false, refusal: { code: CODES[meaning], resultCode, ...(named ? { name: named } : {}) }, ...(meaning === 'token' ? { tokenRefused: true } : {}) };
}

const CODES = {
  later: 'open-platform/unavailable', question: 'open-platform/refused', settings: 'open-platform/not-accepted', token: 'open-platform/not-accepted',
} as const;
