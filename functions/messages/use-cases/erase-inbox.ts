/** 注销账号: the inbox goes with the account. May be run again at any time. */
import type { Inbox, RecordAudit } from '../messages.ports';

export type EraseInboxDeps = { readonly inbox: Pick<Inbox, 'erase'>; readonly recordAudit: RecordAudit };
export type EraseInbox = (closed: { readonly accountId: string; readonly eventId: string }) => Promise<void>;

export function makeEraseInbox({ inbox, recordAudit }: EraseInboxDeps): EraseInbox {
  return async function eraseInbox({ accountId, eventId }) {
    await recordAudit({ subject: accountId, actor: 'system', action: 'messages.erase-inbox', ground: 'account-closed', requestId: eventId });
    await inbox.erase(accountId);
  };
}
