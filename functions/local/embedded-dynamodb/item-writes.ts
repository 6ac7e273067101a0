import database from 'dynalite/db/index.js';
import type { Item, Table } from 'dynalite/db/index.js';
import type { Disk } from './disk';
import { act, checked, type Request } from './dynalite-actions';
import { invalid, isRefusal, refusalName, type Refusal } from './refusals';
import type { StoreView } from './store-views';
import { itemPlace, keyOfItem, keyOfKey, type TableCatalogue } from './table-catalogue';

export type WriteName = 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheck';

/** A write that has been checked, and whose item is known; it can be tried under the lock of that item. */
export type ItemWrite = {
  name: WriteName;
  tableName: string;
  /** Undefined when the key does not fit the table; trying the write then says so. */
  key: string | undefined;
  /** The name under which the item is locked. */
  lock: string;
  request: Request;
  showOldItem: boolean;
};

export type ItemWrites = {
  /** @throws Refusal when the request is malformed or the table unknown */
  prepare(name: WriteName, request: Request): ItemWrite;
  /** Runs the write against a view that gathers. @throws Refusal, with the old item when that was asked for */
  attempt(write: ItemWrite, view: StoreView): Promise<unknown>;
};

/** The writes on one item, which single and transactional requests have in common. */
export function makeItemWrites(disk: Disk, tables: TableCatalogue): ItemWrites {
  function prepare(name: WriteName, request: Request): ItemWrite {
    const { ReturnValuesOnConditionCheckFailure: onFailure = 'NONE', ...rest } = request;
    if (onFailure !== 'NONE' && onFailure !== 'ALL_OLD') throw unknownReturnValue(onFailure);
    // A condition check is a deletion that deletes nothing: same members, same rules.
    const parsed = checked(name === 'ConditionCheck' ? 'DeleteItem' : name, rest);
    const tableName = parsed.TableName as string;
    const key = keyOf(tables.get(tableName), parsed);
    const lock = itemPlace(tableName, key ?? '');
    return { name, tableName, key, lock, request: parsed, showOldItem: onFailure === 'ALL_OLD' };
  }

  const itemOf = ({ tableName, key }: ItemWrite): Item | undefined =>
    key === undefined ? undefined : (disk.get(itemPlace(tableName, key)) as Item | undefined);

  async function attempt(write: ItemWrite, view: StoreView): Promise<unknown> {
    try {
      return write.name === 'ConditionCheck' ? checkCondition(write) : await act(write.name, view, write.request);
    } catch (error) {
      if (write.showOldItem && isConditionFailure(error)) addItem(error, itemOf(write));
      throw error;
    }
  }

  function checkCondition(write: ItemWrite): unknown {
    const keyFault = database.validateKey(write.request.Key as Item, tables.get(write.tableName));
    const item = itemOf(write);
    const failure = keyFault ?? database.checkConditional(write.request, item);
    if (failure) throw failure;
    return { ConsumedCapacity: database.addConsumedCapacity(write.request, false, item) };
  }

  return { prepare, attempt };
}

function keyOf(table: Table, { Item: item, Key: key }: Request): string | undefined {
  return item === undefined ? keyOfKey(table, key as Item) : keyOfItem(table, item as Item);
}

function isConditionFailure(error: unknown): error is Refusal {
  return isRefusal(error) && refusalName(error) === 'ConditionalCheckFailedException';
}

function addItem(error: Refusal, item: Item | undefined): void {
  if (item) error.body.Item = item;
}

function unknownReturnValue(value: unknown): Refusal {
  return invalid(
    `1 validation error detected: Value '${String(value)}' at 'returnValuesOnConditionCheckFailure' failed to satisfy ` +
      'constraint: Member must satisfy enum value set: [ALL_OLD, NONE]',
  );
}
