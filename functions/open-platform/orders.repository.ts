/** 核验订单 (1.9) by hash of their id: what is known of the person and the pages sealed, each change only from the state it was read in. */
import * as z from 'zod/mini';
import { CODE_REPEAT_SECONDS } from '../../shared/open-platform/code.rules';
import { mayBecome, ORDER_SECONDS, ORDER_STATES, type OrderState } from '../../shared/open-platform/verification.rules';
import type { RingSeal } from '../platform/crypto/ring-seal';
import type { Store } from '../platform/store/store';
import type { Order, OrderContents, Orders } from './open-platform.ports';

export type OrdersDeps = {
  readonly store: Store;
  readonly table: string;
  readonly ringSeal: RingSeal;
  readonly hash: (text: string) => string;
  /** 32 hex digits that nobody can guess. */
  readonly newCode: () => string;
  readonly now: () => number;
};

const OrderItem = z.object({
  kind: z.enum(['plain', 'uniform', 'attested']), appId: z.string(), hospitalId: z.string(), hospitalName: z.string(), accountId: z.exactOptional(z.string()), mark: z.string(),
  state: z.enum(ORDER_STATES), forOrder: z.exactOptional(z.string()), validUntilMs: z.number(), resultHash: z.exactOptional(z.string()), provedThere: z.exactOptional(z.literal(true)), usedAtMs: z.exactOptional(z.number()),
  version: z.number(), sealed: z.string(),
});

const keyOf = (hash: string) => ({ pk: `order#${hash}`, sk: 'order' });
const expiryOf = (validUntilMs: number) => Math.ceil(validUntilMs / 1000) + CODE_REPEAT_SECONDS;

export function makeOrders(deps: OrdersDeps): Orders {
  const { store, table, ringSeal, hash, newCode, now } = deps;
  return {
    async open({ contents, forOrder, ...order }) {
      const orderId = newCode();
      const key = keyOf(hash(orderId));
      const validUntilMs = now() + ORDER_SECONDS * 1000;
      // Only its hash: whoever reads the table has no order to use.
      const item = { ...key, version: 1, ...order, ...(forOrder === undefined ? {} : { forOrder: hash(forOrder) }), validUntilMs, expiresAt: expiryOf(validUntilMs) };
      await store.putAnyway(table, { ...item, sealed: ringSeal.seal(JSON.stringify(contents), key.pk) });
      return orderId;
    },
    async find(orderId) {
      const item = await store.get(table, keyOf(hash(orderId)));
      const order = item && z.parse(OrderItem, item);
      return order && order.validUntilMs > now() ? { ...order, orderId } : undefined;
    },
    contents: ({ orderId, sealed }) => JSON.parse(ringSeal.open(sealed, keyOf(hash(orderId)).pk)) as OrderContents,
    async pass(order) {
      const result = newCode();
      const passed = { ...order, resultHash: hash(result), validUntilMs: now() + ORDER_SECONDS * 1000 };
      return (await move(deps, passed, 'passed')) ? result : undefined;
    },
    fail: (order) => move(deps, order, 'failed'),
    use: (order) => move(deps, { ...order, usedAtMs: now() }, 'used'),
    isResult: (order, text) => isResult(hash, order, text),
    isMadeFor: (attested, { orderId }) => attested.kind === 'attested' && attested.forOrder === hash(orderId),
  };
}

async function move({ store, table, hash }: OrdersDeps, { orderId, ...order }: Order, state: OrderState): Promise<boolean> {
  if (!mayBecome(order.state, state)) return false;
  return (await store.replace(table, { ...order, ...keyOf(hash(orderId)), state, expiresAt: expiryOf(order.validUntilMs) })).done;
}

/** An order of the older pair is told of by its own id; an attested one is its own result. */
function isResult(hash: OrdersDeps['hash'], { kind, orderId, resultHash }: Pick<Order, 'kind' | 'orderId' | 'resultHash'>, text: string): boolean {
  if (kind === 'plain') return true;
  return kind === 'attested' ? text === orderId : hash(text) === resultHash;
}
