/** 扫码登录 begins: the code shows the ticket's id only; its secret stays with the page, and we keep no more than the secret's hash. */
import type { Visitor } from '../../../shared/kernel/caller';
import { instantOf } from '../../../shared/kernel/china-day';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { PC_TICKET_SECONDS } from '../../../shared/identity/pc-ticket.rules';
import type { openPcTicketRoute } from '../../../shared/identity/sign-in.routes';
import type { Tickets } from '../identity.ports';

export type OpenPcTicket = (input: InputOf<typeof openPcTicketRoute>, caller: Visitor) => Answer<typeof openPcTicketRoute>;

export type OpenPcTicketDeps = {
  readonly tickets: Tickets;
  readonly publicBaseUrl: string;
  readonly newId: (prefix: string) => string;
  readonly newSecret: () => string;
  readonly hash: (secret: string) => string;
  readonly now: () => number;
};

export function makeOpenPcTicket({ tickets, publicBaseUrl, newId, newSecret, hash, now }: OpenPcTicketDeps): OpenPcTicket {
  return async function openPcTicket({ openedFrom }) {
    const at = now();
    const [ticketId, pollSecret] = [newId('ticket'), newSecret()];
    const endsAt = at + PC_TICKET_SECONDS * 1000;
    await tickets.open({
      ticketId, secretHash: hash(pollSecret), openedAt: instantOf(at), ticket: { state: 'waiting', endsAt }, version: 0,
      ...(openedFrom === undefined ? {} : { openedFrom }),
    });
    return ok({ ticketId, scanText: `${publicBaseUrl.replace(/\/$/, '')}/s/${ticketId}`, pollSecret, expiresAt: instantOf(endsAt) });
  };
}
