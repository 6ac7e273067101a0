/** The store's client, watched: which commands were sent, how long they took, what they cost. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openDocumentClient, type StoreAddress } from '../../functions/platform/store/client';

/** A command of the SDK, as far as a replay needs it. */
export type Sent = {
  readonly make: new (input: object) => object;
  readonly input: object;
  /** Places of the commands that were over when this one was sent: a replay waits for them and for no others. */
  readonly after: readonly number[];
  /** What the store says the command cost, without its index. */
  readonly units: number;
};
type Answer = { readonly ConsumedCapacity?: Consumed | readonly Consumed[] };
type Consumed = { readonly CapacityUnits?: number };
type Interval = readonly [from: number, to: number];

export type Watched = {
  /** The client to build foundations on. */
  readonly client: DynamoDBDocumentClient;
  /** Runs the work and gives the commands it sent. */
  record(work: () => Promise<unknown>): Promise<readonly Sent[]>;
  /** Sends recorded commands raw, as many at once as they were. */
  replay(commands: readonly Sent[]): Promise<void>;
  /** Runs the work and gives the milliseconds during which at least one call (store or HTTP) was under way. */
  inCalls(work: () => Promise<unknown>): Promise<number>;
};

type Send = (command: object) => Promise<Answer>;

export function watchedClient(address: StoreAddress): Watched {
  const raw = openDocumentClient(address);
  const send = raw.send.bind(raw) as unknown as Send;
  let sent: Promise<Sent>[] | undefined;
  let over: number[] = [];
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
    return timed(() => (sent ? noted(command, sent) : send(command)));
  };

  function noted(command: { input: object; constructor: unknown }, notes: Promise<Sent>[]): Promise<Answer> {
    const [place, after, done] = [notes.length, [...over], over];
    const make = command.constructor as Sent['make'];
    // A replay is a request of its own: the token of this one would say that it was made already.
    const input: { ClientRequestToken?: string } = structuredClone(command.input);
    delete input.ClientRequestToken;
    const answer = send(new make({ ...command.input, ReturnConsumedCapacity: 'TOTAL' })).finally(() => { done.push(place); });
    notes.push(answer.then(
      ({ ConsumedCapacity = [] }) => ({ make, input, after, units: unitsIn([ConsumedCapacity].flat()) }),
      () => ({ make, input, after, units: 0 }),
    ));
    return answer;
  }

  return {
    client: raw,
    async record(work) {
      const notes: Promise<Sent>[] = [];
      [sent, over] = [notes, []];
      await work().finally(() => { sent = undefined; });
      return Promise.all(notes);
    },
    async replay(commands) {
      const runs: Promise<unknown>[] = [];
      for (const { make: Command, input, after } of commands) {
        runs.push(Promise.all(after.flatMap((place) => runs[place] ?? [])).then(() => send(new Command(input))));
      }
      await Promise.all(runs);
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

function unitsIn(consumed: readonly Consumed[]): number {
  return consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
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
