import { setTimeout as delay } from 'node:timers/promises';
import type { ChangeFeed, StreamRecord } from './change-feed';
import type { MoodSwitch } from './moods';

export type ChangeListener = (records: StreamRecord[]) => Promise<void>;
export type Subscription = { tableName: string; name: string; listener: ChangeListener };

export type FeedPump = {
  /** There may be something to deliver. */
  start(): void;
  /** The delivery under way, if there is one. */
  running(): Promise<void> | undefined;
  stop(): void;
};
export type FeedPumpParts = { feed: ChangeFeed; moods: MoodSwitch; presentAt: (tableName: string) => string[] };

const BATCH = 100;
const FIRST_RETRY_MS = 20;
const LAST_RETRY_MS = 5_000;

/** Delivers a table's changes to one listener: in order, one batch at a time, each until it succeeds. */
export function makeFeedPump(parts: FeedPumpParts, subscription: Subscription): FeedPump {
  const stopping = new AbortController();
  const { signal } = stopping;
  const deliverNext = makeDelivery(parts, subscription, signal);
  let hasNews = false;
  let running: Promise<void> | undefined;
  let retryIn = FIRST_RETRY_MS;

  async function tryNext(): Promise<boolean> {
    try {
      const delivered = await deliverNext();
      retryIn = FIRST_RETRY_MS;
      return delivered;
    } catch (error) {
      if (signal.aborted) return false;
      if (retryIn === FIRST_RETRY_MS) warn(subscription, error);
      await delay(retryIn, undefined, { signal }).catch(() => undefined);
      retryIn = Math.min(retryIn * 2, LAST_RETRY_MS);
      return true;
    }
  }

  async function run(): Promise<void> {
    while (hasNews && !signal.aborted) {
      hasNews = false;
      if (await tryNext()) hasNews = true;
    }
  }

  function start(): void {
    hasNews = true;
    running ??= run().finally(() => {
      running = undefined;
      if (hasNews && !signal.aborted) start();
    });
  }

  return { start, running: () => running, stop: () => { stopping.abort(); } };
}

/** Delivers the next batch and keeps the position behind it; false when there was nothing to deliver. */
function makeDelivery(parts: FeedPumpParts, subscription: Subscription, signal: AbortSignal): () => Promise<boolean> {
  const { feed, moods, presentAt } = parts;
  const { tableName, name, listener } = subscription;

  async function deliver(records: StreamRecord[]): Promise<void> {
    if (moods.now.feedLateMs > 0) await delay(moods.now.feedLateMs, undefined, { signal });
    await listener(records);
    if (moods.chance(moods.now.feedTwiceProbability)) await listener(records);
  }

  return async function deliverNext() {
    const reached = feed.positionOf(tableName, name);
    // Known from the first moment, so that nothing is trimmed before it had it.
    if (reached === '') await feed.advance(tableName, name, reached);
    const records = await feed.read(tableName, reached, BATCH);
    const position = records.at(-1)?.dynamodb?.SequenceNumber;
    if (position === undefined) return false;
    await deliver(records);
    await feed.advance(tableName, name, position);
    await feed.trim(tableName, presentAt(tableName));
    return true;
  };
}

function warn({ tableName, name }: Subscription, error: unknown): void {
  process.emitWarning(`The changes of ${tableName} will be delivered to ${name} again: ${String(error)}`);
}
