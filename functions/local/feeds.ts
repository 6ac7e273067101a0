/** The embedded store's change feed and queues drive the same handlers as DynamoDB Streams and SQS do on AWS. */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { tableName, type Config, type TableName } from '../platform/config/config';
import type { Engine } from './embedded-dynamodb';
import type { Queues } from './local-parts';
import type { Slices } from './slices';

/** How often scheduled work runs here; on AWS the functions' own schedules say. A reported loss waits no longer than there. */
const SCHEDULE_EVERY_MS = 10 * 60_000;
const LOSSES_EVERY_MS = 60_000;

/** Begins to deliver; gives the function that ends it. */
export function runFeeds({ engine, config, slices, queues }: { engine: Engine; config: Config; slices: Slices; queues: Queues }): () => void {
  const feed = (table: TableName, handler: (batch: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>) =>
    engine.onChanges(tableName(config, table), 'dispatcher', async (records) => {
      const answer = await handler({ Records: [...records] });
      if (answer.batchItemFailures.length > 0) throw new Error(`the dispatcher of ${table} could not hand on an event`);
    });
  const stops = [feed('identity', slices.identity.stream), feed('person-index', slices.personIndex.stream), feed('card', slices.card.stream)];
  queues.messages.consume(slices.messages.consume);
  queues.authority.consume(slices.authority.consume);
  const timers = [
    setInterval(() => void runSchedules(slices), SCHEDULE_EVERY_MS).unref(),
    setInterval(() => void Promise.allSettled([slices.card.carryLosses()]), LOSSES_EVERY_MS).unref(),
  ];
  return () => {
    timers.forEach(clearInterval);
    for (const stop of stops) stop();
  };
}

/** Everything that a schedule starts on AWS. Each job logs its own failure and runs again next time. */
async function runSchedules({ card, identity }: Slices): Promise<void> {
  await Promise.allSettled([card.reconcile(), identity.familyBirthdays()]);
}
