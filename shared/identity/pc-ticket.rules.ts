/** 电脑登录: the life of a ticket that the PC page shows and the phone approves. The only list of allowed moves. */
import * as z from 'zod/mini';
import { ok, refuse, type Result } from '../kernel/result';

export const PC_TICKET_SECONDS = 180;

/** `expired` is not kept: it is what any state is once the time is over. */
export const PcTicket = z.object({
  state: z.enum(['waiting', 'scanned', 'approved', 'refused', 'used']),
  scannedBy: z.exactOptional(z.string()),
  /** Epoch milliseconds. */
  endsAt: z.number(),
});
export type PcTicket = z.infer<typeof PcTicket>;

export type PcTicketAct =
  | { readonly act: 'scan'; readonly by: string }
  | { readonly act: 'approve' | 'refuse'; readonly by: string }
  | { readonly act: 'use' };

export type PcTicketRefusal = 'sign-in/ticket-unknown' | 'sign-in/ticket-taken' | 'sign-in/ticket-not-approved';

/**
 * The ticket after an act. Only the account that scanned decides, and what it approved it may still refuse until it is used;
 * repeating an act changes nothing.
 */
export function moved(ticket: PcTicket, act: PcTicketAct, nowMs: number): Result<PcTicket, PcTicketRefusal> {
  if (ticket.endsAt <= nowMs) return refuse('sign-in/ticket-unknown');
  if (act.act === 'use') return ticket.state === 'approved' ? ok({ ...ticket, state: 'used' }) : refuse('sign-in/ticket-not-approved');
  return act.act === 'scan' ? scanned(ticket, act.by) : decided(ticket, act.act, act.by);
}

function scanned(ticket: PcTicket, by: string): Result<PcTicket, PcTicketRefusal> {
  if (ticket.state === 'waiting') return ok({ ...ticket, state: 'scanned', scannedBy: by });
  return ticket.state === 'scanned' && ticket.scannedBy === by ? ok(ticket) : refuse('sign-in/ticket-taken');
}

function decided(ticket: PcTicket, act: 'approve' | 'refuse', by: string): Result<PcTicket, PcTicketRefusal> {
  if (ticket.scannedBy !== by) return refuse('sign-in/ticket-taken');
  const from: readonly PcTicket['state'][] = act === 'approve' ? ['scanned', 'approved'] : ['scanned', 'approved', 'refused'];
  return from.includes(ticket.state) ? ok({ ...ticket, state: act === 'approve' ? 'approved' : 'refused' }) : refuse('sign-in/ticket-taken');
}
