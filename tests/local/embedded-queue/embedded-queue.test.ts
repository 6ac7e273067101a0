import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import { openEngine } from '../../../functions/local/embedded-dynamodb';
import { openQueue, type Consumer } from '../../../functions/local/embedded-queue';
import { recordingLog } from '../../doubles/recording-log';

const message = (id: string) => ({ id, type: 'test', body: { id } });
const idsOf = (batch: SQSEvent) => batch.Records.map(({ body }) => (JSON.parse(body) as { id: string }).id);

/** A consumer that fails a message so many times before it takes it. */
function stubborn(failures: number): Consumer & { seen: string[] } {
  const seen: string[] = [];
  const consumer = async (batch: SQSEvent) => {
    const failing = batch.Records.filter((_, position) => seen.filter((id) => id === idsOf(batch)[position]).length < failures);
    seen.push(...idsOf(batch));
    return { batchItemFailures: failing.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
  return Object.assign(consumer, { seen });
}

describe('the embedded queue', () => {
  it('delivers every message, in batches of ten at most', async () => {
    const engine = await openEngine();
    const queue = await openQueue(engine, 'messages', { log: recordingLog() });
    const sizes: number[] = [];
    const taken = new Set<string>();
    queue.consume(async (batch) => {
      sizes.push(batch.Records.length);
      idsOf(batch).forEach((id) => taken.add(id));
      return { batchItemFailures: [] };
    });
    await Promise.all(Array.from({ length: 35 }, (_, n) => queue.send(message(`m${n}`))));
    await queue.idle();
    expect([taken.size, Math.max(...sizes) <= 10]).toEqual([35, true]);
    await queue.close();
    await engine.close();
  });

  it('brings a failed message again after a pause and not the good ones beside it', async () => {
    const clock = { now: 1_000_000 };
    const engine = await openEngine();
    const queue = await openQueue(engine, 'messages', { log: recordingLog(), now: () => clock.now });
    const consumer = stubborn(1);
    await queue.send(message('a'));
    queue.consume(consumer);
    await queue.idle();
    expect(consumer.seen).toEqual(['a']);
    clock.now += 60_000;
    await queue.idle();
    expect(consumer.seen).toEqual(['a', 'a']);
    await queue.close();
    await engine.close();
  });

  it('puts a message aside after five tries, so that it blocks nobody', async () => {
    const clock = { now: 1_000_000 };
    const engine = await openEngine();
    const queue = await openQueue(engine, 'messages', { log: recordingLog(), now: () => clock.now });
    const consumer = stubborn(99);
    await queue.send(message('poison'));
    queue.consume(consumer);
    for (let day = 0; day < 10; day += 1) {
      await queue.idle();
      clock.now += 60_000;
    }
    expect(consumer.seen).toHaveLength(5);
    await queue.close();
    await engine.close();
  });

  it('keeps messages over a restart, also those whose consumer crashed', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'queue-')), 'store');
    const first = await openEngine({ path });
    const before = await openQueue(first, 'messages', { log: recordingLog() });
    await before.send(message('kept'));
    before.consume(() => Promise.reject(new Error('crash')));
    await before.idle();
    await before.close();
    await first.close();
    const second = await openEngine({ path });
    const after = await openQueue(second, 'messages', { log: recordingLog(), now: () => Date.now() + 60_000 });
    const consumer = stubborn(0);
    after.consume(consumer);
    await after.idle();
    expect(consumer.seen).toEqual(['kept']);
    await after.close();
    await second.close();
  });

  it('says so and looks again when the store is busy, and loses nothing', async () => {
    const engine = await openEngine();
    const log = recordingLog();
    const queue = await openQueue(engine, 'messages', { log });
    const consumer = stubborn(0);
    await queue.send(message('kept'));
    // One request a second: what was looked up cannot be removed.
    engine.setMoods({ requestsPerPartition: 1 });
    queue.consume(consumer);
    while (log.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(log.lines[0]).toMatchObject({ at: 'queue.waits', code: 'messages' });
    engine.setMoods({ requestsPerPartition: 0 });
    await queue.idle();
    expect(new Set(consumer.seen)).toEqual(new Set(['kept']));
    await queue.close();
    await engine.close();
  });

  it('holds a delayed message back until its time', async () => {
    const clock = { now: 1_000_000 };
    const engine = await openEngine();
    const queue = await openQueue(engine, 'messages', { log: recordingLog(), now: () => clock.now });
    const consumer = stubborn(0);
    queue.consume(consumer);
    await queue.send({ ...message('later'), delaySeconds: 30 });
    await queue.idle();
    expect(consumer.seen).toEqual([]);
    clock.now += 30_000;
    await queue.idle();
    expect(consumer.seen).toEqual(['later']);
    await queue.close();
    await engine.close();
  });
});
