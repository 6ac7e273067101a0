import { makeAllowance } from '../../functions/platform/partner/allowance';

function setup({ perSecond = 2, atOnce = 3 } = {}) {
  const clock = { ms: 1_000_000 };
  const take = makeAllowance({ perSecond, atOnce, now: () => clock.ms });
  /** How many of ten it gives now. */
  const taken = (name = 'a') => Array.from({ length: 10 }, () => take(name)).filter(Boolean).length;
  return { clock, taken };
}

it('gives so many at once, then so many a second, never more than at once', () => {
  const { clock, taken } = setup();
  expect(taken()).toBe(3);
  clock.ms += 500;
  expect(taken()).toBe(1);
  clock.ms += 1_000;
  expect(taken()).toBe(2);
  clock.ms += 3_600_000;
  expect(taken()).toBe(3);
});

it('counts each name by itself', () => {
  const { taken } = setup();
  expect([taken('a'), taken('b'), taken('a')]).toEqual([3, 3, 0]);
});

it('gives nothing for a clock that was set back, and takes nothing either', () => {
  const { clock, taken } = setup();
  expect(taken()).toBe(3);
  clock.ms -= 60_000;
  expect(taken()).toBe(0);
  clock.ms += 1_000;
  expect(taken()).toBe(2);
});
