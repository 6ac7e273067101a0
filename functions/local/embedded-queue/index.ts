/**
 * Queues on the embedded store, so that a message survives whatever the store survives. Delivered in batches as SQS events, one
 * batch at a time a queue; what failed comes again after a growing pause and is put aside after five tries.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { messageText, RECEIVES_MAX, type Queue } from '../../platform/queue/queue';
import type { Log } from '../../platform/observe/log';
import type { Engine } from '../embedded-dynamodb';
import { openMailbox, type Letter, type Mailbox } from './mailbox';

/** As the functions' event sources are set. */
const BATCH = 10;
const FIRST_PAUSE_MS = 500;
const LOOK_AGAIN_MS = 1_000;

export type Consumer = (batch: SQSEvent) => Promise<SQSBatchResponse>;

export type EmbeddedQueue = Queue & {
  /** Begins to deliver to the consumer. */
  consume(consumer: Consumer): void;
  /** Resolves when nothing is due and nothing is being handled. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

/** How long a busy store is left alone. */
const BUSY_MS = 50;

export type QueueOptions = { readonly log: Pick<Log, 'error'>; readonly now?: () => number };

export async function openQueue(engine: Engine, name: string, { log, now = Date.now }: QueueOptions): Promise<EmbeddedQueue> {
  const mailbox = await openMailbox(engine, name);
  let consumer: Consumer | undefined;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let calledMeanwhile = false;

  /** One delivery run at a time; a letter that arrives during its last look is found by the next. */
  function wake(): void {
    calledMeanwhile = running !== undefined;
    if (!consumer || closed || running) return;
    // The store is busy: what lies in the box stays there until the next look.
    const told = (error: unknown) => { log.error('queue.waits', error, { code: name }); };
    running = drain(mailbox, consumer, now).catch(told).finally(() => {
      running = undefined;
      clearTimeout(timer);
      if (calledMeanwhile) wake();
      else if (!closed) timer = setTimeout(wake, LOOK_AGAIN_MS).unref();
    });
  }

  return {
    async send(message) {
      await mailbox.post({ id: randomUUID(), text: messageText(message), dueAt: now() + (message.delaySeconds ?? 0) * 1000, receives: 0 });
      wake();
    },
    consume(handler) {
      consumer = handler;
      wake();
    },
    async idle() {
      while (running || (consumer && (await holdsDue(mailbox, now)))) {
        if (!running) wake();
        await running;
      }
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** A busy store does not say: then it is asked again in a moment. */
async function holdsDue(mailbox: Mailbox, now: () => number): Promise<boolean> {
  const lookLater = () => new Promise<boolean>((resolve) => { setTimeout(resolve, BUSY_MS, true); });
  return mailbox.due(now(), 1).then((letters) => letters.length > 0, lookLater);
}

async function drain(mailbox: Mailbox, consumer: Consumer, now: () => number): Promise<void> {
  for (let letters = await mailbox.due(now(), BATCH); letters.length > 0; letters = await mailbox.due(now(), BATCH)) {
    const failed = await handled(consumer, letters);
    await Promise.all(letters.map((letter) => (failed.has(letter.id) ? tryLater(mailbox, letter, now()) : mailbox.remove(letter))));
  }
}

async function handled(consumer: Consumer, letters: readonly Letter[]): Promise<ReadonlySet<string>> {
  try {
    const answer = await consumer({ Records: letters.map(recordOf) });
    return new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  } catch {
    return new Set(letters.map(({ id }) => id));
  }
}

async function tryLater(mailbox: Mailbox, letter: Letter, now: number): Promise<void> {
  const receives = letter.receives + 1;
  if (receives >= RECEIVES_MAX) await mailbox.putAside({ ...letter, receives });
  else await mailbox.move(letter, { ...letter, receives, dueAt: now + FIRST_PAUSE_MS * 2 ** receives });
}

function recordOf({ id, text, receives }: Letter): SQSRecord {
  return { messageId: id, receiptHandle: id, body: text, attributes: { ApproximateReceiveCount: String(receives + 1) } } as SQSRecord;
}
