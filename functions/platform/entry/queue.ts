/** A queue consumer: each message parsed, each failure reported alone, so that good messages are not delivered again. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Log } from '../observe/log';
import { RECEIVES_MAX } from '../queue/queue';

export type ConsumerDeps<S extends z.ZodMiniType> = { readonly schema: S; readonly handle: (message: z.infer<S>) => Promise<void>; readonly log: Log };

/** A message that is not understood fails too: after its last try it waits in the dead-letter queue for a person. */
export function makeConsumer<S extends z.ZodMiniType>({ schema, handle, log }: ConsumerDeps<S>) {
  return async function consume(batch: SQSEvent): Promise<SQSBatchResponse> {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of batch.Records) {
      const { messageId, attributes } = record;
      const attempt = Number(attributes.ApproximateReceiveCount);
      try {
        const message = JSON.parse(record.body) as { id: string; type: string; body: unknown };
        await handle(z.parse(schema, message.body));
        log.event('queue.handled', { messageId, attempt, messageType: message.type, eventId: message.id });
      } catch (error) {
        log.error(attempt < RECEIVES_MAX ? 'queue.failed' : 'queue.dead', error, { messageId, attempt });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
}
