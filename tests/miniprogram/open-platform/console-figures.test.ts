/** What the console makes of the platform's answers: figures, a spreadsheet's list, a poster before it is sent. */
import { callsCsv } from '../../../miniprogram/src/open-platform/calls-csv';
import { posterProblem } from '../../../miniprogram/src/open-platform/poster-form';
import { byDay, byMethod, byRefusal, inAll, rateText } from '../../../miniprogram/src/open-platform/usage-figures';

const of = (day: string, result: string, count: number, method = 'verifyQRCode') => ({ day, method, result, count });
const COUNTS = [of('2026-11-18', 'success', 30), of('2026-11-18', 'sign', 10), of('2026-11-20', 'success', 5, 'getAppToken')];

describe('usage', () => {
  it('has a figure for each day up to today, none left out', () => {
    expect(byDay(COUNTS, '2026-11-20', 3)).toEqual([{ name: '2026-11-18', good: 30, bad: 10 }, { name: '2026-11-19', good: 0, bad: 0 }, { name: '2026-11-20', good: 5, bad: 0 }]);
    expect(byDay(COUNTS, '2026-11-19', 2).map(({ name }) => name)).toEqual(['2026-11-19', '2026-11-20']);
  });

  it('says by method and in all how much failed', () => {
    expect(byMethod(COUNTS)).toEqual([{ name: 'verifyQRCode', good: 30, bad: 10 }, { name: 'getAppToken', good: 5, bad: 0 }]);
    expect(inAll(COUNTS)).toMatchObject({ good: 35, bad: 10 });
    expect([{ good: 30, bad: 10 }, { good: 5, bad: 0 }, { good: 0, bad: 0 }].map(rateText)).toEqual(['25.0%', '0.0%', '—']);
  });

  it('names the refusal that is met most often first', () => {
    const met = [of('2026-11-18', 'sign', 3), of('2026-11-18', 'clock', 2), of('2026-11-20', 'clock', 7), of('2026-11-20', 'success', 90)];
    expect(byRefusal(met)).toEqual([{ result: 'clock', count: 9 }, { result: 'sign', count: 3 }]);
  });
});

describe('the call list', () => {
  const call = { at: '2026-11-20T09:30:00.123+08:00', method: 'registerHealthCard', requestId: '0A1B', hospitalId: '41010', result: 'sign', resultCode: 10105, ms: 3, words: { chinese: '签名不正确', cause: '签名原文不同。', remedy: '看“第一处”，再比。' } };
  const linesOf = (calls: Parameters<typeof callsCsv>[0]) => callsCsv(calls).slice(1).split('\r\n');

  it('opens in Excel: a byte order mark, a Chinese header, a row a call', () => {
    expect(callsCsv([call]).startsWith('\ufeff时间（北京时间）,方法,请求编号,医院,结果码,')).toBe(true);
    expect(linesOf([call])).toEqual([expect.any(String), '2026-11-20 09:30:00.123,registerHealthCard,0A1B,41010,10105,签名不正确,,3,,,签名原文不同。,看“第一处”，再比。', '']);
    expect(linesOf([])).toEqual([expect.stringContaining('方法'), '']);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])('lets nothing that a caller sent be computed: %j', (terminalId) => {
    expect(callsCsv([{ ...call, terminalId }])).toMatch(/,"?'/);
  });

  it('keeps commas, quotes and line ends inside a cell', () => {
    expect(callsCsv([{ ...call, terminalId: 'a,"b"\nc' }])).toContain(',"a,""b""\nc",');
  });
});

describe('a poster', () => {
  const form = { tag: 'dawan-village', place: '大湾村', page: 'card-list', returnTo: 'https://h.example/card' } as const;
  const app = { redirectHosts: ['h.example'] };

  it.each([
    [{}, undefined], [{ tag: '大湾' }, { member: 'tag', problem: 'tag' }], [{ tag: 'old' }, { member: 'tag', problem: 'twice' }], [{ place: '' }, { member: 'place', problem: 'place' }],
    [{ returnTo: 'http://h.example/' }, { member: 'returnTo', problem: 'returnTo' }], [{ returnTo: 'https://evil.example/' }, { member: 'returnTo', problem: 'host' }],
  ])('%j is told what is wrong with it', (changed, problem) => {
    expect(posterProblem({ ...form, ...changed }, app, ['old'])).toEqual(problem);
  });
});
