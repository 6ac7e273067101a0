/**
 * Inboxes as items: messages in the account's partition, and beside it one small item per unread message. Reading a message
 * removes that item, so that counting the unread is one short query and nothing is ever counted twice.
 */
import * as z from 'zod/mini';
import { epochMsOf } from '../../shared/kernel/china-day';
import { makeUlid } from '../../shared/kernel/ids';
import { MessageKind, type Message, type Notice } from '../../shared/messages/messages.schema';
import { sha256 } from '../platform/crypto/digest';
import { SealedFieldError, type Safe } from '../platform/crypto/seal';
import type { Item } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { Inbox, Unread } from './messages.ports';

export type InboxDeps = { readonly store: Store; readonly table: string; readonly safe: Safe; readonly now: () => number };

/** Three years: as long as the audit that the messages tell about. */
const KEPT_SECONDS = 3 * 366 * 86_400;

const MessageItem = z.object({ messageId: z.string(), kind: MessageKind, at: z.string(), sealed: z.string() });
const UnreadItem = z.object({ accountId: z.string(), messageId: z.string() });
const Facts = z.record(z.string(), z.string());

const ERASED_AT_ONCE = 100;

const partition = (accountId: string) => `account#${accountId}`;
const unreadPartition = (accountId: string) => `unread#${accountId}`;
const messageKey = ({ accountId, messageId }: Unread) => ({ pk: partition(accountId), sk: `message#${messageId}` });
const unreadKey = ({ accountId, messageId }: Unread) => ({ pk: unreadPartition(accountId), sk: messageId });

/** The same for every delivery of an event, and in the order of events: its time, and a digest of its id in place of chance. */
function messageIdOf({ eventId, at }: Notice): string {
  return makeUlid('message', epochMsOf(at), Buffer.from(sha256(eventId).slice(0, 20), 'hex'));
}

export function makeInbox(deps: InboxDeps): Inbox {
  const { store, table, safe, now } = deps;
  const isKept = (item: Item) => (item.expiresAt ?? 0) * 1000 > now();
  return {
    keep: (notice) => keep(deps, notice).catch(passOverErased),
    async list(accountId, { limit, after }) {
      const start = after === undefined ? {} : { after: messageKey({ accountId, messageId: after }) };
      const page = await store.query(table, { pk: partition(accountId), beginsWith: 'message#', newestFirst: true, limit, ...start });
      const messages = page.items.filter(isKept).map((item) => z.parse(MessageItem, item));
      const unread = await store.getMany(table, messages.map(({ messageId }) => unreadKey({ accountId, messageId })));
      const items = await Promise.all(messages.map(({ sealed, ...message }, position) => opened(accountId, { ...message, read: unread[position] === undefined }, sealed)));
      const last = page.next && page.items.at(-1);
      return { items, ...(last ? { next: String(last['messageId']) } : {}) };
    },
    async has(accountId, messageId) {
      const item = await store.get(table, messageKey({ accountId, messageId }));
      return item !== undefined && isKept(item);
    },
    async unread(accountId, limit) {
      const { items } = await store.query(table, { pk: unreadPartition(accountId), newestFirst: true, limit });
      return items.filter(isKept).map((item) => z.parse(UnreadItem, item));
    },
    async markRead(messages) {
      if (messages.length > 0) await store.together(messages.map((message) => ({ remove: unreadKey(message), table })));
    },
    erase: (accountId) => erase(deps, accountId),
  };

  async function opened(accountId: string, message: Omit<Message, 'facts'>, sealed: string): Promise<Message> {
    return { ...message, facts: z.parse(Facts, JSON.parse(await safe.open(accountId, sealed, message.messageId))) };
  }
}

async function keep({ store, table, safe }: InboxDeps, notice: Notice): Promise<void> {
  const { accountId, kind, at, facts } = notice;
  const message = { accountId, messageId: messageIdOf(notice) };
  const lasting = { version: 1, expiresAt: Math.floor(epochMsOf(at) / 1000) + KEPT_SECONDS };
  const sealed = await safe.seal(accountId, JSON.stringify(facts), message.messageId);
  // When the message is there, the event was delivered before: it stays read or unread as it is.
  await store.together([
    { put: 'new', table, item: { ...messageKey(message), ...lasting, messageId: message.messageId, kind, at, sealed } },
    { put: 'anyway', table, item: { ...unreadKey(message), ...lasting, ...message } },
  ]);
}

/** A notice may have been on its way when the account was closed. */
function passOverErased(error: unknown): void {
  if (!(error instanceof SealedFieldError && error.outcome === 'owner-erased')) throw error;
}

/** The key first: from here on nothing new is kept. */
async function erase({ store, table, safe }: InboxDeps, accountId: string): Promise<void> {
  await safe.destroy(accountId);
  for (const pk of [partition(accountId), unreadPartition(accountId)]) {
    let { items } = await store.query(table, { pk, limit: ERASED_AT_ONCE });
    while (items.length > 0) {
      await store.together(items.map((item) => ({ remove: item, table })));
      ({ items } = await store.query(table, { pk, limit: ERASED_AT_ONCE }));
    }
  }
}
