/** PC tickets. */
import * as z from 'zod/mini';
import { Instant } from '../../shared/kernel/china-day';
import { PcTicket } from '../../shared/identity/pc-ticket.rules';
import type { Item, Key } from '../platform/store/item';
import { outboxItem } from '../platform/store/outbox';
import type { Store } from '../platform/store/store';
import type { TicketRecord, Tickets } from './identity.ports';

export type TicketsDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

const Stored = z.object({
  ticketId: z.string(), secretHash: z.string(), openedAt: Instant, openedFrom: z.exactOptional(z.string()), ticket: PcTicket, version: z.number(),
});

const key = (ticketId: string): Key => ({ pk: `ticket#${ticketId}`, sk: 'ticket' });

function itemOf(record: TicketRecord): Item {
  return { ...record, ...key(record.ticketId), expiresAt: Math.ceil(record.ticket.endsAt / 1000) };
}

export function makeTickets({ store, table, now }: TicketsDeps): Tickets {
  return {
    async open(record) {
      const put = await store.putNew(table, { ...itemOf(record), version: 1 });
      if (!put.done) throw new Error('two tickets of one id');
    },
    async find(ticketId) {
      const item = await store.get(table, key(ticketId));
      return item && z.parse(Stored, item);
    },
    async replace(record, notices = []) {
      const told = notices.map((notice) => ({ put: 'new', table, item: outboxItem(notice, now()) }) as const);
      return (await store.together([{ put: 'replace', table, item: itemOf(record) }, ...told])).done;
    },
  };
}
