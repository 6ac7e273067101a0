/** 扫码登录 ends: an approved ticket becomes one session, for the page that holds the secret; the phone is told. */
import type { Visitor } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { moved } from '../../../shared/identity/pc-ticket.rules';
import type { signInPcRoute } from '../../../shared/identity/sign-in.routes';
import { existing, noticesAt, untilSaved } from '../identity.rules';
import type { Accounts, GrantSession, RecordAudit, Sessions, Tickets } from '../identity.ports';

export type SignInPc = (input: InputOf<typeof signInPcRoute>, caller: Visitor) => Answer<typeof signInPcRoute>;

export type SignInPcDeps = {
  readonly tickets: Tickets;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly grantSession: GrantSession;
  readonly recordAudit: RecordAudit;
  readonly hash: (secret: string) => string;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

type Used = Result<string, 'sign-in/ticket-unknown' | 'sign-in/ticket-not-approved'>;

export function makeSignInPc(deps: SignInPcDeps): SignInPc {
  return async function signInPc(input, { requestId }) {
    const used = await untilSaved(() => use(deps, input, requestId));
    if (!used.ok) return used;
    const account = await deps.accounts.read(used.value);
    if (!account) return refuse('sign-in/ticket-unknown');
    return ok(await deps.grantSession(account, await deps.sessions.start(account.accountId, 'pc'), requestId));
  };
}

/** The account that approved. */
async function use({ tickets, recordAudit, hash, now, newId }: SignInPcDeps, input: { ticketId: string; pollSecret: string }, requestId: string): Promise<Used | undefined> {
  const record = await tickets.find(input.ticketId);
  if (record?.secretHash !== hash(input.pollSecret)) return refuse('sign-in/ticket-unknown');
  const next = moved(record.ticket, { act: 'use' }, now());
  if (!next.ok) return refuse(next.refusal.code === 'sign-in/ticket-unknown' ? next.refusal.code : 'sign-in/ticket-not-approved');
  const approvedBy = existing(next.value.scannedBy);
  await recordAudit({ subject: approvedBy, actor: approvedBy, action: 'identity.sign-in-pc', ground: 'self', requestId });
  const told = noticesAt(now(), newId)(approvedBy, 'signed-in-on-pc');
  return (await tickets.replace({ ...record, ticket: next.value }, [told])) ? ok(approvedBy) : undefined;
}
