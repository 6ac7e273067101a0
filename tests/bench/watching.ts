/** The store's client, watched: which commands were sent, how long they took, what they cost. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openDocumentClient, type StoreAddress } from '../../functions/platform/store/client';

/** A command of the SDK, as far as a replay needs it. */
export type Sent = { readonly make: new (input: object) => object; readonly input: object };
type Interval = readonly [from: number, to: number];

export type Watched = {
  /** The client to build foundations on. */
  readonly client: DynamoDBDocumentClient;
  /** Runs the work and gives the commands it sent. */
  record(work: () => Promise<unknown>): Promise<readonly Sent[]>;
  /** Sends recorded commands raw, one after the other. */
  replay(commands: readonly Sent[]): Promise<void>;
  /** Runs the work and gives the milliseconds during which at least one call (store or HTTP) was under way. */
  inCalls(work: () => Promise<unknown>): Promise<number>;
};

type Send = (command: object) => Promise<unknown>;

export function watchedClient(address: StoreAddress): Watched {
  const raw = openDocumentClient(address);
  const send = raw.send.bind(raw) as unknown as Send;
  let sent: Sent[] | undefined;
  let intervals: Interval[] | undefined;

  async function timed<T>(call: () => Promise<T>): Promise<T> {
    const from = performance.now();
    try {
      return await call();
    } finally {
      intervals?.push([from, performance.now()]);
    }
  }

  raw.send = (command: { input: object; constructor: unknown }) => {
    sent?.push({ make: command.constructor as Sent['make'], input: structuredClone(command.input) });
    return timed(() => send(command));
  };

  return {
    client: raw,
    async record(work) {
      sent = [];
      await work();
      const commands = sent;
      sent = undefined;
      return commands;
    },
    async replay(commands) {
      for (const { make: Command, input } of commands) await send(new Command(input));
    },
    async inCalls(work) {
      intervals = [];
      const fetched = globalThis.fetch;
      globalThis.fetch = (...request) => timed(() => fetched(...request));
      await work();
      globalThis.fetch = fetched;
      const covered = union(intervals);
      intervals = undefined;
      return covered;
    },
  };
}

/** Length of the union of intervals: calls made at the same time count once. */
function union(intervals: readonly Interval[]): number {
  let end = 0;
  let covered = 0;
  for (const [from, to] of [...intervals].sort(([a], [b]) => a - b)) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered;
}
