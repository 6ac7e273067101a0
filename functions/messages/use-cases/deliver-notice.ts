/**
 * What any slice asks to be told to an account comes into its inbox; the same event is told once, however often it is delivered.
 * No request stands behind it: the entry names the event, which every slice writes together with the change it tells of.
 */
import type { Notice } from '../../../shared/messages/messages.schema';
import type { Inbox, RecordAudit } from '../messages.ports';

export type DeliverNoticeDeps = { readonly inbox: Pick<Inbox, 'keep'>; readonly recordAudit: RecordAudit };
export type DeliverNotice = (notice: Notice) => Promise<void>;

export function makeDeliverNotice({ inbox, recordAudit }: DeliverNoticeDeps): DeliverNotice {
  return async function deliverNotice(notice) {
    const { accountId, eventId } = notice;
    await recordAudit({ subject: accountId, actor: 'system', action: 'messages.deliver', ground: 'notice', requestId: eventId });
    await inbox.keep(notice);
  };
}
