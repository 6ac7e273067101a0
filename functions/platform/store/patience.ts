/**
 * Conflicting transactions are refused, not queued, and partitions throttle: a refused write is tried again after a random
 * pause that grows. A failed condition is an answer and is never retried.
 */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

const TRIES = 10;
const FIRST_PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 400;

const BUSY_NAMES = new Set(['TransactionConflictException', 'ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded', 'TransactionInProgressException']);
const BUSY_REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Repeats `send` while the store says it is busy. Gives up by throwing the store's last word. */
export async function patiently<T>(send: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (attempt === TRIES || !isBusy(error)) throw error;
    await pause(attempt);
    return patiently(send, attempt + 1);
  }
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
