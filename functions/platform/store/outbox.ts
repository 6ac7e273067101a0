/**
 * What a slice tells others is an item written in the same transaction as the change. The table's stream carries it to the
 * dispatcher; the item itself is only the envelope and expires.
 */
import type { Item } from './item';

const KEPT_SECONDS = 7 * 86_400;
export const OUTBOX_PREFIX = 'outbox#';

export type OutboxEvent = { readonly type: string; readonly eventId: string; readonly at: string };

/** The event as an item of the slice's own table. */
export function outboxItem(event: OutboxEvent, nowMs: number): Item {
  return { pk: `${OUTBOX_PREFIX}${event.eventId}`, sk: event.type, version: 1, expiresAt: Math.floor(nowMs / 1000) + KEPT_SECONDS, event };
}
