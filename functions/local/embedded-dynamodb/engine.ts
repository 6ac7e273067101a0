import { assemble } from './assembly';
import { EngineFault, openDisk } from './disk';
import type { Request } from './dynalite-actions';
import type { ChangeListener } from './feed-pump';
import { makeMoodSwitch, type Moods } from './moods';
import { refusal } from './refusals';

export type EngineOptions = {
  /** The folder of the data; absent: in memory. */
  path?: string;
  moods?: Partial<Moods>;
  /** Milliseconds since 1970. */
  clock?: () => number;
};

export type Engine = {
  /**
   * Performs one DynamoDB operation; bodies are those of the AWS JSON 1.0 protocol.
   * @throws Refusal what DynamoDB would answer with a status of 400; EngineFault when the disk fails
   */
  call(operation: string, body: unknown): Promise<unknown>;
  setMoods(moods: Partial<Moods>): void;
  /**
   * Delivers the table's changes to a listener: at least once, in order, from where the listener of this name last
   * was. A new name begins with the oldest change kept. Returns the function that ends it.
   */
  onChanges(table: string, name: string, listener: ChangeListener): () => void;
  /** Removes the items whose time has passed; their number. Also done once a minute. */
  sweepExpired(): Promise<number>;
  /** Resolves when every listener has had every change. */
  feedIdle(): Promise<void>;
  close(): Promise<void>;
};

const SWEEP_EVERY_MS = 60_000;

/**
 * Opens the embedded DynamoDB.
 * @throws EngineFault when the path is in use, cannot be written, or its disk is full
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const moods = makeMoodSwitch(options.moods);
  const disk = await openDisk(options.path);
  const { operations, delivery, sweep } = await assemble(disk, moods, options.clock ?? Date.now);
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  function tracked<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    underWay.add(running);
    const over = (): void => void underWay.delete(running);
    running.then(over, over);
    return running;
  }

  async function call(operation: string, body: unknown): Promise<unknown> {
    if (closing) throw new EngineFault('engine-closed', 'The store is closed.');
    const perform = operations.get(operation);
    if (!perform) throw refusal('UnknownOperationException', 'An unknown operation was requested.');
    return tracked(() => perform((body ?? {}) as Request));
  }

  async function closeAll(): Promise<void> {
    clearInterval(sweeping);
    await delivery.stop();
    await Promise.allSettled(underWay);
    await disk.close();
  }

  const sweepExpired = (): Promise<number> => (closing ? Promise.resolve(0) : tracked(sweep));
  const sweeping = setInterval(() => void sweepExpired().catch(warnOfSweep), SWEEP_EVERY_MS).unref();
  return {
    call,
    setMoods: moods.change,
    onChanges: delivery.register,
    sweepExpired,
    feedIdle: delivery.idle,
    close: () => (closing ??= closeAll()),
  };
}

function warnOfSweep(error: unknown): void {
  process.emitWarning(`The sweep of expired items failed and will be tried again: ${String(error)}`);
}
