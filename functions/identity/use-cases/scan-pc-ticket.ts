/** 扫码登录: whoever scans first may decide, and nobody else. */
import type { Resident } from '../../../shared/kernel/caller';
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, OutputOf } from '../../../shared/kernel/route';
import { moved, type PcTicket, type PcTicketRefusal } from '../../../shared/identity/pc-ticket.rules';
import type { scanPcTicketRoute } from '../../../shared/identity/sign-in.routes';
import { untilSaved } from '../identity.rules';
import type { RecordAudit, TicketRecord, Tickets } from '../identity.ports';

export type ScanPcTicket = (input: InputOf<typeof scanPcTicketRoute>, caller: Resident) => Answer<typeof scanPcTicketRoute>;

type Scanned = Result<OutputOf<typeof scanPcTicketRoute>, 'sign-in/ticket-unknown' | 'sign-in/ticket-taken'>;

export type ScanPcTicketDeps = { readonly tickets: Tickets; readonly recordAudit: RecordAudit; readonly now: () => number };

export function makeScanPcTicket({ tickets, recordAudit, now }: ScanPcTicketDeps): ScanPcTicket {
  return ({ ticketId }, { accountId, requestId }) => untilSaved<Scanned>(async () => {
    const record = await tickets.find(ticketId);
    if (!record) return refuse('sign-in/ticket-unknown');
    const next = moved(record.ticket, { act: 'scan', by: accountId }, now());
    if (!next.ok) return refuse(taken(next.refusal.code));
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.scan-pc-ticket', ground: 'self', requestId });
    return (await tickets.replace({ ...record, ticket: next.value })) ? ok(shown(record, next.value)) : undefined;
  });
}

/** A scan is never refused for want of an approval. */
function taken(code: PcTicketRefusal): 'sign-in/ticket-unknown' | 'sign-in/ticket-taken' {
  return code === 'sign-in/ticket-unknown' ? code : 'sign-in/ticket-taken';
}

function shown({ openedAt, openedFrom }: TicketRecord, { endsAt }: PcTicket): OutputOf<typeof scanPcTicketRoute> {
  return { openedAt, expiresAt: instantOf(endsAt), ...(openedFrom === undefined ? {} : { openedFrom }) };
}
