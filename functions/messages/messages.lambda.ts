/** The porch of 消息. */
import {
  countUnreadRoute, listMessagesRoute, markAllReadRoute, markReadRoute,
} from '../../shared/messages/messages.routes';
import { ToInbox } from '../../shared/messages/messages.schema';
import { forResident, type BoundRoute } from '../platform/entry/binding';
import { lambdaBatch, lambdaHttp } from '../platform/entry/lambda';
import { makeConsumer } from '../platform/entry/queue';
import type { Foundations } from '../platform/foundations';
import { makeInbox } from './inbox.repository';
import type { RecordAudit } from './messages.ports';
import { makeCountUnread } from './use-cases/count-unread';
import { makeDeliverNotice } from './use-cases/deliver-notice';
import { makeEraseInbox } from './use-cases/erase-inbox';
import { makeListMessages } from './use-cases/list-messages';
import { makeMarkAllRead } from './use-cases/mark-all-read';
import { makeMarkRead } from './use-cases/mark-read';

export type Messages = { readonly http: readonly BoundRoute[]; readonly consume: ReturnType<typeof makeConsumer> };

export function makeMessages(f: Foundations): Messages {
  const inbox = makeInbox({ store: f.store, table: f.table('messages'), safe: f.safeOf('messages'), now: f.now });
  const recordAudit: RecordAudit = (entry) => f.audit.record(entry);
  const [deliverNotice, eraseInbox] = [makeDeliverNotice({ inbox, recordAudit }), makeEraseInbox({ inbox, recordAudit })];
  return {
    http: [
      forResident(countUnreadRoute, makeCountUnread({ inbox })),
      forResident(listMessagesRoute, makeListMessages({ inbox, cursors: f.cursors, recordAudit })),
      forResident(markAllReadRoute, makeMarkAllRead({ inbox, recordAudit })),
      forResident(markReadRoute, makeMarkRead({ inbox, recordAudit })),
    ],
    consume: makeConsumer({
      schema: ToInbox, log: f.log,
      handle: (event) => (event.type === 'message.notice.v1' ? deliverNotice(event) : eraseInbox(event)),
    }),
  };
}

export const http = lambdaHttp((f) => makeMessages(f).http);
export const deliver = lambdaBatch((f) => makeMessages(f).consume);
