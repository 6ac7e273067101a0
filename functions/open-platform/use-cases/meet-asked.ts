/** Whoever came by an institution's code hears whose it is before signing in, and can go back without doing anything. */
import type { AuditEntry } from '../../../shared/kernel/audit-entry';
import type { Visitor } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { leaveAskedRoute, readAskedRoute } from '../../../shared/open-platform/asked.routes';
import { filledIn } from '../../../shared/open-platform/redirect';
import type { Filings, Kiosks, Orders, RecordAudit } from '../open-platform.ports';

export type MeetAskedDeps = {
  readonly filings: Pick<Filings, 'find' | 'contents'>;
  readonly orders: Pick<Orders, 'find' | 'contents'>;
  readonly kiosks: Pick<Kiosks, 'find'>;
  readonly recordAudit: RecordAudit;
};
type Meets<Route> = (input: InputOf<Route>, caller: Visitor) => Answer<Route>;
type Asked = InputOf<typeof readAskedRoute>;

export function makeReadAsked(deps: MeetAskedDeps): Meets<typeof readAskedRoute> {
  return async function readAsked(asked) {
    const found = await find(deps, asked);
    return found ? ok({ institutionName: found.institutionName }) : refuse('open-platform/asked-unknown');
  };
}

export function makeLeaveAsked(deps: MeetAskedDeps): Meets<typeof leaveAskedRoute> {
  return async function leaveAsked(asked, { requestId }) {
    const found = await find(deps, asked);
    if (!found) return refuse('open-platform/asked-unknown');
    if (!found.wayBack) return ok({});
    // The pages rest with what is known of the person, and are opened with it.
    await deps.recordAudit(entryOf(asked, requestId, found.subject));
    const page = found.wayBack();
    return ok(page === undefined ? {} : { leadTo: filledIn(page, {}) });
  };
}

/** `wayBack` opens sealed data: audit first. */
type Found = { readonly institutionName: string; readonly subject: string; readonly wayBack?: () => string | undefined };

async function find({ filings, orders, kiosks }: MeetAskedDeps, { kind, code }: Asked): Promise<Found | undefined> {
  if (kind === 'kiosk') return institution(await kiosks.find(code));
  if (kind === 'filing') return institution(await filings.find(code), (filing) => filings.contents(filing).declinePage ?? filings.contents(filing).failPage);
  return institution(await orders.find(code), (order) => orders.contents(order).failPage);
}

type Known = { readonly hospitalId: string; readonly hospitalName: string; readonly mark?: string };

function institution<One extends Known>(one: One | undefined, wayBack?: (one: One) => string | undefined): Found | undefined {
  return one && { institutionName: one.hospitalName, subject: one.mark ?? `institution#${one.hospitalId}`, ...(wayBack ? { wayBack: () => wayBack(one) } : {}) };
}

function entryOf({ kind }: Asked, requestId: string, subject: string): AuditEntry {
  return { subject, actor: 'visitor', action: `open-platform.leave-${kind}`, ground: 'link', requestId };
}
