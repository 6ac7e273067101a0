import type { CodeView } from '../../../shared/card/card.schema';
import { hold, isAlive, isDue, lifeLeft, partLeft, secondsLeft, TRY_AGAIN_MS } from '../../../miniprogram/src/card/code-clock';

const ASKED = 1_000_000;
const code = (more: Partial<CodeView> = {}): CodeView => ({
  kind: 'dynamic', text: 'ID:0:1', servedAt: '2026-11-20T09:30:00.000+08:00', validUntil: '2026-11-20T09:32:00.000+08:00', renewAfterSeconds: 60, ...more,
});
const after = (seconds: number) => ASKED + seconds * 1000;

test('the countdown runs from the moment of asking, whatever the phone believes the time to be', () => {
  const held = hold(code(), ASKED);
  expect(secondsLeft(held, after(0))).toBe(60);
  expect(secondsLeft(held, after(0.5))).toBe(60);
  expect(secondsLeft(held, after(59.2))).toBe(1);
  expect(secondsLeft(held, after(75))).toBe(0);
  expect(partLeft(held, after(30))).toBe(0.5);
});

test('a code lives between the two instants of the server, and not one moment longer', () => {
  const held = hold(code(), ASKED);
  expect(isAlive(held, after(119.9))).toBe(true);
  expect(isAlive(held, after(120))).toBe(false);
  expect([lifeLeft(held, after(60)), lifeLeft(held, after(119.5)), lifeLeft(held, after(130))]).toEqual([60, 0, 0]);
});

test('a code of an authority that names no end lives as long as ours do', () => {
  const held = hold({ kind: 'dynamic', text: 'ID:0:1', servedAt: '2026-11-20T09:30:00.000+08:00' }, ASKED);
  expect(secondsLeft(held, ASKED)).toBe(60);
  expect(isAlive(held, after(119))).toBe(true);
  expect(isAlive(held, after(120))).toBe(false);
});

test('a clock that was set back makes a code count as dead: nobody knows how old it is', () => {
  expect(isAlive(hold(code(), ASKED), ASKED - 1)).toBe(false);
});

test('a code never outlives its renewal: one that dies sooner is renewed sooner', () => {
  const held = hold(code({ validUntil: '2026-11-20T09:30:20.000+08:00' }), ASKED);
  expect(secondsLeft(held, ASKED)).toBe(20);
});

test('a code is asked for when there is none, when it is due, and not in haste after a failure', () => {
  const held = hold(code(), ASKED);
  expect(isDue({ held: undefined, failedAt: undefined }, ASKED)).toBe(true);
  expect(isDue({ held, failedAt: undefined }, after(59))).toBe(false);
  expect(isDue({ held, failedAt: undefined }, after(60))).toBe(true);
  expect(isDue({ held, failedAt: after(60) }, after(61))).toBe(false);
  expect(isDue({ held, failedAt: after(60) }, after(60) + TRY_AGAIN_MS)).toBe(true);
  expect(isDue({ held: undefined, failedAt: ASKED }, ASKED - 1)).toBe(true);
});
