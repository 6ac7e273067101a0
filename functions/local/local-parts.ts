/** What AWS gives as services, one machine has as files and as queues on its own store. */
import { join } from 'node:path';
import { QUEUES, type Config, type QueueName } from '../platform/config/config';
import { fileCustodian } from '../platform/crypto/custodian';
import { keyRingFromFile } from '../platform/crypto/key-ring';
import type { Parts } from '../platform/make-foundations';
import type { Queue } from '../platform/queue/queue';
import { openBlobs } from './embedded-blobs';
import type { Engine } from './embedded-dynamodb';
import { openQueue, type EmbeddedQueue, type QueueOptions } from './embedded-queue';

export type Queues = Readonly<Record<QueueName, EmbeddedQueue>>;

export async function openQueues(engine: Engine, options: QueueOptions): Promise<Queues> {
  const opened: [QueueName, EmbeddedQueue][] = [];
  // One after the other: the first creates the table they share.
  for (const name of QUEUES) opened.push([name, await openQueue(engine, name, options)]);
  return Object.fromEntries(opened) as Queues;
}

/** Keys and files in the data folder. A process that only serves has no queues: events leave through the store's feed. */
export function localParts(config: Config, dataDir: string, queues?: Readonly<Record<QueueName, Queue>>): Parts {
  return {
    custodian: fileCustodian(config.KEY_FILE ?? join(dataDir, 'keys/data-key-wrapper')),
    ring: keyRingFromFile(config.KEY_RING_FILE ?? join(dataDir, 'keys/ring')),
    queue: (name) => queues?.[name] ?? noQueue,
    blobs: openBlobs(join(dataDir, 'blobs')),
  };
}

const noQueue: Queue = {
  send: () => Promise.reject(new Error('a process that only serves sends no messages: it writes events beside its changes')),
};
