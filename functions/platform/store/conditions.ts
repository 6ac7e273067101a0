/** Expectations as DynamoDB expressions. */
import type { Expectation, Item, Key, Write } from './item';

type Condition = { ConditionExpression: string; ExpressionAttributeNames?: Record<string, string>; ExpressionAttributeValues?: Record<string, unknown> };

export function conditionOf(expect: Expectation): Condition {
  if (expect === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  if (expect === 'present') return { ConditionExpression: 'attribute_exists(pk)' };
  const wanted = 'version' in expect ? { version: expect.version } : expect.equals;
  return equalsAll(wanted);
}

function equalsAll(wanted: Readonly<Record<string, unknown>>): Condition {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const parts = Object.entries(wanted).map(([name, value], position) => {
    names[`#c${position}`] = name;
    values[`:c${position}`] = value;
    return `#c${position} = :c${position}`;
  });
  return { ConditionExpression: parts.join(' AND '), ExpressionAttributeNames: names, ExpressionAttributeValues: values };
}

/** `expiresAt` passed counts as absent: DynamoDB deletes expired items days late. */
export function absentOrExpired(nowSeconds: number): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
    ExpressionAttributeValues: { ':now': nowSeconds },
  };
}

export function raised(item: Item): Item {
  return { ...item, version: item.version + 1 };
}

export function keyOf({ pk, sk }: Key): Key {
  return { pk, sk };
}

const OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };

/** One write as a member of TransactItems. */
export function transactItem(write: Write) {
  if ('check' in write) return { ConditionCheck: { TableName: write.table, Key: keyOf(write.check), ...conditionOf(write.expect), ...OLD } };
  if ('remove' in write) {
    return { Delete: { TableName: write.table, Key: keyOf(write.remove), ...(write.expect ? { ...conditionOf(write.expect), ...OLD } : {}) } };
  }
  if ('count' in write) return { Update: { TableName: write.table, Key: keyOf(write.count), ...counting(write) } };
  return { Put: putOf(write) };
}

/** The expiry is that of the first count. */
export function counting({ by, expiresAt }: { readonly by: number; readonly expiresAt: number }) {
  return {
    UpdateExpression: 'SET expiresAt = if_not_exists(expiresAt, :end) ADD #count :by, version :one',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':by': by, ':one': 1, ':end': expiresAt },
  };
}

type Put = Extract<Write, { put: string }>;

/** Put with the condition its kind stands for. */
export function putOf(write: Put) {
  const common = { TableName: write.table };
  if (write.put === 'new') return { ...common, Item: write.item, ...conditionOf('absent'), ...OLD };
  if (write.put === 'new-or-expired') return { ...common, Item: write.item, ...absentOrExpired(write.nowSeconds), ...OLD };
  if (write.put === 'replace') return { ...common, Item: raised(write.item), ...conditionOf({ version: write.item.version }), ...OLD };
  return { ...common, Item: write.item };
}
