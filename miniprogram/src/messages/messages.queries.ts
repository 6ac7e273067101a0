import { countUnreadRoute, listMessagesRoute, markAllReadRoute, markReadRoute } from '@shared/messages/messages.routes';
import { useAskAgain, useRead, useWrite } from '../platform/queries';

/** One page of the inbox; `cursor` comes from the page before. */
export function useMessages(cursor?: string) {
  return useRead(listMessagesRoute, cursor === undefined ? {} : { cursor });
}

const changes = [listMessagesRoute, countUnreadRoute];

/** The list and the count belong together: neither is older than the other. */
export function useAskInbox() {
  return useAskAgain(changes);
}

export function useMarkRead() {
  return useWrite(markReadRoute, changes);
}

export function useMarkAllRead() {
  return useWrite(markAllReadRoute, changes);
}
