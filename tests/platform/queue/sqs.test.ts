import { SQSClient } from '@aws-sdk/client-sqs';
import { createHash } from 'node:crypto';
import { makeSqsQueue } from '../../../functions/platform/queue/sqs';
import { json, startOutside, type Answering, type Outside } from '../clients/outside';

let outside: Outside;
const clients: SQSClient[] = [];
beforeEach(async () => { outside = await startOutside(); });
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await outside.close();
});

/** Answers as SQS does: with the digest of the text it took, which the SDK compares. */
const taken: Answering = (asked, answer, nth) => {
  const { MessageBody } = JSON.parse(asked.body) as { MessageBody: string };
  json({ MessageId: 'm-1', MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') })(asked, answer, nth);
};

function setup(answering: Answering) {
  outside.answering = answering;
  let made = 0;
  const client = () => {
    made += 1;
    const one = new SQSClient({ region: 'cn-north-1', endpoint: outside.url, maxAttempts: 2, credentials: { accessKeyId: 'a', secretAccessKey: 's' } });
    clients.push(one);
    return Promise.resolve(one);
  };
  return { queue: makeSqsQueue({ client, url: `${outside.url}/000000000000/messages` }), made: () => made };
}

const MESSAGE = { id: 'event_1', type: 'card.changed.v1', body: { kind: 'claimed', name: '张*' } };

describe('the queue on SQS', () => {
  it('sends id, type and body as one text to its own queue', async () => {
    const { queue } = setup(taken);
    await queue.send(MESSAGE);
    expect(outside.asked[0]?.headers['x-amz-target']).toBe('AmazonSQS.SendMessage');
    const sent = JSON.parse(outside.asked[0]?.body ?? '') as { QueueUrl: string; MessageBody: string };
    expect(sent).toEqual({ QueueUrl: `${outside.url}/000000000000/messages`, MessageBody: sent.MessageBody });
    expect(JSON.parse(sent.MessageBody)).toEqual(MESSAGE);
  });

  it('asks SQS to hold a message back', async () => {
    const { queue } = setup(taken);
    await queue.send({ ...MESSAGE, delaySeconds: 30 });
    expect(JSON.parse(outside.asked[0]?.body ?? '')).toMatchObject({ DelaySeconds: 30 });
  });

  it('throws when SQS does not take the message', async () => {
    const { queue } = setup(json({ __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no such queue' }, 400));
    await expect(queue.send(MESSAGE)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('throws when SQS took another text than was sent', async () => {
    const { queue } = setup(json({ MessageId: 'm-1', MD5OfMessageBody: '0'.repeat(32) }));
    await expect(queue.send(MESSAGE)).rejects.toThrow(/MD5|checksum/i);
  });

  it('survives an outage of a moment', async () => {
    const { queue } = setup((asked, answer, nth) => { (nth === 1 ? json({}, 503) : taken)(asked, answer, nth); });
    await queue.send(MESSAGE);
    expect(outside.asked).toHaveLength(2);
  });

  it('needs no client before its first message', () => {
    expect(setup(taken).made()).toBe(0);
  });
});
