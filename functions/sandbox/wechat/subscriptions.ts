/** One-time subscriptions (一次性订阅消息): each consent of the user carries one message. */
import type { Body } from './json-body';

export type SentMessage = {
  readonly touser: string;
  readonly template_id: string;
  readonly page: string;
  readonly data: Body;
  readonly sentAt: number;
};

export type Subscriptions = {
  consent(openid: string, templateId: string, count: number): void;
  /** Takes one consent; false when there is none left (WeChat: the user refuses). */
  take(openid: string, templateId: string): boolean;
  record(message: SentMessage): void;
  sent(): readonly SentMessage[];
};

export function makeSubscriptions(): Subscriptions {
  const consents = new Map<string, number>();
  const messages: SentMessage[] = [];
  const left = (key: string) => consents.get(key) ?? 0;
  return {
    consent(openid, templateId, count) {
      const key = `${openid} ${templateId}`;
      consents.set(key, left(key) + count);
    },
    take(openid, templateId) {
      const key = `${openid} ${templateId}`;
      if (left(key) === 0) return false;
      consents.set(key, left(key) - 1);
      return true;
    },
    record: (message) => { messages.push(message); },
    sent: () => [...messages],
  };
}
