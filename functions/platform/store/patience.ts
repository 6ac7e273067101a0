/**
 * Conflicting transactions are refused, not queued, and partitions throttle: a refused request is tried again after a random
 * pause that grows. A failed condition is an answer and is never retried.
 */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { StoreBusy } from '../busy';

const TRIES = 10;
const FIRST_PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 400;
/** The SDK too pauses before it reports a throttle: nobody is kept waiting longer than this, however few tries that were. */
const PATIENCE_MS = 6_000;

const BUSY_NAMES = new Set(['TransactionConflictException', 'ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded', 'TransactionInProgressException']);
const BUSY_REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Repeats `send` while the store says it is busy. @throws StoreBusy */
export async function patiently<T>(send: () => Promise<T>): Promise<T> {
  const givesUpAt = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    const tried = await send().then((value) => ({ value }), whenBusy);
    if ('value' in tried) return tried.value;
    if (attempt === TRIES || performance.now() > givesUpAt) throw new StoreBusy('the store is busy', { cause: tried.lastWord });
    await pause(attempt);
  }
}

function whenBusy(error: unknown): { readonly lastWord: unknown } {
  if (!isBusy(error)) throw error;
  return { lastWord: error };
}

/** Busy, and no condition failed: a failed condition beside a conflict is already the answer. */
function isBusy(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? '');
    return !codes.includes('ConditionalCheckFailed') && codes.some((code) => BUSY_REASONS.has(code));
  }
  return error instanceof Error && BUSY_NAMES.has(error.name);
}

function pause(attempt: number): Promise<void> {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}
