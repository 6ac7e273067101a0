/**
 * Patience with an outside system: a time limit for each try, tries with growing random pauses where repeating is harmless,
 * a breaker that spares a failing target (and our callers the wait), a limit of simultaneous calls.
 */
import {
  bulkhead, BrokenCircuitError, BulkheadRejectedError, circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, handleWhenResult,
  noop, retry, TaskCancelledError, timeout, TimeoutStrategy, wrap, type CircuitBreakerPolicy,
} from 'cockatiel';
import type { Log } from '../observe/log';
import type { Metrics } from '../observe/metrics';
import type { CallFailure, CallResult } from './call';

export type Patience = {
  /** For one try, from the connection to the last byte. */
  readonly timeoutMs: number;
  /** For one call: all its tries, its pauses, and its turn in the queue. */
  readonly totalMs: number;
  /** Tries in all, where repeating is harmless. */
  readonly tries: number;
  /** The first pause is at most this; later ones grow up to eight times of it. */
  readonly pauseMs: number;
  /** Calls at the same time, and how many more may wait for their turn. */
  readonly concurrent: number;
  readonly queued: number;
  /** Failures in a row after which the target is left alone for `openForMs`; then one call tries it. */
  readonly opensAfter: number;
  readonly openForMs: number;
};

/** Two tries of 4 s and the pause stay below the 10 s after which people tap again. */
export const DEFAULT_PATIENCE: Patience = { timeoutMs: 4_000, totalMs: 8_500, tries: 2, pauseMs: 100, concurrent: 64, queued: 256, opensAfter: 5, openForMs: 10_000 };

export type ResilienceDeps = { readonly log: Log; readonly metrics: Metrics; readonly now: () => number };

export type Trying = {
  /** Whether repeating does no harm. */
  readonly safe: boolean;
  /** Less time than the target's patience gives. */
  readonly withinMs?: number | undefined;
};

/** Runs tries until one ends well or patience does. Expected failures come back as refusals; the try itself must not throw them. */
export type Resilience = <Answer>(tryOnce: (signal: AbortSignal) => Promise<CallResult<Answer>>, trying: Trying) => Promise<CallResult<Answer>>;

export function makeResilience(target: string, patience: Patience, deps: ResilienceDeps): Resilience {
  const limited = timeout(patience.timeoutMs, TimeoutStrategy.Aggressive);
  const guarded = wrap(bulkhead(patience.concurrent, patience.queued), makeBreaker(target, patience, deps));
  const patient = retry(handleWhenResult(isIllness), {
    maxAttempts: patience.tries - 1,
    backoff: new ExponentialBackoff({ initialDelay: patience.pauseMs, maxDelay: patience.pauseMs * 8 }),
  });

  return async function call<Answer>(tryOnce: (signal: AbortSignal) => Promise<CallResult<Answer>>, { safe, withinMs = patience.totalMs }: Trying) {
    const whole = timeout(Math.min(withinMs, patience.totalMs), TimeoutStrategy.Aggressive);
    let attempt = 0;
    return whole.execute((_, over) => {
      const inTime = () => limited.execute((__, signal) => tryOnce(AbortSignal.any([signal, over]))).catch((error: unknown) => refusalOf<Answer>(error));
      const observed = () => observe(inTime, { target, attempt: (attempt += 1) }, deps);
      return (safe ? patient : noop).execute(() => guarded.execute(observed), over);
    }).catch((error: unknown) => refusalOf<Answer>(error));
  };
}

function makeBreaker(target: string, { opensAfter, openForMs }: Patience, { log, metrics }: ResilienceDeps): CircuitBreakerPolicy {
  const breaker = circuitBreaker(handleWhenResult(isIllness), { breaker: new ConsecutiveBreaker(opensAfter), halfOpenAfter: openForMs });
  breaker.onBreak(() => {
    log.event('call.circuit-opened', { target });
    metrics.add('CircuitOpened');
  });
  breaker.onReset(() => { log.event('call.circuit-closed', { target }); });
  return breaker;
}

async function observe<Answer>(run: () => Promise<CallResult<Answer>>, where: { target: string; attempt: number }, { log, metrics, now }: ResilienceDeps) {
  const startedAt = now();
  const result = await run();
  const ms = Math.round(now() - startedAt);
  metrics.add('CallTime', ms);
  if (result.ok) {
    log.event('call.answered', { ...where, ms });
    return result;
  }
  const { code, status } = result.refusal;
  metrics.add('CallFailed');
  log.event('call.failed', { ...where, ms, code, ...(status === undefined ? {} : { status }) });
  return result;
}

/** The target is ill, and another try may find it well: everything but a refusal of this one request. */
function isIllness(result: unknown): boolean {
  const ended = result as CallResult<unknown>;
  if (ended.ok) return false;
  const { code, status = 0 } = ended.refusal;
  return code !== 'call/refused' || status >= 500 || status === 429;
}

/** Turns what the policies throw into refusals; anything else is a surprise and thrown on. */
function refusalOf<Answer>(error: unknown): CallResult<Answer> {
  const code = codeOf(error);
  if (!code) throw error;
  return { ok: false, refusal: { code } };
}

function codeOf(error: unknown): CallFailure | undefined {
  if (error instanceof TaskCancelledError) return 'call/timeout';
  if (error instanceof BrokenCircuitError) return 'call/open-circuit';
  return error instanceof BulkheadRejectedError ? 'call/too-busy' : undefined;
}
