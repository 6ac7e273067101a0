import { dayText, momentText, refusalText, secondText } from '../../../miniprogram/src/ui/words';

const WORDS = { 'card/lost': '卡已挂失。' };

test('a refusal of the slice is said in its own words', () => {
  expect(refusalText(WORDS, { code: 'card/lost' })).toBe('卡已挂失。');
});

test('what every route can be refused for has common words', () => {
  expect(refusalText(WORDS, { code: 'network/offline' as 'card/lost' })).toContain('网络');
});

test('how many tries are left and when the next one is possible are said too, in Beijing time as written', () => {
  const text = refusalText(WORDS, { code: 'card/lost', facts: { triesLeft: 0, retryAt: '2026-11-23T10:05:00+08:00' } });
  expect(text).toBe('卡已挂失。11月23日 10:05 以后可以再试。');
  expect(refusalText(WORDS, { code: 'card/lost', facts: { triesLeft: 2 } })).toBe('卡已挂失。还可以再试 2 次。');
});

test('instants and days are written the way people say them', () => {
  expect(momentText('2026-01-03T08:05:00+08:00')).toBe('1月3日 08:05');
  expect([secondText('2026-01-03T08:05:09.120+08:00'), secondText('unreadable')]).toEqual(['1月3日 08:05:09', 'unreadable']);
  expect(dayText('2026-01-03')).toBe('2026年1月3日');
  expect(dayText('unreadable')).toBe('unreadable');
});
