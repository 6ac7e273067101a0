/** 扫码登录: whoever scanned lets the page in, or refuses it; once, and before the ticket ends. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { moved } from '../../../shared/identity/pc-ticket.rules';
import type { decidePcTicketRoute } from '../../../shared/identity/sign-in.routes';
import { untilSaved } from '../identity.rules';
import type { RecordAudit, Tickets } from '../identity.ports';

export type DecidePcTicket = (input: InputOf<typeof decidePcTicketRoute>, caller: Resident) => Answer<typeof decidePcTicketRoute>;

export type DecidePcTicketDeps = { readonly tickets: Tickets; readonly recordAudit: RecordAudit; readonly now: () => number };

type Decided = Result<{ readonly done: true }, 'sign-in/ticket-unknown' | 'sign-in/ticket-taken'>;

export function makeDecidePcTicket({ tickets, recordAudit, now }: DecidePcTicketDeps): DecidePcTicket {
  return ({ ticketId, approve }, { accountId, requestId }) => untilSaved<Decided>(async () => {
    const record = await tickets.find(ticketId);
    if (!record) return refuse('sign-in/ticket-unknown');
    const next = moved(record.ticket, { act: approve ? 'approve' : 'refuse', by: accountId }, now());
    if (!next.ok) return refuse(next.refusal.code === 'sign-in/ticket-unknown' ? next.refusal.code : 'sign-in/ticket-taken');
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.decide-pc-ticket', ground: 'self', requestId });
    return (await tickets.replace({ ...record, ticket: next.value })) ? ok({ done: true }) : undefined;
  });
}
