/** One dispatcher per table stream: outbox items go to the queues of those who want them. Delivery may repeat; consumers remember event ids. */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Queue } from '../queue/queue';
import type { Log } from '../observe/log';
import { OUTBOX_PREFIX, type OutboxEvent } from '../store/outbox';
import { plainItem } from '../store/store';

export type DispatcherDeps = { readonly queuesByType: Readonly<Record<string, readonly Queue[]>>; readonly log: Log };

/** Stops at the first event that cannot be handed on, so that order is kept and nothing is lost. */
export function makeDispatcher({ queuesByType, log }: DispatcherDeps) {
  return async function dispatch(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
    let count = 0;
    for (const record of batch.Records) {
      const event = outboxEventOf(record);
      if (!event) continue;
      try {
        await Promise.all((queuesByType[event.type] ?? []).map((queue) => queue.send({ id: event.eventId, type: event.type, body: event })));
        count += 1;
      } catch (error) {
        log.error('stream.failed', error, { messageType: event.type, eventId: event.eventId });
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    if (count > 0) log.event('stream.handled', { count });
    return { batchItemFailures: [] };
  };
}

function outboxEventOf(record: DynamoDBRecord): OutboxEvent | undefined {
  if (record.eventName !== 'INSERT') return undefined;
  const image = record.dynamodb?.NewImage;
  if (!image?.['pk']?.S?.startsWith(OUTBOX_PREFIX)) return undefined;
  return plainItem(image)['event'] as OutboxEvent;
}

