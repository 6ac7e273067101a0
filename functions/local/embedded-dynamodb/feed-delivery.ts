import { setTimeout as delay } from 'node:timers/promises';
import type { ChangeFeed } from './change-feed';
import { makeFeedPump, type ChangeListener, type FeedPump } from './feed-pump';
import type { MoodSwitch } from './moods';

export type FeedDelivery = {
  /** Delivers to the listener from where it last was; the returned function stops that, and keeps the position. */
  register: (tableName: string, name: string, listener: ChangeListener) => () => void;
  /** There is something new in the table's feed. */
  wake: (tableName: string) => void;
  listenersOf: (tableName: string) => string[];
  /** Resolves when every listener has had everything. Waits on as long as a listener keeps failing. */
  idle: () => Promise<void>;
  /** Begins no further delivery and waits for those under way. */
  stop: () => Promise<void>;
};

/** A listener that hangs does not keep the engine from closing: what it had not finished is delivered again. */
const STOP_PATIENCE_MS = 2_000;

/** The listeners of this process, each with a pump of its own. */
export function makeFeedDelivery(feed: ChangeFeed, moods: MoodSwitch): FeedDelivery {
  const pumps = new Map<string, Map<string, FeedPump>>();
  const listenersOf = (tableName: string): string[] => [...(pumps.get(tableName)?.keys() ?? [])];
  const allPumps = (): FeedPump[] => [...pumps.values()].flatMap((ofTable) => [...ofTable.values()]);
  const running = (): Promise<void>[] => allPumps().flatMap((pump) => pump.running() ?? []);

  function register(tableName: string, name: string, listener: ChangeListener): () => void {
    const ofTable = pumps.get(tableName) ?? new Map<string, FeedPump>();
    if (ofTable.has(name)) throw new Error(`The feed of ${tableName} already has a listener named ${name}.`);
    const pump = makeFeedPump({ feed, moods, presentAt: listenersOf }, { tableName, name, listener });
    pumps.set(tableName, ofTable.set(name, pump));
    pump.start();
    return () => {
      pump.stop();
      ofTable.delete(name);
    };
  }

  async function idle(): Promise<void> {
    // What a listener writes may wake another one, so this is asked until all is quiet.
    for (let busy = running(); busy.length > 0; busy = running()) await Promise.all(busy);
  }

  async function stop(): Promise<void> {
    for (const pump of allPumps()) pump.stop();
    await Promise.race([Promise.all(running()), delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
  }

  function wake(tableName: string): void {
    for (const pump of pumps.get(tableName)?.values() ?? []) pump.start();
  }

  return { register, wake, listenersOf, idle, stop };
}
