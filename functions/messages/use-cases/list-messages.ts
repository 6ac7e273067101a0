/** The inbox, newest first. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { listMessagesRoute } from '../../../shared/messages/messages.routes';
import type { Cursors, Inbox, RecordAudit } from '../messages.ports';

export type ListMessagesDeps = { readonly inbox: Pick<Inbox, 'list'>; readonly cursors: Cursors; readonly recordAudit: RecordAudit };
export type ListMessages = (input: InputOf<typeof listMessagesRoute>, caller: Resident) => Answer<typeof listMessagesRoute>;

export function makeListMessages({ inbox, cursors, recordAudit }: ListMessagesDeps): ListMessages {
  return async function listMessages({ cursor, limit }, { accountId, requestId }) {
    const list = `inbox#${accountId}`;
    const after = cursor === undefined ? undefined : cursors.read(cursor, list);
    if (cursor !== undefined && !after) return refuse('messages/cursor-not-valid');
    await recordAudit({ subject: accountId, actor: accountId, action: 'messages.list', ground: 'self', requestId });
    const { items, next } = await inbox.list(accountId, { limit, ...(after ? { after } : {}) });
    return ok({ items: [...items], ...(next ? { next: cursors.write({ list, after: next }) } : {}) });
  };
}
