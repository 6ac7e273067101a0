/** Every message is read. One request goes through so many at most; asking again goes on where it ended. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { markAllReadRoute } from '../../../shared/messages/messages.routes';
import type { Inbox, RecordAudit } from '../messages.ports';

export type MarkAllReadDeps = { readonly inbox: Pick<Inbox, 'unread' | 'markRead'>; readonly recordAudit: RecordAudit };
export type MarkAllRead = (input: unknown, caller: Resident) => Answer<typeof markAllReadRoute>;

/** One transaction's worth, and so many of them: a thousand messages. */
const AT_ONCE = 100;
const ROUNDS = 10;

export function makeMarkAllRead({ inbox, recordAudit }: MarkAllReadDeps): MarkAllRead {
  return async function markAllRead(_input, { accountId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'messages.mark-all-read', ground: 'self', requestId });
    for (let round = 0; round < ROUNDS; round += 1) {
      const unread = await inbox.unread(accountId, AT_ONCE);
      await inbox.markRead(unread);
      if (unread.length < AT_ONCE) break;
    }
    return ok({ done: true });
  };
}
