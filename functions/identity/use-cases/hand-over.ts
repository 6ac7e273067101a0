/** 单点登录 to an institution: it is told who comes, by a name only it knows, once the resident agreed. */
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { type LinkMakers, linkWith, untilSaved } from '../identity.rules';
import type { HandOver, RecordAudit } from '../identity.ports';

export type HandOverDeps = LinkMakers & { readonly recordAudit: RecordAudit; readonly now: () => number };

/** `agreed`: the resident says so now; else only where they said so before. */
export function makeHandOver(deps: HandOverDeps): HandOver {
  return ({ accountId, institution, agreed, requestId }) => untilSaved<Result<{ readonly openUserId: string }, 'service/agreement-needed' | 'link/too-many'>>(async () => {
    const link = await linkWith(deps, accountId, institution);
    if (!link) return refuse('link/too-many');
    if (link.handsOverSince === undefined && !agreed) return refuse('service/agreement-needed');
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'identity.hand-over', ground: 'self', requestId, institutionId: institution.institutionId });
    if (link.handsOverSince !== undefined) return ok({ openUserId: link.openUserId });
    return (await deps.links.save({ ...link, handsOverSince: instantOf(deps.now()) })) ? ok({ openUserId: link.openUserId }) : undefined;
  });
}
