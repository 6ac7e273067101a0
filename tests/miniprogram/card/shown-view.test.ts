import { isPassing, SHORT_LIFE_SECONDS, shownView as viewOf, type Came, type Facts } from '../../../miniprogram/src/card/shown-view';

const NOTHING: Came = { text: undefined, problem: undefined };
const text = (words: string): Came => ({ text: words, problem: undefined });
const failed = (code: 'network/offline' | 'card/authority-unavailable' | 'card/lost', kept?: string): Came => ({ text: kept, problem: { code } });
const shownView = (facts: Pick<Facts, 'chosen' | 'dynamic' | 'still'> & Partial<Facts>) => viewOf({ lifeLeft: 90, online: true, ...facts });

test('a dynamic code is shown while it lives, even when its renewal just failed; then it says that it is stuck, and why', () => {
  expect(shownView({ chosen: 'dynamic', dynamic: text('D'), still: text('S') })).toEqual({ kind: 'dynamic', text: 'D' });
  expect(shownView({ chosen: 'dynamic', dynamic: failed('network/offline', 'D'), still: text('S') })).toEqual({ kind: 'dynamic', text: 'D', stuck: 'offline' });
  expect(shownView({ chosen: 'dynamic', dynamic: failed('card/authority-unavailable', 'D'), still: text('S') })).toEqual({ kind: 'dynamic', text: 'D', stuck: 'unavailable' });
});

test('what the phone says of its network is said at once, before any renewal failed', () => {
  expect(shownView({ chosen: 'dynamic', dynamic: text('D'), still: text('S'), online: false })).toEqual({ kind: 'dynamic', text: 'D', stuck: 'offline' });
});

test('a stuck code about to die gives way to the static one, where there is one', () => {
  const dying = { chosen: 'dynamic', dynamic: failed('network/offline', 'D'), lifeLeft: SHORT_LIFE_SECONDS } as const;
  expect(shownView({ ...dying, still: text('S') })).toEqual({ kind: 'static', text: 'S', because: 'offline' });
  expect(shownView({ ...dying, still: NOTHING })).toEqual({ kind: 'dynamic', text: 'D', stuck: 'offline' });
  expect(shownView({ ...dying, dynamic: text('D'), still: text('S') })).toEqual({ kind: 'dynamic', text: 'D' });
});

test('the kept static code stands in, and says why', () => {
  expect(shownView({ chosen: 'dynamic', dynamic: failed('network/offline'), still: text('S') })).toEqual({ kind: 'static', text: 'S', because: 'offline' });
  expect(shownView({ chosen: 'dynamic', dynamic: failed('card/authority-unavailable'), still: text('S') })).toEqual({ kind: 'static', text: 'S', because: 'unavailable' });
});

test('before the first answer one waits; without any code the ID card does it', () => {
  expect(shownView({ chosen: 'dynamic', dynamic: NOTHING, still: text('S') })).toEqual({ kind: 'waiting' });
  expect(shownView({ chosen: 'dynamic', dynamic: failed('network/offline'), still: NOTHING })).toEqual({ kind: 'none' });
  expect(shownView({ chosen: 'static', dynamic: NOTHING, still: NOTHING })).toEqual({ kind: 'waiting' });
  expect(shownView({ chosen: 'static', dynamic: NOTHING, still: failed('network/offline') })).toEqual({ kind: 'none' });
});

test('a chosen static code is shown although a dynamic one is there', () => {
  expect(shownView({ chosen: 'static', dynamic: text('D'), still: text('S') })).toEqual({ kind: 'static', text: 'S', because: 'chosen' });
});

test('when the card itself is the trouble no code is shown, not even the kept one', () => {
  expect(shownView({ chosen: 'dynamic', dynamic: failed('card/lost', 'D'), still: text('S') })).toEqual({ kind: 'refused', refusal: { code: 'card/lost' } });
  expect(shownView({ chosen: 'static', dynamic: NOTHING, still: failed('card/lost', 'S') })).toMatchObject({ kind: 'refused' });
});

test('a failed connection passes; a lost card does not', () => {
  expect(isPassing({ code: 'network/timeout' })).toBe(true);
  expect(isPassing({ code: 'card/closed' })).toBe(false);
});
