import type { Request } from './dynalite-actions';
import type { WriteName } from './item-writes';
import { invalid, refusal, type Refusal } from './refusals';

type Consumed = { TableName: string; CapacityUnits: number };
export type CancellationReason = { Code: string; Message?: string; Item?: unknown };

const MAX_OPERATIONS = 100;
const MAX_TOKEN = 36;
const WRITES: Record<string, WriteName> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheck',
};

/** The operations of a transaction, after the limits on their number. @throws ValidationException */
export function transactItemsOf({ TransactItems: items }: Request): Record<string, Request>[] {
  if (!Array.isArray(items) || items.length === 0) {
    throw constraint('transactItems', 'Member must have length greater than or equal to 1');
  }
  if (items.length > MAX_OPERATIONS) {
    throw constraint('transactItems', `Member must have length less than or equal to ${String(MAX_OPERATIONS)}`);
  }
  return items as Record<string, Request>[];
}

/** One write of a transaction: exactly one of Put, Update, Delete, ConditionCheck. @throws ValidationException */
export function transactWriteOf(item: Record<string, Request>): [WriteName, Request] {
  const [entry, ...others] = Object.entries(item);
  const name = WRITES[entry?.[0] ?? ''];
  if (!entry || !name || others.length > 0) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  if (name === 'ConditionCheck' && typeof entry[1].ConditionExpression !== 'string') {
    throw constraint('transactItems.member.conditionCheck.conditionExpression', 'Member must not be null');
  }
  return [name, entry[1]];
}

/** @throws ValidationException when the token is not of a length AWS takes */
export function clientTokenOf({ ClientRequestToken: token }: Request): string | undefined {
  if (token === undefined) return undefined;
  if (typeof token !== 'string' || token === '') {
    throw constraint('clientRequestToken', 'Member must have length greater than or equal to 1');
  }
  if (token.length > MAX_TOKEN) {
    throw constraint('clientRequestToken', `Member must have length less than or equal to ${String(MAX_TOKEN)}`);
  }
  return token;
}

/** @throws ValidationException when two operations of a transaction meet on one item */
export function refuseRepeatedItems(keys: string[]): void {
  if (new Set(keys).size < keys.length) {
    throw invalid('Transaction request cannot include multiple operations on one item');
  }
}

/** Adds up what the operations of a transaction consumed; a transaction counts twice. */
export function consumedByTransaction(results: unknown[]): { ConsumedCapacity?: Consumed[] } {
  const units = new Map<string, number>();
  for (const result of results) {
    const consumed = (result as { ConsumedCapacity?: Consumed }).ConsumedCapacity;
    if (consumed) units.set(consumed.TableName, (units.get(consumed.TableName) ?? 0) + 2 * consumed.CapacityUnits);
  }
  if (units.size === 0) return {};
  return { ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })) };
}

/** The refusal of a whole transaction, with one reason for each operation in its order. */
export function cancelled(reasons: CancellationReason[]): Refusal {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return refusal('TransactionCanceledException', message, { Message: message, CancellationReasons: reasons });
}

/** The reasons when only the operations at some places are to blame. */
export function reasonsAt(length: number, blamed: (index: number) => CancellationReason | undefined): CancellationReason[] {
  return Array.from({ length }, (_, index) => blamed(index) ?? { Code: 'None' });
}

function constraint(member: string, rule: string): Refusal {
  return invalid(`1 validation error detected: Value at '${member}' failed to satisfy constraint: ${rule}`);
}
