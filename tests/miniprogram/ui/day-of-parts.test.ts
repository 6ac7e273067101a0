import { dayOfParts } from '../../../miniprogram/src/ui/day-of-parts';

test('parts as typed become a day, with the zeros people leave out', () => {
  expect(dayOfParts({ year: '2016', month: '3', day: '08' })).toBe('2016-03-08');
});

test.each([
  { year: '', month: '3', day: '8' },
  { year: '16', month: '3', day: '8' },
  { year: '2016', month: 'x', day: '8' },
])('a missing or unreadable part is no day: %j', (parts) => {
  expect(dayOfParts(parts)).toBeUndefined();
});
