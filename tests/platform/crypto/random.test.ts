import { sameText } from '../../../functions/platform/crypto/constant-time';
import { randomBytes, randomDigits, randomHex } from '../../../functions/platform/crypto/random';

it('gives as much as was asked', () => {
  expect(randomBytes(10)).toHaveLength(10);
  expect(randomHex(16)).toMatch(/^[0-9a-f]{32}$/);
  expect(randomDigits(6)).toMatch(/^\d{6}$/);
  expect(randomDigits(0)).toBe('');
});

it('favours no digit', () => {
  const counts = new Map<string, number>();
  for (const digit of randomDigits(100_000)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  // Chi-square with 9 degrees of freedom: 50 is passed by chance less than once in ten million runs.
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(counts.size).toBe(10);
  expect(chiSquare).toBeLessThan(50);
});

it('compares texts', () => {
  expect(sameText('省级', '省级')).toBe(true);
  for (const [a, b] of [['abc', 'abd'], ['abc', 'abcd'], ['', 'a'], ['é', 'e\u0301']] as const) expect(sameText(a, b)).toBe(false);
});
