/** A queue consumer: each message parsed, each failure reported alone, so that good messages are not delivered again. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Log } from '../observe/log';

export type ConsumerDeps<S extends z.ZodMiniType> = { readonly schema: S; readonly handle: (message: z.infer<S>) => Promise<void>; readonly log: Log };

/** A message that is not understood fails too: after its last try it waits in the dead-letter queue for a person. */
export function makeConsumer<S extends z.ZodMiniType>({ schema, handle, log }: ConsumerDeps<S>) {
  return async function consume(batch: SQSEvent): Promise<SQSBatchResponse> {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of batch.Records) {
      try {
        const message = JSON.parse(record.body) as { body: unknown };
        await handle(z.parse(schema, message.body));
      } catch (error) {
        log.error('queue.failed', error, { messageId: record.messageId });
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}
