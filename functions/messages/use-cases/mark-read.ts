/** One message was read; reading it again changes nothing. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { markReadRoute } from '../../../shared/messages/messages.routes';
import type { Inbox, RecordAudit } from '../messages.ports';

export type MarkReadDeps = { readonly inbox: Pick<Inbox, 'has' | 'markRead'>; readonly recordAudit: RecordAudit };
export type MarkRead = (input: InputOf<typeof markReadRoute>, caller: Resident) => Answer<typeof markReadRoute>;

export function makeMarkRead({ inbox, recordAudit }: MarkReadDeps): MarkRead {
  return async function markRead({ messageId }, { accountId, requestId }) {
    if (!(await inbox.has(accountId, messageId))) return refuse('messages/unknown');
    await recordAudit({ subject: accountId, actor: accountId, action: 'messages.mark-read', ground: 'self', requestId });
    await inbox.markRead([{ accountId, messageId }]);
    return ok({ done: true });
  };
}
