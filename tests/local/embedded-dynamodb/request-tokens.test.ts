import { closeCardStores, handClock, newFolder, openCardStore, refusalOf } from './card-store';

afterEach(closeCardStores);

const TEN_MINUTES_MS = 10 * 60 * 1000;
const ClientRequestToken = 'token-1';

test('a restart does not make a repeated transaction happen twice', async () => {
  const path = newFolder();
  const { clock } = handClock();
  const first = await openCardStore({ path, clock });
  await first.transact([first.add('a', 1)], { ClientRequestToken });
  await first.engine.close();
  const second = await openCardStore({ path, clock });
  await second.transact([second.add('a', 1)], { ClientRequestToken });
  expect(await second.get('a')).toMatchObject({ n: { N: '1' } });
  const other = second.transact([second.add('a', 2)], { ClientRequestToken });
  expect((await refusalOf(other)).name).toBe('IdempotentParameterMismatchException');
});

test('the same request sent twice at once happens once', async () => {
  const { transact, add, get } = await openCardStore();
  await Promise.all(Array.from({ length: 10 }, () => transact([add('a', 1)], { ClientRequestToken })));
  expect(await get('a')).toMatchObject({ n: { N: '1' } });
});

test('the repeated answer is the first one', async () => {
  const { transact, add } = await openCardStore();
  const asked = { ClientRequestToken, ReturnConsumedCapacity: 'TOTAL' };
  const answer = await transact([add('a', 1)], asked);
  expect(answer).toEqual({ ConsumedCapacity: [{ TableName: 'cards', CapacityUnits: 2 }] });
  expect(await transact([add('a', 1)], asked)).toEqual(answer);
});

test.each([false, true])('after ten minutes a token is free again (swept: %s)', async (isSwept) => {
  const { clock, pass } = handClock();
  const { engine, transact, add, get } = await openCardStore({ clock });
  await transact([add('a', 1)], { ClientRequestToken });
  pass(TEN_MINUTES_MS - 1);
  if (isSwept) await engine.sweepExpired();
  await transact([add('a', 1)], { ClientRequestToken });
  expect(await get('a')).toMatchObject({ n: { N: '1' } });
  pass(1);
  if (isSwept) await engine.sweepExpired();
  await transact([add('a', 1)], { ClientRequestToken });
  expect(await get('a')).toMatchObject({ n: { N: '2' } });
  // The token now belongs to the new transaction; sweeping the old one must not take it.
  pass(1);
  await engine.sweepExpired();
  await transact([add('a', 1)], { ClientRequestToken });
  expect(await get('a')).toMatchObject({ n: { N: '2' } });
});
