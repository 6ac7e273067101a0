/** What the inbox needs, in the words of shared/. */
import type { Message, Notice } from '../../shared/messages/messages.schema';

export type { RecordAudit } from '../../shared/kernel/audit-entry';
export type { Cursors } from '../../shared/kernel/page';

export type Unread = { readonly accountId: string; readonly messageId: string };

export type Inbox = {
  /** Keeps a notice as an unread message. Repeating it, at once or much later, changes nothing; an erased account is told nothing. */
  keep(notice: Notice): Promise<void>;
  /** Newest first, from behind `after` (a message id). Opens sealed facts: audit first. */
  list(accountId: string, page: { readonly limit: number; readonly after?: string }): Promise<{ readonly items: readonly Message[]; readonly next?: string }>;
  has(accountId: string, messageId: string): Promise<boolean>;
  /** At most `limit` of the account's unread messages. */
  unread(accountId: string, limit: number): Promise<readonly Unread[]>;
  /** At most 100; those that are read already stay so. */
  markRead(messages: readonly Unread[]): Promise<void>;
  /** Everything of the account. Repeating it goes on where it ended. */
  erase(accountId: string): Promise<void>;
};
