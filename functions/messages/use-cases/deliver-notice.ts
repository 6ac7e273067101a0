/** What any slice asks to be told to an account comes into its inbox; the same event is told once, however often it is delivered. */
import type { Notice } from '../../../shared/messages/messages.schema';
import type { Inbox } from '../messages.ports';

export type DeliverNoticeDeps = { readonly inbox: Pick<Inbox, 'keep'> };
export type DeliverNotice = (notice: Notice) => Promise<void>;

export function makeDeliverNotice({ inbox }: DeliverNoticeDeps): DeliverNotice {
  return async function deliverNotice(notice) {
    await inbox.keep(notice);
  };
}
