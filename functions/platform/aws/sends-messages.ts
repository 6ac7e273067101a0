import { SQSClient } from '@aws-sdk/client-sqs';
import type { Config } from '../config/config';
import { once } from '../once';
import { makeSqsQueue } from '../queue/sqs';
import type { Tools } from './foundations-from-environment';
import { needed } from './needed';

const sqs = once(async () => new SQSClient({}));

/** For functions that send messages: queues on SQS. */
export function sendsMessages(config: Config): ReturnType<Tools> {
  const prefix = needed(config, 'QUEUE_URL_PREFIX');
  return { queue: (name) => makeSqsQueue({ client: sqs, url: `${prefix}${name}` }) };
}
