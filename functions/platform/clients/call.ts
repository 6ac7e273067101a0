/** What a call to an outside system is, and how it can end. */
import type * as z from 'zod/mini';
import type { Ok, Refusal } from '../../../shared/kernel/result';

/**
 * `timeout`: no whole answer in time · `refused`: an answer that is not 2xx · `unreachable`: no connection, or it broke ·
 * `answer-not-understood`: 2xx, but not what the contract says · `open-circuit`: not tried, the target failed too often ·
 * `too-busy`: not tried, too many calls are waiting for the target.
 */
export type CallFailure =
  | 'call/timeout' | 'call/refused' | 'call/unreachable' | 'call/answer-not-understood' | 'call/open-circuit' | 'call/too-busy';

/** With `call/refused`: the status, and the JSON of the answer if it was JSON. The body may be personal: never log it. */
export type CallRefusal = Refusal<CallFailure> & { readonly status?: number; readonly body?: unknown };

export type CallResult<Answer> = Ok<Answer> | { readonly ok: false; readonly refusal: CallRefusal };

export type JsonCall<Answer> = {
  /** The outside system, for its own breaker, bulkhead and log lines. */
  readonly target: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as these very bytes (text as UTF-8), again in every repetition: it may be signed. Bytes that are no JSON name their content type in `headers`. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** What the name in `url` was found to lead to: nothing else is connected to. Absent: it is looked up. */
  readonly addresses?: readonly string[];
  /** Whether repeating the identical call does no harm. Only then is a failed call tried again. */
  readonly safe: boolean;
  /** Less time than the target's patience gives, where this is one call of several. */
  readonly withinMs?: number;
  /** What the body of a 2xx answer must be; unknown members are dropped. */
  readonly answer: z.ZodMiniType<Answer>;
};

export type CallJson = <Answer>(call: JsonCall<Answer>) => Promise<CallResult<Answer>>;
