import { closeCardStores, handClock, newFolder, openCardStore } from './card-store';

afterEach(closeCardStores);

const HOUR_MS = 60 * 60 * 1000;

async function setup(options: { path?: string } = {}) {
  const { clock, pass } = handClock();
  const store = await openCardStore({ ...options, clock });
  const seconds = (milliseconds: number) => clock() / 1000 + milliseconds / 1000;
  return { ...store, clock, pass, seconds };
}

test('an item goes when its time has passed, from the index as well, and not before', async () => {
  const { engine, put, get, owned, expireBy, pass, seconds } = await setup();
  await expireBy('expiresAt');
  await put('soon', { owner: 'o', expiresAt: seconds(HOUR_MS) });
  await put('later', { owner: 'o', expiresAt: seconds(2 * HOUR_MS) });
  pass(HOUR_MS);
  expect(await engine.sweepExpired()).toBe(0);
  pass(1000);
  expect(await engine.sweepExpired()).toBe(1);
  expect(await get('soon')).toBeUndefined();
  expect(await get('later')).toBeDefined();
  expect(await owned('o')).toHaveLength(1);
});

test('the feed tells a removal by time from one by a client', async () => {
  const { engine, put, remove, listen, expireBy, pass, seconds, item } = await setup();
  await expireBy('expiresAt');
  const { records } = listen();
  const expiresAt = seconds(0);
  await put('a', { expiresAt });
  await put('b', { expiresAt });
  await remove('b');
  pass(1000);
  await engine.sweepExpired();
  await engine.feedIdle();
  const removals = records.filter(({ eventName }) => eventName === 'REMOVE');
  expect(removals).toMatchObject([
    { dynamodb: { OldImage: item('b', { expiresAt }) } },
    {
      dynamodb: { OldImage: item('a', { expiresAt }) },
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    },
  ]);
  expect(removals[0]).not.toHaveProperty('userIdentity');
});

test('a prolonged item stays, and so does one that lost its time', async () => {
  const { engine, put, expireBy, pass, seconds } = await setup();
  await expireBy('expiresAt');
  for (const pk of ['prolonged', 'freed']) await put(pk, { expiresAt: seconds(0) });
  await put('prolonged', { expiresAt: seconds(HOUR_MS) });
  await put('freed');
  pass(1000);
  expect(await engine.sweepExpired()).toBe(0);
  pass(HOUR_MS);
  expect(await engine.sweepExpired()).toBe(1);
});

test('items that were there before the setting expire too', async () => {
  const { engine, put, expireBy, pass, seconds } = await setup();
  for (let n = 0; n < 250; n += 1) await put(`p${String(n)}`, { expiresAt: seconds(0) });
  await expireBy('expiresAt');
  pass(1000);
  expect(await engine.sweepExpired()).toBe(250);
});

test('without the setting, with text, or with a time over five years back, nothing goes', async () => {
  const { engine, put, expireBy, pass, seconds } = await setup();
  await put('early', { expiresAt: seconds(0) });
  pass(1000);
  expect(await engine.sweepExpired()).toBe(0);
  await expireBy('expiresAt');
  await put('text', { expiresAt: String(seconds(-1000)) });
  await put('ancient', { expiresAt: seconds(-6 * 365 * 24 * HOUR_MS) });
  await put('milliseconds', { expiresAt: seconds(0) * 1000 });
  expect(await engine.sweepExpired()).toBe(1);
});

test('switched off, nothing goes any more', async () => {
  const { engine, put, expireBy, pass, seconds } = await setup();
  await expireBy('expiresAt');
  await put('a', { expiresAt: seconds(0) });
  const TimeToLiveSpecification = { Enabled: false, AttributeName: 'expiresAt' };
  await engine.call('UpdateTimeToLive', { TableName: 'cards', TimeToLiveSpecification });
  pass(1000);
  expect(await engine.sweepExpired()).toBe(0);
});

test('the setting and the expiries survive a restart', async () => {
  const path = newFolder();
  const first = await setup({ path });
  await first.expireBy('expiresAt');
  await first.put('a', { expiresAt: first.seconds(0) });
  await first.engine.close();
  const second = await setup({ path });
  expect(await second.engine.call('DescribeTimeToLive', { TableName: 'cards' })).toEqual({
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' },
  });
  second.pass(1000);
  expect(await second.engine.sweepExpired()).toBe(1);
});

test('a table made anew under the same name does not inherit the setting', async () => {
  const { engine, put, createTable, expireBy, pass, seconds } = await setup();
  await expireBy('expiresAt');
  await engine.call('DeleteTable', { TableName: 'cards' });
  await createTable('cards');
  await put('a', { expiresAt: seconds(0) });
  pass(1000);
  expect(await engine.sweepExpired()).toBe(0);
});
