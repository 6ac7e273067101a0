/** 消息: the in-app inbox is the truth; WeChat and SMS only try to reach the person earlier. */
import * as z from 'zod/mini';
import { AccountClosed } from '../kernel/account-closed';

export const MessageKind = z.enum([
  'card-claimed', 'card-bound', 'card-lost', 'card-restored', 'card-closed', 'card-reissued',
  'real-name-verified', 'presence-proved', 'signed-in-on-pc', 'account-linked', 'account-unlinked', 'family-invited', 'family-accepted', 'acting-agreed', 'family-ended', 'family-age-changed', 'consent-withdrawn', 'persons-joined', 'persons-parted',
]);
export type MessageKind = z.infer<typeof MessageKind>;

/** The words are the reader's (copy by kind and locale); `facts` are masked. */
export const Message = z.object({
  messageId: z.string(),
  kind: MessageKind,
  at: z.string(),
  read: z.boolean(),
  facts: z.record(z.string(), z.string()),
});
export type Message = z.infer<typeof Message>;

/** What any slice may ask to be told to an account; the same `eventId` is told once. */
export const Notice = z.object({
  type: z.literal('message.notice.v1'),
  eventId: z.string(),
  at: z.string(),
  accountId: z.string(),
  kind: MessageKind,
  facts: z.record(z.string(), z.string()),
});
export type Notice = z.infer<typeof Notice>;

/** Everything that comes to the inbox by its queue. */
export const ToInbox = z.discriminatedUnion('type', [Notice, AccountClosed]);
