/** One JSON call over HTTP: bounded in time and size, parsed, and its failures named. Connections are kept alive and reused. */
import * as z from 'zod/mini';
import type { CallJson, CallRefusal, CallResult, JsonCall } from './call';
import { requestAt, type Answered } from './pinned-request';
import { DEFAULT_PATIENCE, makeResilience, type Patience, type Resilience, type ResilienceDeps } from './resilience';

const ANSWER_MAX_BYTES = 1_048_576;

export type CallJsonDeps = ResilienceDeps & {
  /** Where a target deserves other limits than the default. */
  readonly patience?: Readonly<Record<string, Partial<Patience>>>;
};

/** All calls of a process go through one of these, so that each target has one breaker and one bulkhead. */
export function makeCallJson(deps: CallJsonDeps): CallJson {
  const targets = new Map<string, Resilience>();
  function resilienceOf(target: string): Resilience {
    const known = targets.get(target) ?? makeResilience(target, { ...DEFAULT_PATIENCE, ...deps.patience?.[target] }, deps);
    targets.set(target, known);
    return known;
  }
  return async function callJson<Answer>(call: JsonCall<Answer>) {
    const url = new URL(call.url);
    return resilienceOf(call.target)((signal) => send(call, url, signal), call);
  };
}

async function send<Answer>(call: JsonCall<Answer>, url: URL, signal: AbortSignal): Promise<CallResult<Answer>> {
  const received = await receive(call, url, signal).catch(() => undefined);
  if (!received) return failed({ code: 'call/unreachable' });
  const { status, body } = received;
  if (status < 200 || status > 299) return failed({ code: 'call/refused', status, ...(body === undefined ? {} : { body }) });
  const parsed = z.safeParse(call.answer, body);
  return parsed.success ? { ok: true, value: parsed.data } : failed({ code: 'call/answer-not-understood', status });
}

function failed<Answer>(refusal: CallRefusal): CallResult<Answer> {
  return { ok: false, refusal };
}

/** Redirects are not followed: a contract's address is exact, and following could carry secrets elsewhere. */
async function receive(call: JsonCall<unknown>, url: URL, signal: AbortSignal): Promise<{ status: number; body: unknown }> {
  const { method, body } = call;
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }), ...call.headers };
  const { status, chunks } = call.addresses
    ? await requestAt(call.addresses, url, { method, headers, body, signal })
    : fetched(await fetch(url, { method, redirect: 'manual', signal, headers, ...(body === undefined ? {} : { body }) }));
  const bytes = await readUpTo(ANSWER_MAX_BYTES, chunks);
  return { status, body: bytes && jsonOf(bytes) };
}

function fetched({ status, body }: Response): Answered {
  return { status, chunks: (body ?? []) as Answered['chunks'] };
}

/** The body, or undefined (and the connection dropped) when it is larger than anything a contract promises. */
async function readUpTo(max: number, chunks: Answered['chunks']): Promise<Uint8Array | undefined> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > max) return undefined;
    read.push(chunk);
  }
  return Buffer.concat(read);
}

/** JSON whatever the content type says (WeChat says text/plain); undefined when it is none. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
