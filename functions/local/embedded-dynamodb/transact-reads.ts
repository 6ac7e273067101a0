import type { Item } from 'dynalite/db/index.js';
import { act, checked, type Request } from './dynalite-actions';
import type { KeyLocks } from './key-locks';
import { invalid } from './refusals';
import type { StoreViews } from './store-views';
import { itemPlace, keyOfKey, type TableCatalogue } from './table-catalogue';
import { consumedByTransaction, refuseRepeatedItems, transactItemsOf } from './transact-requests';
import type { TransactedItem, TransactionMoods } from './transaction-moods';

export type TransactReadParts = {
  tables: TableCatalogue;
  views: StoreViews;
  locks: KeyLocks;
  transactionMoods: TransactionMoods;
};

type TransactedGet = TransactedItem & { request: Request };

/** TransactGetItems: all items as they are at one moment, for which it takes their locks. */
export function makeTransactGet(parts: TransactReadParts): (request: Request) => Promise<unknown> {
  const { tables, views, locks, transactionMoods } = parts;

  function prepare(get: Request | undefined, ReturnConsumedCapacity: unknown): TransactedGet {
    if (!get) throw invalid('TransactItems can only contain Get');
    const request = checked('GetItem', { ...get, ReturnConsumedCapacity });
    const tableName = request.TableName as string;
    const key = keyOfKey(tables.get(tableName), request.Key as Item);
    return { request, tableName, key, lock: itemPlace(tableName, key ?? '') };
  }

  return async function transactGet(request) {
    const gets = transactItemsOf(request).map(({ Get: get }) => prepare(get, request.ReturnConsumedCapacity));
    const keys = gets.map(({ lock }) => lock);
    refuseRepeatedItems(keys);
    transactionMoods.refuse(gets);
    return locks.hold(keys, 'transaction', async () => {
      const results = await Promise.all(gets.map((get) => act('GetItem', views.read(), get.request)));
      return { Responses: results.map(onlyItem), ...consumedByTransaction(results) };
    });
  };
}

function onlyItem(result: unknown): { Item?: Item } {
  const { Item: item } = result as { Item?: Item };
  return item ? { Item: item } : {};
}
