/** Queues on AWS SQS. The client is made at the first message. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { messageText, type Queue } from './queue';

export type SqsDeps = {
  /** Made once per process, at the first use. */
  readonly client: () => Promise<Pick<SQSClient, 'send'>>;
  readonly url: string;
};

export function makeSqsQueue({ client, url }: SqsDeps): Queue {
  return {
    async send(message) {
      await (await client()).send(new SendMessageCommand({
        QueueUrl: url, MessageBody: messageText(message), ...(message.delaySeconds === undefined ? {} : { DelaySeconds: message.delaySeconds }),
      }));
    },
  };
}
