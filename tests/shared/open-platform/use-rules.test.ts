import { isTold, replaces, type UseMoment } from '../../../shared/open-platform/use.rules';

const at = (clock: string) => `2026-11-29T${clock}:00.000+08:00`;
const report = (clock: string, scene = '0101011'): UseMoment => ({ usedAt: at(clock), scene });
const scan = (clock: string, scene = '0'): UseMoment => ({ ...report(clock, scene), provisional: true });

it('a report takes the place of a scan within a quarter of an hour, before or after it, and of none further away', () => {
  expect([scan('08:45'), scan('09:15'), scan('08:44'), scan('09:16')].map((known) => replaces(report('09:00'), known))).toEqual([true, true, false, false]);
});

it('the step of a scan may be the whole step, the sub-step, or left out, but no other', () => {
  expect(['0101011', '010101', '0', '0101012', '010103'].map((scene) => replaces(report('09:00'), scan('09:00', scene)))).toEqual([true, true, true, false, false]);
  expect(replaces(report('09:00', '0'), scan('09:00', '010103'))).toBe(true);
});

it('a report never takes the place of a report, nor a scan that of anything', () => {
  expect([replaces(report('09:00'), report('09:01')), replaces(scan('09:00'), report('09:01')), replaces(scan('09:00'), scan('09:01'))]).toEqual([false, false, false]);
});

it('what was told before is told; a report says more than a scan of the same second', () => {
  expect(isTold(report('09:00'), [report('09:00')])).toBe(true);
  expect(isTold(scan('09:00'), [scan('09:00')])).toBe(true);
  expect(isTold(scan('09:10'), [report('09:00')])).toBe(true);
  expect(isTold(scan('09:10'), [scan('09:00')])).toBe(false);
  expect(isTold(report('09:00'), [scan('09:00', '0101011')])).toBe(false);
  expect(isTold(report('09:01'), [report('09:00')])).toBe(false);
});
