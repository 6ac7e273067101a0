/** What is counted of uses rests on what was told, not on its order. */
import * as fc from 'fast-check';
import { makeUseReports } from '../../functions/open-platform/uses.repository';
import type { UseReport } from '../../functions/open-platform/open-platform.ports';
import { epochMsOf, instantOf } from '../../shared/kernel/china-day';
import { BACK_FILLED_MINUTES, isBackFilled, ONE_USE_MS, replaces } from '../../shared/open-platform/use.rules';
import { openTestStore, type TestStore } from '../rig/open-store';

jest.setTimeout(120_000);

const NOW = Date.parse('2026-11-29T12:00:00+08:00');
let town: TestStore;
beforeAll(async () => { town = await openTestStore({ clock: () => NOW }); });
afterAll(() => town.close());

let hospitals = 0;
/** A hospital nobody told of yet. */
function setup(told: TestStore = town) {
  const hospitalId = `h${String(hospitals += 1)}`;
  const table = `${told.prefix}open-platform`;
  const uses = makeUseReports({ store: told.store, table, now: () => NOW });
  return {
    hospitalId, uses,
    tell: (use: Told) => uses.add({ hospitalId, cityCode: '410300', cardChannel: '99', isLate: false, ...use }),
    counts: async () => Object.fromEntries((await uses.counts(hospitalId, { first: '2026-11-01', last: '2026-11-30' })).map(({ day, scene, campus, count }) => [`${day} ${scene}${campus ? ` ${campus}` : ''}`, count])),
    kept: async (day: string) => (await told.store.queryAll(table, { pk: `use#${hospitalId}#${day}` })) as unknown as UseReport[],
  };
}

type Told = Pick<UseReport, 'healthCardId' | 'usedAt' | 'scene'> & Partial<UseReport>;
const CARD = 'A'.repeat(64);
const at = (clock: string, day = '2026-11-29') => `${day}T${clock}.000+08:00`;
const report = (clock: string, scene = '0101011', more: Partial<Told> = {}): Told => ({ healthCardId: CARD, usedAt: at(clock), scene, ...more });
const scan = (clock: string, scene = '0', more: Partial<Told> = {}): Told => ({ ...report(clock, scene), provisional: true, ...more });

it('a scan and its report are one use, at the step and time of the report, whichever came first', async () => {
  for (const told of [[scan('09:00:00'), report('09:02:00')], [report('09:02:00'), scan('09:00:00')]]) {
    const { tell, counts, kept } = setup();
    for (const use of told) await tell(use);
    expect(await counts()).toEqual({ '2026-11-29 0101011': 1 });
    expect(await kept('2026-11-29')).toMatchObject([{ usedAt: at('09:02:00') }]);
  }
});

it('a scan that nobody reports stays a use', async () => {
  const { tell, counts } = setup();
  await tell(scan('09:00:00', '010101'));
  await tell(report('09:30:00'));
  expect(await counts()).toEqual({ '2026-11-29 010101': 1, '2026-11-29 0101011': 1 });
});

it('a report at the very second and step of its scan is one use, and counts at the campus it names', async () => {
  const { tell, counts } = setup();
  await tell(scan('09:00:00', '010101'));
  await tell(report('09:00:00', '010101', { subHospitalCode: 'E#1' }));
  expect(await counts()).toEqual({ '2026-11-29 010101 E#1': 1 });
});

it('around midnight the use counts on the day that was reported', async () => {
  const { tell, counts } = setup();
  await tell(scan('23:58:00', '0', { usedAt: at('23:58:00', '2026-11-28') }));
  await tell(report('00:03:00', '010101'));
  expect(await counts()).toEqual({ '2026-11-29 010101': 1 });
});

it('another card, another hospital and another step keep their scans', async () => {
  const { tell, counts } = setup();
  const other = setup();
  await tell(scan('09:00:00', '010103'));
  await tell(scan('09:00:00', '0', { healthCardId: 'B'.repeat(64) }));
  await other.tell(scan('09:00:00'));
  await tell(report('09:01:00', '010101'));
  expect(await counts()).toEqual({ '2026-11-29 0': 1, '2026-11-29 010103': 1, '2026-11-29 010101': 1 });
  expect(await other.counts()).toEqual({ '2026-11-29 0': 1 });
});

it('what comes twice counts once, and says so', async () => {
  const { tell, counts } = setup();
  expect([await tell(report('09:00:00')), await tell(report('09:00:00')), await tell(scan('09:00:00')), await tell(scan('10:00:00')), await tell(scan('10:00:00'))]).toEqual([true, false, false, true, false]);
  expect(await counts()).toEqual({ '2026-11-29 0': 1, '2026-11-29 0101011': 1 });
});

/** What must be counted in the end: every report once, and every scan that none of them tells of. */
function expected(told: readonly Told[]) {
  const known = [...new Map(told.map((use) => [`${use.healthCardId} ${use.usedAt} ${use.scene} ${String(use.provisional)}`, use])).values()];
  const left = known.filter((use) => !known.some((other) => other.healthCardId === use.healthCardId && replaces(other, use)));
  const counts: Record<string, number> = {};
  for (const { usedAt, scene } of left) {
    const name = `${usedAt.slice(0, 10)} ${scene}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const START = epochMsOf(at('23:40:00', '2026-11-28'));
const anyUse: fc.Arbitrary<Told> = fc.record({
  healthCardId: fc.constantFrom(CARD, 'B'.repeat(64)), minute: fc.integer({ min: 0, max: 4 * (ONE_USE_MS / 60_000) }), scene: fc.constantFrom('0', '010101', '0101011', '010103'), scanned: fc.boolean(),
}).map(({ healthCardId, minute, scene, scanned }) => ({ healthCardId, usedAt: instantOf(START + minute * 60_000), scene, ...(scanned ? { provisional: true as const } : {}) }));

it('in whatever order and however often scans and reports arrive, the counts end the same, and agree with what is kept', async () => {
  const inOrder = fc.array(anyUse, { minLength: 1, maxLength: 8 }).chain((told) => fc.record({ told: fc.constant(told), arriving: fc.shuffledSubarray([...told, ...told.slice(0, 3)], { minLength: told.length + Math.min(3, told.length) }) }));
  await fc.assert(fc.asyncProperty(inOrder, async ({ told, arriving }) => {
    const { tell, counts, kept } = setup();
    for (const use of arriving) await tell(use);
    expect(await counts()).toEqual(expected(told));
    const all = [...await kept('2026-11-28'), ...await kept('2026-11-29')];
    expect(all).toHaveLength(Object.values(expected(told)).reduce((sum, count) => sum + count, 0));
  }), { numRuns: 60 });
});

it('also where they arrive at the same moment, in a store that conflicts', async () => {
  const crowded = await openTestStore({ moods: { seed: 11, conflictProbability: 0.2 } });
  try {
    await fc.assert(fc.asyncProperty(fc.array(anyUse, { minLength: 2, maxLength: 6 }), async (told) => {
      const { tell, counts } = setup(crowded);
      await Promise.all(told.map(tell));
      expect(await counts()).toEqual(expected(told));
    }), { numRuns: 15 });
  } finally {
    await crowded.close();
  }
});

it('is back-filled when it is told long after it was, also on the same day', () => {
  const at = '2026-11-23T10:00:00.000+08:00';
  const later = (minutes: number) => isBackFilled(at, epochMsOf(at) + minutes * 60_000);
  expect([later(-5), later(0), later(BACK_FILLED_MINUTES), later(BACK_FILLED_MINUTES + 1), later(1_440)]).toEqual([false, false, false, true, true]);
});
