import { makePace } from '../../functions/platform/pace';
import { seenKeys } from '../../functions/platform/seen-keys';

it('gives turns no faster than so many a second, and makes up for a second at most', async () => {
  let now = 10_000;
  const turns: number[] = [];
  const turn = makePace({ perSecond: 10, now: () => now, pause: async (ms) => { now += ms; } });
  const take = async (count: number) => { for (let n = 0; n < count; n += 1) { await turn(); turns.push(now); } };
  await take(30);
  expect(turns.at(-1)! - turns[0]!).toBeGreaterThanOrEqual(1_900);
  now += 60_000;
  const from = now;
  await take(30);
  expect(now - from).toBeGreaterThanOrEqual(1_900);
});

it('knows every key it met, however many', () => {
  const seen = seenKeys();
  const key = (n: number) => (BigInt(n) * 0x9E3779B97F4A7C15n % (1n << 64n)).toString(16).padStart(16, '0');
  for (let n = 0; n < 100_000; n += 1) expect(seen.add(key(n))).toBe(false);
  for (let n = 0; n < 100_000; n += 997) expect(seen.add(key(n))).toBe(true);
  expect([seen.add(key(100_001)), seenKeys().add('0000000000000000')]).toEqual([false, false]);
});
