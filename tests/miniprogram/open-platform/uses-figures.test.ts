import { stepText, usesByDay, usesByStep, usesInAll } from '../../../miniprogram/src/open-platform/uses-figures';

const HOSPITALS = [{ hospitalId: '1', name: '甲医院', campuses: [{ code: 'east', name: '东院区' }] }, { hospitalId: '2', name: '乙医院', campuses: [] }];
const of = (day: string, scene: string, count: number, more: object = {}) => ({ day, hospitalId: '1', scene, count, ...more });
const USES = [of('2026-11-18', '010103', 3), of('2026-11-18', '0101011', 5), of('2026-11-20', '010103', 4), of('2026-11-20', '010103', 2, { campus: 'east' }), of('2026-11-20', '0', 1, { campus: 'gone' }), of('2026-11-20', '0101081', 7, { hospitalId: '2' })];

it('has a figure for each day up to today, none left out', () => {
  expect(usesByDay(USES, '2026-11-20', 3)).toEqual([{ name: '2026-11-18', count: 8 }, { name: '2026-11-19', count: 0 }, { name: '2026-11-20', count: 14 }]);
  expect(usesByDay(USES, '2026-11-19', 2).map(({ name }) => name)).toEqual(['2026-11-19', '2026-11-20']);
});

it('adds up the steps of each hospital and campus, also of one that is no longer registered', () => {
  const rows = usesByStep(USES, HOSPITALS);
  expect(rows).toEqual([
    { place: '甲医院', step: '取药 010103', count: 7 }, { place: '甲医院', step: '预约挂号 0101011', count: 5 }, { place: '甲医院 东院区', step: '取药 010103', count: 2 },
    { place: '甲医院 gone', step: '没写环节', count: 1 }, { place: '乙医院', step: '取（查询）报告 0101081', count: 7 },
  ]);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(usesInAll(USES));
});

it('calls a step it has no word for by its code', () => {
  expect(['0', '000000', '0201015', '0101019'].map(stepText)).toEqual(['没写环节', '没写环节', '0201015', '挂号 0101019']);
});
