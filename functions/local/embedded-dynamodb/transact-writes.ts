import database from 'dynalite/db/index.js';
import type { Request } from './dynalite-actions';
import type { ItemWrite } from './item-writes';
import { invalid, isRefusal, refusalName } from './refusals';
import { tokenPlace, type RequestTokens } from './request-tokens';
import type { WriteParts } from './single-writes';
import type { Collected } from './store-views';
import {
  cancelled,
  clientTokenOf,
  consumedByTransaction,
  refuseRepeatedItems,
  transactItemsOf,
  transactWriteOf,
  type CancellationReason,
} from './transact-requests';
import type { TransactionMoods } from './transaction-moods';

const MAX_BYTES = 4 * 1024 * 1024;

export type TransactWriteParts = WriteParts & { tokens: RequestTokens; transactionMoods: TransactionMoods };

/** TransactWriteItems: every condition holds and everything is written, or nothing is and each operation gets its reason. */
export function makeTransactWrite(parts: TransactWriteParts): (request: Request) => Promise<unknown> {
  const { writes, locks, tokens, transactionMoods } = parts;

  return async function transactWrite(request) {
    const { ReturnConsumedCapacity } = request;
    const operations = transactItemsOf(request)
      .map(transactWriteOf)
      .map(([name, operation]) => writes.prepare(name, { ...operation, ReturnConsumedCapacity }));
    refuseRepeatedItems(operations.filter(({ key }) => key !== undefined).map(({ lock }) => lock));
    const token = clientTokenOf(request);
    const known = token && tokens.answerTo(token, request.TransactItems);
    if (known) return known;
    transactionMoods.refuse(operations);
    const keys = [...operations.map(({ lock }) => lock), ...(token ? [tokenPlace(token)] : [])];
    return locks.hold(keys, 'transaction', () => writeOnce(operations, token, request.TransactItems));
  };

  async function writeOnce(operations: ItemWrite[], token: string | undefined, content: unknown): Promise<unknown> {
    // Asked again under the lock: the same request may have been under way when this one came.
    const known = token && tokens.answerTo(token, content);
    if (known) return known;
    const { collected, results } = await attemptAll(operations, parts);
    refuseTooLarge(collected);
    const answer = consumedByTransaction(results);
    await parts.journal.commit(collected, { alongside: token ? tokens.remember(token, content, answer) : [] });
    return answer;
  }
}

type Attempted = { collected: Collected; results: unknown[] };

async function attemptAll(operations: ItemWrite[], { writes, views }: WriteParts): Promise<Attempted> {
  const collected: Collected = { operations: [], changes: [] };
  const view = views.collect(collected);
  const reasons: CancellationReason[] = [];
  const results: unknown[] = [];
  for (const operation of operations) {
    try {
      results.push(await writes.attempt(operation, view));
      reasons.push({ Code: 'None' });
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  if (results.length < operations.length) throw cancelled(reasons);
  return { collected, results };
}

function reasonOf(error: unknown): CancellationReason {
  if (!isRefusal(error)) throw error;
  const { message: Message = '', Item } = error.body;
  const shown = { Message, ...(Item !== undefined && { Item }) };
  switch (refusalName(error)) {
    case 'ConditionalCheckFailedException':
      return { Code: 'ConditionalCheckFailed', ...shown };
    case 'ValidationException':
      return { Code: 'ValidationError', ...shown };
    default:
      throw error;
  }
}

function refuseTooLarge({ changes }: Collected): void {
  const bytes = changes.reduce((sum, { after }) => sum + (after ? database.itemSize(after) : 0), 0);
  if (bytes > MAX_BYTES) throw invalid('Transaction request cannot be larger than 4 MB');
}
