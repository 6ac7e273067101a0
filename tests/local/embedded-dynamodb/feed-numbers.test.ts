import { openDisk } from '../../../functions/local/embedded-dynamodb/disk';
import { openFeedNumbers, sequenceText } from '../../../functions/local/embedded-dynamodb/feed-numbers';

async function setup() {
  const disk = await openDisk();
  const numbers = await openFeedNumbers(disk);
  return { disk, ...numbers };
}

test('a reader waits at the oldest unfinished write of its table, even when younger ones are done', async () => {
  const { disk, take, settledBelow } = await setup();
  const [first, second, third] = [take(['cards'], 2), take(['cards'], 1), take(['cards'], 1)];
  third.done();
  expect(settledBelow('cards')).toBe(sequenceText(first.first));
  first.done();
  expect(settledBelow('cards')).toBe(sequenceText(second.first));
  second.done();
  expect(settledBelow('cards')).toBe(sequenceText(third.first + 1));
  await disk.close();
});

test('a reader does not wait for writes to other tables', async () => {
  const { disk, take, settledBelow } = await setup();
  const elsewhere = take(['messages'], 1);
  take(['cards', 'messages'], 2).done();
  expect(settledBelow('cards')).toBe(sequenceText(elsewhere.first + 3));
  expect(settledBelow('messages')).toBe(sequenceText(elsewhere.first));
  await disk.close();
});

test('each opening counts on from above all numbers before it', async () => {
  const { disk, take } = await setup();
  const before = take(['cards'], 1_000_000).first;
  const again = await openFeedNumbers(disk);
  expect(again.take(['cards'], 1).first).toBeGreaterThan(before + 1_000_000);
  await disk.close();
});
