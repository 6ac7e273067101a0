import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { addDays, ageOn, ChinaDay, chinaDayOf, daysBetween, epochMsOf, Instant, instantOf } from '../../../shared/kernel/china-day';

const epochMs = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2999, 11, 31) });
const day = epochMs.map((at) => chinaDayOf(at));

it('changes the day at midnight in China, which is 16:00 UTC', () => {
  const midnight = Date.UTC(2026, 0, 31, 16);
  expect(chinaDayOf(midnight - 1)).toBe('2026-01-31');
  expect(chinaDayOf(midnight)).toBe('2026-02-01');
  expect(instantOf(midnight)).toBe('2026-02-01T00:00:00.000+08:00');
});

it('writes instants that read back, and sort as they follow', () => {
  fc.assert(fc.property(epochMs, epochMs, (a, b) => {
    expect(epochMsOf(instantOf(a))).toBe(a);
    expect(Date.parse(instantOf(a))).toBe(a);
    expect(Instant.safeParse(instantOf(a)).success).toBe(true);
    expect(instantOf(a) < instantOf(b)).toBe(a < b);
  }));
  expect(() => instantOf(Date.UTC(10_000, 0, 1))).toThrow(RangeError);
});

it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '', '2026-01-01T00:00', '+02026-01-01'])('knows that %j is no day', (text) => {
  expect(ChinaDay.safeParse(text).success).toBe(false);
});

it.each(['2026-02-29T00:00:00.000+08:00', '2026-02-01T24:00:00.000+08:00', '2026-02-01T00:00:00+08:00', '2026-02-01T00:00:00.000Z', '2026-02-01T00:60:00.000+08:00'])('knows that %j is no instant of ours', (text) => {
  expect(Instant.safeParse(text).success).toBe(false);
});

it('counts days both ways', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(daysBetween('2025-12-31', '2026-01-01')).toBe(1);
  fc.assert(fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, count) => {
    expect(daysBetween(from, addDays(from, count))).toBe(count);
  }));
});

it('counts completed years of life', () => {
  expect(ageOn('2012-03-01', '2026-02-28')).toBe(13);
  expect(ageOn('2012-03-01', '2026-03-01')).toBe(14);
  expect(ageOn('2026-03-01', '2026-03-01')).toBe(0);
  expect(ageOn('2026-03-01', '2026-02-28')).toBe(-1);
  expect(ageOn('1899-01-01', '2026-03-01')).toBe(127);
});

it('lets a year of a person born on a leap day be complete on 1 March, and on 29 February where there is one', () => {
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
  expect(ageOn('2008-02-29', '2024-02-28')).toBe(15);
  expect(ageOn('2008-02-29', '2024-02-29')).toBe(16);
});

it('never grows younger', () => {
  fc.assert(fc.property(day, day, fc.integer({ min: 0, max: 800 }), (born, on, later) => {
    expect(ageOn(born, addDays(on, later))).toBeGreaterThanOrEqual(ageOn(born, on));
  }));
});

it('says the same wherever the machine stands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'china-day-'));
  const script = join(folder, 'china-day.cjs');
  buildSync({
    stdin: {
      contents: `import { addDays, ageOn, chinaDayOf, daysBetween, instantOf } from './shared/kernel/china-day';
        const at = Date.UTC(2026, 2, 8, 15, 59, 59, 999);
        console.log(JSON.stringify([chinaDayOf(at), chinaDayOf(at + 1), instantOf(at), addDays('2026-03-07', 1), daysBetween('2026-03-07', '2026-03-09'), ageOn('2012-03-08', chinaDayOf(at)), new Date(at).getHours()]));`,
      resolveDir: process.cwd(),
    },
    bundle: true, platform: 'node', outfile: script,
  });
  const said = ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'].map((zone) => {
    const answer = JSON.parse(execFileSync(process.execPath, [script], { env: { ...process.env, TZ: zone }, encoding: 'utf8' })) as unknown[];
    return { hour: answer.pop(), answer };
  });
  rmSync(folder, { recursive: true });
  for (const { answer } of said) expect(answer).toEqual(['2026-03-08', '2026-03-09', '2026-03-08T23:59:59.999+08:00', '2026-03-08', 2, 14]);
  expect(new Set(said.map(({ hour }) => hour)).size).toBe(3);
});
