/** The embedded store's change feed and queues drive the same handlers as DynamoDB Streams and SQS do on AWS. */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { TableName } from '../platform/config/config';
import { guarded } from '../platform/entry/guarded';
import type { Foundations } from '../platform/foundations';
import type { Engine } from './embedded-dynamodb';
import type { Queues } from './local-parts';
import type { Slices } from './slices';

/** How often scheduled work runs here; on AWS the functions' own schedules say. A reported loss waits no longer than there. */
const SCHEDULE_EVERY_MS = 10 * 60_000;
const LOSSES_EVERY_MS = 60_000;
/** Who tries an upgrade here does not wait a minute for it. */
const UPGRADES_EVERY_MS = 5_000;

type FeedParts = { readonly engine: Engine; readonly foundations: Foundations; readonly slices: Slices; readonly queues: Queues };

/** Begins to deliver; gives the function that ends it. */
export function runFeeds({ engine, foundations, slices, queues }: FeedParts): () => void {
  const { card, identity, openPlatform, personIndex } = slices;
  const told = <Given extends readonly unknown[], Answer>(work: (...given: Given) => Promise<Answer>) => guarded(foundations, 'job.failed', work);
  const feed = (table: TableName, dispatch: (batch: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>) =>
    engine.onChanges(foundations.table(table), 'dispatcher', async (records) => {
      const answer = await dispatch({ Records: [...records] });
      if (answer.batchItemFailures.length > 0) throw new Error(`the dispatcher of ${table} could not hand on an event`);
    });
  const stops = [feed('identity', told(identity.stream)), feed('person-index', told(personIndex.stream)), feed('card', told(card.stream))];
  queues.messages.consume(told(slices.messages.consume));
  queues.authority.consume(told(slices.authority.consume));
  queues.card.consume(told(card.consume));
  const timers = [
    every(SCHEDULE_EVERY_MS, told(card.reconcile)), every(SCHEDULE_EVERY_MS, told(identity.familyBirthdays)), every(LOSSES_EVERY_MS, told(card.carryLosses)),
    every(LOSSES_EVERY_MS, told(openPlatform.deliverCallBacks)),
    every(UPGRADES_EVERY_MS, told(openPlatform.workUpgrades)),
  ];
  return () => {
    timers.forEach(clearInterval);
    for (const stop of stops) stop();
  };
}

/** A job that failed has said so, and runs again next time. */
function every(ms: number, job: () => Promise<unknown>): NodeJS.Timeout {
  return setInterval(() => void job().catch(() => undefined), ms).unref();
}
