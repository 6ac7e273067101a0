/** The page asks how its ticket stands; without the secret a ticket is as unknown as one that never was. */
import type { Visitor } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { readPcTicketRoute } from '../../../shared/identity/sign-in.routes';
import type { Tickets } from '../identity.ports';

export type ReadPcTicket = (input: InputOf<typeof readPcTicketRoute>, caller: Visitor) => Answer<typeof readPcTicketRoute>;

export type ReadPcTicketDeps = { readonly tickets: Tickets; readonly hash: (secret: string) => string; readonly now: () => number };

export function makeReadPcTicket({ tickets, hash, now }: ReadPcTicketDeps): ReadPcTicket {
  return async function readPcTicket({ ticketId, pollSecret }) {
    const record = await tickets.find(ticketId);
    if (record?.secretHash !== hash(pollSecret)) return refuse('sign-in/ticket-unknown');
    return ok({ state: record.ticket.endsAt > now() ? record.ticket.state : 'expired' });
  };
}
