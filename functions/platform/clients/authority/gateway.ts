/** One question to the card authority's gateway: envelope out, envelope back, digest verified, content opened. */
import * as z from 'zod/mini';
import { setTimeout as pause } from 'node:timers/promises';
import type { AuthorityMethod } from '../../../../shared/authority/authority.schema';
import { wireMethod, type Dialect } from '../../../../shared/authority/dialect';
import { digestText } from '../../../../shared/authority/envelope';
import { AUTHORITY_REFUSALS, readRefusalMessage, type AuthorityRefusal } from '../../../../shared/authority/refusals';
import { ok, refuse, type Result } from '../../../../shared/kernel/result';
import { sameText } from '../../crypto/constant-time';
import type { Log } from '../../observe/log';
import type { CallJson } from '../call';
import { envelopeCiphers, type EnvelopeCiphers } from './ciphers';

export type GatewayOptions = {
  /** The whole address; all methods share it. */
  readonly url: string;
  readonly appId: string;
  /** Sixteen characters: the secret is the SM4 key. */
  readonly appSecret: string;
  readonly termId: string;
  readonly dialect: Dialect;
  readonly callJson: CallJson;
  readonly log: Log;
  readonly now: () => number;
};

/** Sends `content` as biz_content; gives the answer's content as JSON (undefined when it has none). */
export type Gateway = (method: AuthorityMethod, content: unknown) => Promise<Result<unknown, AuthorityRefusal | 'unavailable'>>;

const Answer = z.object({
  code: z.string(),
  message: z.nullish(z.string()),
  method: z.nullish(z.string()),
  app_id: z.nullish(z.string()),
  version: z.nullish(z.string()),
  timestamp: z.nullish(z.string()),
  digest_type: z.nullish(z.string()),
  digest: z.nullish(z.string()),
  enc_type: z.nullish(z.string()),
  biz_content: z.nullish(z.string()),
});
type Answer = z.infer<typeof Answer>;
type Opened = { readonly code: string; readonly message: string; readonly content: unknown; readonly signed: boolean };

const READS: readonly AuthorityMethod[] = ['query', 'queryorg'];
/** What one question may take, its repetitions while the authority is busy included. */
export const AUTHORITY_QUESTION_MS = 9_250;
/** Pauses while the authority is still working on the very request whose answer was lost. */
const BUSY_PAUSES_MS = [200, 600];

export function makeGateway(options: GatewayOptions): Gateway {
  const { dialect, log } = options;
  const ciphers = envelopeCiphers(dialect, options.appSecret);
  return async function question(method, content) {
    const body = envelope(options, ciphers, { method: wireMethod(dialect, method), plain: JSON.stringify(content) });
    const safe = dialect.extensions.storedAnswers || READS.includes(method);
    const answer = await whileBusy(safe ? BUSY_PAUSES_MS : [], (withinMs) => send(options, ciphers, { method, body, safe, withinMs }));
    if (!answer.ok && answer.refusal.code !== 'unavailable') noteRefusal(log, answer.refusal.code);
    return answer;
  };
}

type Said = Result<unknown, AuthorityRefusal | 'unavailable'>;

/** Asks again after each pause while the authority is busy, as long as there is time. */
async function whileBusy(pausesMs: readonly number[], ask: (withinMs: number) => Promise<Said>): Promise<Said> {
  const endsAt = performance.now() + AUTHORITY_QUESTION_MS;
  let answer = await ask(AUTHORITY_QUESTION_MS);
  for (const ms of pausesMs) {
    const left = endsAt - performance.now() - ms;
    if (answer.ok || answer.refusal.code !== 'busy' || left <= 0) break;
    await pause(ms);
    answer = await ask(left);
  }
  return answer;
}

/** The bytes of the request: repeated as they are, since the authority keeps its answer to identical bytes. */
function envelope({ dialect, appId, termId, appSecret, now }: GatewayOptions, ciphers: EnvelopeCiphers, { method, plain }: { method: string; plain: string }): string {
  const members = {
    method, app_id: appId, term_id: termId, version: dialect.version, timestamp: String(now()),
    digest_type: dialect.digestType, enc_type: dialect.encType, biz_content: ciphers.encrypt(plain),
  };
  return JSON.stringify({ ...members, digest: ciphers.digest(digestText(dialect.digestForm, members, { plain, secret: appSecret })) });
}

type Sending = { readonly method: AuthorityMethod; readonly body: string; readonly safe: boolean; readonly withinMs: number };

async function send(options: GatewayOptions, ciphers: EnvelopeCiphers, { method, body, safe, withinMs }: Sending): Promise<Said> {
  const { dialect, callJson, url } = options;
  const opening = z.transform((answer: Answer, context) => {
    const opened = isEcho(answer, wireMethod(dialect, method), options.appId) ? open(options, ciphers, answer) : undefined;
    if (!opened) context.issues.push({ code: 'custom', message: 'not an answer to this question', input: answer });
    return opened ?? z.NEVER;
  });
  const called = await callJson({ target: 'authority', method: 'POST', url, body, safe, withinMs, answer: z.pipe(Answer, opening) });
  if (!called.ok) return refuse('unavailable');
  if (called.value.code === dialect.successCode) return ok(called.value.content);
  return refusalOf(called.value, options.log);
}

function refusalOf({ message, signed }: Opened, log: Log): Result<never, AuthorityRefusal | 'unavailable'> {
  const coded = readRefusalMessage(message);
  if (coded && signed) return refuse(coded.refusal, coded.field === undefined ? undefined : { field: coded.field });
  log.event('call.not-accepted', { target: 'authority', ...(coded ? { code: AUTHORITY_REFUSALS[coded.refusal].code } : {}) });
  return refuse('unavailable');
}

function isEcho(answer: Answer, method: string, appId: string): boolean {
  return (answer.method ?? method) === method && (answer.app_id ?? appId) === appId;
}

/** Undefined when the answer is not the authority's: digest or cipher do not fit our secret. */
function open({ dialect, appSecret }: GatewayOptions, ciphers: EnvelopeCiphers, answer: Answer): Opened | undefined {
  const { code, digest } = answer;
  const message = answer.message ?? '';
  // A refusal of our app id itself cannot be signed: there is no secret. It is believed only as "not now".
  if (code === dialect.failureCode && !digest) return { code, message, content: undefined, signed: false };
  const plain = plainOf(answer, ciphers);
  if (plain === undefined || !digest) return undefined;
  const expected = ciphers.digest(digestText(dialect.digestForm, answer, { plain, secret: appSecret }));
  const read = sameText(digest.toLowerCase(), expected) ? contentOf(plain) : undefined;
  return read && { code, message, content: read.content, signed: true };
}

function plainOf({ enc_type: encType, biz_content: sent }: Answer, ciphers: EnvelopeCiphers): string | undefined {
  return sent && encType ? ciphers.decrypt(sent) : (sent ?? '');
}

function contentOf(plain: string): { readonly content: unknown } | undefined {
  try {
    return { content: plain === '' ? undefined : JSON.parse(plain) };
  } catch {
    return undefined;
  }
}

/** Refusals of the envelope are a matter of settings; those of the content belong to the question. */
function noteRefusal(log: Log, refusal: AuthorityRefusal): void {
  const { code } = AUTHORITY_REFUSALS[refusal];
  log.event(code.startsWith('EHC-100') && refusal !== 'biz-not-valid' ? 'call.not-accepted' : 'authority.refused', { target: 'authority', code });
}
