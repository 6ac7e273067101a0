import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import type { Message } from '@shared/messages/messages.schema';
import { useState } from 'react';
import { address, open, switchTo, TABS } from '../../app/routes';
import { useOnline } from '../../platform/use-online';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { names } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import { pressable } from '../../ui/pressable';
import { Notice, StatusTag } from '../../ui/status-tag';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states';
import { momentText, refusalText, WORDS } from '../../ui/words';
import { INBOX, LEADS, LIST_REFUSALS, MESSAGE_WORDS, type Facts } from '../messages.copy';
import { useAskInbox, useMarkAllRead, useMarkRead, useMessages } from '../messages.queries';
import './inbox.scss';

type OnRead = (messageId: string) => void;

const OPENS: Readonly<Record<keyof typeof LEADS, (facts: Facts) => void>> = {
  claim: () => { open(address.claim()); },
  package: () => { switchTo('package'); },
  sessions: () => { open(address.sessions()); },
  family: () => { open(address.family()); },
  consents: () => { open(address.consents(TABS.inbox)); },
  links: () => { open(address.links()); },
  invitation: ({ invitation = '' }) => { open(address.invitation(invitation)); },
};

function MessageRow({ message, onRead }: { readonly message: Message; readonly onRead: OnRead }) {
  const { title, text, lead } = MESSAGE_WORDS[message.kind];
  function press() {
    if (!message.read) onRead(message.messageId);
    OPENS[lead](message.facts);
  }
  return (
    <View className={names('message', !message.read && 'message--unread')} {...pressable(press)}>
      <View className="message__head">
        <View className="message__title">{title}</View>
        {message.read ? null : <StatusTag tone="quiet">{INBOX.unread}</StatusTag>}
      </View>
      <View>{text(message.facts)}</View>
      <View className="message__foot">
        <View className="message__at">{momentText(message.at)}</View>
        <View className="message__lead">{LEADS[lead]}<Icon name="forward" /></View>
      </View>
    </View>
  );
}

/** The page after this one appears when it is wanted. */
function Older({ cursor, onRead }: { readonly cursor: string; readonly onRead: OnRead }) {
  const [wanted, setWanted] = useState(false);
  return wanted
    ? <MessagePage cursor={cursor} onRead={onRead} />
    : <AppButton kind="secondary" onPress={() => { setWanted(true); }}>{INBOX.more}</AppButton>;
}

function Messages({ items, onRead }: { readonly items: readonly Message[]; readonly onRead: OnRead }) {
  return <AppCard flush>{items.map((message) => <MessageRow key={message.messageId} message={message} onRead={onRead} />)}</AppCard>;
}

/** Nothing has come, or what has come since cannot be seen now: an old answer is no proof of an empty inbox. */
function Nothing({ stale, again }: { readonly stale: boolean; readonly again: () => void }) {
  const network = useOnline() ? 'online' : 'offline';
  if (stale) return <EmptyState icon="offline" title={INBOX.oldTitle[network]} text={INBOX.oldText} action={{ label: WORDS.tryAgain, onPress: again }} />;
  return <EmptyState icon="inbox" title={INBOX.emptyTitle} text={INBOX.emptyText} action={{ label: INBOX.emptyAction, onPress: () => { switchTo('home'); } }} />;
}

/** Each page asks for itself. */
function MessagePage({ cursor, onRead }: { readonly cursor?: string; readonly onRead: OnRead }) {
  const page = useMessages(cursor);
  if (page.state === 'loading') return <Skeleton />;
  if (page.state === 'refused') return <ErrorState text={refusalText(LIST_REFUSALS, page.refusal)} again={page.again} />;
  const { items, next } = page.value;
  if (items.length === 0 && cursor === undefined) return <Nothing stale={page.stale} again={page.again} />;
  return (
    <View>
      {items.length === 0 ? null : <Messages items={items} onRead={onRead} />}
      {next === undefined ? null : <Older cursor={next} onRead={onRead} />}
    </View>
  );
}

function MarkAll() {
  const { busy, send } = useMarkAllRead();
  const [problem, setProblem] = useState<string>();
  async function press() {
    const result = await send({});
    setProblem(result.ok ? undefined : refusalText(LIST_REFUSALS, result.refusal));
  }
  return (
    <View>
      {problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{problem}</Notice></View>}
      <View className="inbox__all"><AppButton kind="text" compact busy={busy} onPress={() => { void press(); }}>{INBOX.markAll}</AppButton></View>
    </View>
  );
}

/** 消息: newest first; pressing one marks it read and leads to what it tells of. */
export function Inbox({ unread }: { readonly unread: number }) {
  const markRead = useMarkRead();
  const first = useMessages();
  const network = useOnline() ? 'online' : 'offline';
  const isOld = first.state === 'ready' && first.stale;
  useDidShow(useAskInbox());
  return (
    <View>
      {isOld && first.value.items.length > 0 ? <Notice tone="quiet">{INBOX.oldAbove[network]}</Notice> : null}
      {unread > 1 && first.state === 'ready' && !isOld ? <MarkAll /> : null}
      <MessagePage onRead={(messageId) => { void markRead.send({ messageId }); }} />
    </View>
  );
}
