/** The number beside the bell. Opens nothing. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { countUnreadRoute } from '../../../shared/messages/messages.routes';
import { UNREAD_SHOWN_MAX } from '../../../shared/messages/messages.rules';
import type { Inbox } from '../messages.ports';

export type CountUnreadDeps = { readonly inbox: Pick<Inbox, 'unread'> };
export type CountUnread = (input: unknown, caller: Resident) => Answer<typeof countUnreadRoute>;

export function makeCountUnread({ inbox }: CountUnreadDeps): CountUnread {
  return async function countUnread(_input, { accountId }) {
    return ok({ unread: (await inbox.unread(accountId, UNREAD_SHOWN_MAX)).length });
  };
}
