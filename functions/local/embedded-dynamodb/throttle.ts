import type { MoodSwitch } from './moods';
import { refusal, type Refusal } from './refusals';

/** Worked out only while there is a limit: it costs as much as a read. */
export type Partition = () => string;

export type Throttle = {
  /** Counts one request on the partition; false when it is one too many in this second. */
  admits(partition: Partition): boolean;
  /** @throws ProvisionedThroughputExceededException */
  admit(partition: Partition): void;
};

/** Limits the requests per second on one partition key, as the mood `requestsPerPartition` says. */
export function makeThrottle(moods: MoodSwitch, clock: () => number): Throttle {
  let second = 0;
  const counts = new Map<string, number>();

  function admits(partition: Partition): boolean {
    const limit = moods.now.requestsPerPartition;
    if (limit === 0) return true;
    const present = Math.floor(clock() / 1000);
    if (present !== second) counts.clear();
    second = present;
    const name = partition();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count <= limit;
  }

  function admit(partition: Partition): void {
    if (!admits(partition)) throw throughputExceeded();
  }

  return { admits, admit };
}

/** The partition an item lies in: table (or index) and partition key, without the sort key. */
export function partitionOf(tableName: string, key: string): string {
  return `${tableName}~${key.split('/', 2).join('/')}`;
}

export function throughputExceeded(): Refusal {
  return refusal(
    'ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput for the table was exceeded. ' +
      'Consider increasing your provisioning level with the UpdateTable API.',
  );
}
