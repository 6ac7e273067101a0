import * as fc from 'fast-check';
import {
  afterMerge, afterReversal, lastDayOf, lookUpText, mayMerge, mayReverse, type Pair, type Standing,
} from '../../../shared/person-index/person-index.rules';

type Move = { readonly kind: 'merge'; readonly survivor: number; readonly merged: number } | { readonly kind: 'reverse'; readonly merge: number };

const PERSONS = 7;
const person = fc.nat(PERSONS - 1);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant('merge' as const), survivor: person, merged: person }),
  fc.record({ kind: fc.constant('reverse' as const), merge: fc.nat(20) }),
);

type World = Map<string, Standing>;
type Done = { readonly mergeId: string; readonly survivor: string; readonly merged: string };

function newWorld(): World {
  return new Map(Array.from({ length: PERSONS }, (_, order) => [`p${order}`, { personId: `p${order}`, tookIn: [], version: 1 }]));
}

const standing = (world: World, id: string) => world.get(id)!;

function pairOf(world: World, { survivor, merged }: { survivor: string; merged: string }): Pair {
  return { survivor: standing(world, survivor), merged: standing(world, merged) };
}

function put(world: World, { survivor, merged }: Pair): void {
  for (const one of [survivor, merged]) world.set(one.personId, one);
}

/** Plays the moves that are allowed; gives the merges. */
function play(world: World, moves: readonly Move[]): readonly Done[] {
  const done: Done[] = [];
  for (const one of moves) {
    if (one.kind === 'merge') merge(world, done, one);
    else reverse(world, done[one.merge]);
  }
  return done;
}

function merge(world: World, done: Done[], move: { survivor: number; merged: number }): void {
  const pair = pairOf(world, { survivor: `p${move.survivor}`, merged: `p${move.merged}` });
  if (!mayMerge(pair)) return;
  const mergeId = `m${done.length}`;
  put(world, afterMerge(mergeId, pair));
  done.push({ mergeId, survivor: pair.survivor.personId, merged: pair.merged.personId });
}

function reverse(world: World, merge: Done | undefined): void {
  if (merge && mayReverse(merge.mergeId, pairOf(world, merge))) put(world, afterReversal(merge.mergeId, pairOf(world, merge)));
}

/** Steps to the survivor; more than there are persons is a circle. */
function stepsToSurvivor(world: World, id: string): number {
  let steps = 0;
  for (let at = standing(world, id); at.mergedInto && steps <= PERSONS; at = standing(world, at.mergedInto.personId)) steps += 1;
  return steps;
}

describe('merging and splitting', () => {
  it('in any sequence leaves every person reachable and makes no circle', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const world = newWorld();
      play(world, moves);
      for (const id of world.keys()) expect(stepsToSurvivor(world, id)).toBeLessThan(PERSONS);
    }));
  });

  it('keeps both sides telling the same: who went into whom is who was taken in', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const world = newWorld();
      play(world, moves);
      const went = [...world.values()].flatMap(({ mergedInto }) => (mergedInto ? [`${mergedInto.personId}<${mergedInto.mergeId}`] : [])).sort();
      const took = [...world.values()].flatMap(({ personId, tookIn }) => tookIn.map((mergeId) => `${personId}<${mergeId}`)).sort();
      expect(took).toEqual(went);
    }));
  });

  it('reversed at once restores exactly', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 40 }), person, person, (moves, a, b) => {
      const world = newWorld();
      play(world, moves);
      const pair = pairOf(world, { survivor: `p${a}`, merged: `p${b}` });
      fc.pre(mayMerge(pair));
      const after = afterMerge('last', pair);
      expect(mayReverse('last', after)).toBe(true);
      expect(afterReversal('last', after)).toEqual(pair);
    }));
  });

  it('can always be undone down to the beginning, the last first', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const world = newWorld();
      const done = play(world, moves);
      const inForce = done.filter(({ mergeId, merged }) => standing(world, merged).mergedInto?.mergeId === mergeId);
      for (const last of [...inForce].reverse()) {
        expect(mayReverse(last.mergeId, pairOf(world, last))).toBe(true);
        reverse(world, last);
      }
      expect(world).toEqual(newWorld());
    }));
  });

  it('is refused in the middle of a chain: later merges are reversed first', () => {
    const world = newWorld();
    const done = play(world, [{ kind: 'merge', survivor: 1, merged: 0 }, { kind: 'merge', survivor: 2, merged: 1 }, { kind: 'merge', survivor: 2, merged: 3 }]);
    const may = done.map((one) => mayReverse(one.mergeId, pairOf(world, one)));
    expect(may).toEqual([false, false, true]);
  });
});

describe('what a person is looked up by', () => {
  it('is the document, whatever the name; a household number needs the name', () => {
    expect(lookUpText({ type: '03', number: 'XE0000001' }, 'MARIA')).toBe('03:XE0000001');
    expect(lookUpText({ type: '02', number: '419099001' })).toBeUndefined();
    expect(lookUpText({ type: '02', number: '419099001' }, '包小龙')).toBe('02:419099001#包小龙');
  });

  it('ends by itself only for a newborn without document: with the 92nd day', () => {
    expect(lastDayOf({ type: '16', number: 'XE0000001-1' }, '2026-03-01')).toBe('2026-05-31');
    expect(lastDayOf({ type: '01', number: '419099198005170021' }, '2026-03-01')).toBeUndefined();
  });
});
