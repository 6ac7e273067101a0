/** Work that can wait: at least once, in no promised order. Consumers remember what they have done. */

export type QueueMessage = {
  /** The same id is the same message, however often it comes. */
  readonly id: string;
  readonly type: string;
  readonly body: unknown;
  /** Seconds before it may be delivered; 900 at most. */
  readonly delaySeconds?: number;
};

/** Tries before a message is put aside, as the queues' redrive policies say. */
export const RECEIVES_MAX = 5;

export type Queue = { send(message: QueueMessage): Promise<void> };

/** The text that travels: consumers find `body` in it. */
export function messageText({ id, type, body }: QueueMessage): string {
  return JSON.stringify({ id, type, body });
}
