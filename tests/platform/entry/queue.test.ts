import type { SQSEvent } from 'aws-lambda';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { makeConsumer } from '../../../functions/platform/entry/queue';
import { makeDispatcher } from '../../../functions/platform/entry/stream';
import { RECEIVES_MAX } from '../../../functions/platform/queue/queue';
import { recordingLog } from '../../doubles/recording-log';

function setup() {
  const log = recordingLog();
  const consume = makeConsumer({ schema: z.object({ good: z.literal(true) }), handle: async () => undefined, log });
  const deliver = (good: boolean, receives: number) => consume({
    Records: [{ messageId: 'm1', attributes: { ApproximateReceiveCount: String(receives) }, body: JSON.stringify({ id: 'event_1', type: 'test.v1', body: { good } }) }],
  } as SQSEvent);
  return { log, deliver };
}

describe('a consumer', () => {
  it('says which message it handled, and of which event', async () => {
    const { log, deliver } = setup();
    expect(await deliver(true, 1)).toEqual({ batchItemFailures: [] });
    expect(log.lines).toEqual([{ at: 'queue.handled', messageId: 'm1', messageType: 'test.v1', eventId: 'event_1', attempt: 1 }]);
  });

  it('says that a message failed, and at its last try that it is put aside', async () => {
    const { log, deliver } = setup();
    for (const receives of [1, RECEIVES_MAX - 1, RECEIVES_MAX]) expect((await deliver(false, receives)).batchItemFailures).toHaveLength(1);
    expect(log.lines.map(({ at, messageId }) => [at, messageId])).toEqual([['queue.failed', 'm1'], ['queue.failed', 'm1'], ['queue.dead', 'm1']]);
  });

  it('counts the tries that the queues on AWS allow', () => {
    const plates = readFileSync(join(__dirname, '../../../functions/platform/foundation.functions.yml'), 'utf8');
    const allowed = [...plates.matchAll(/maxReceiveCount: (\d+)/g)].map(([, count]) => Number(count));
    expect(allowed.length).toBeGreaterThan(0);
    expect(new Set(allowed)).toEqual(new Set([RECEIVES_MAX]));
  });
});

describe('a dispatcher', () => {
  const inserted = (pk: string) => ({
    eventName: 'INSERT' as const,
    dynamodb: { SequenceNumber: pk, NewImage: { pk: { S: pk }, event: { M: { eventId: { S: pk }, type: { S: 'test.v1' } } } } },
  });

  it('says how many events it handed on, and nothing of a batch without any', async () => {
    const log = recordingLog();
    const dispatch = makeDispatcher({ queuesByType: { 'test.v1': [{ send: async () => undefined }] }, log });
    await dispatch({ Records: [inserted('outbox#1'), inserted('card#1'), inserted('outbox#2')] });
    await dispatch({ Records: [inserted('card#2')] });
    expect(log.lines).toEqual([{ at: 'stream.handled', count: 2 }]);
  });

  it('stops at the event it cannot hand on and says which', async () => {
    const log = recordingLog();
    const dispatch = makeDispatcher({ queuesByType: { 'test.v1': [{ send: () => Promise.reject(new Error('queue away')) }] }, log });
    expect(await dispatch({ Records: [inserted('outbox#1'), inserted('outbox#2')] })).toEqual({ batchItemFailures: [{ itemIdentifier: 'outbox#1' }] });
    expect(log.lines).toMatchObject([{ at: 'stream.failed', eventId: 'outbox#1', messageType: 'test.v1' }]);
  });
});
