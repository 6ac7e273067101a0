import * as fc from 'fast-check';
import { AUTHORITY_MOVES, cityCodeOf, mayWorkFor, stateOf, statusAfter, whyUnusable } from '../../../shared/authority/authority.rules';
import { CardStatus } from '../../../shared/authority/authority.schema';

const status = fc.constantFrom(...CardStatus.options);
const moves = fc.array(fc.constantFrom(...AUTHORITY_MOVES));

describe('the states of a card', () => {
  it('are left only by the moves that are allowed from them', () => {
    const table = Object.fromEntries(CardStatus.options.map((from) => [from, AUTHORITY_MOVES.filter((move) => statusAfter(move, from))]));
    expect(table).toEqual({
      '1': ['report-loss', 'close'], '2': ['restore', 'close'], '3': ['reissue'], '4': ['activate', 'close'], '5': ['confirm', 'activate', 'close'],
    });
  });

  it('never go back to before issue, and from anywhere lead to closed', () => {
    fc.assert(fc.property(status, moves, (start, path) => {
      const states = path.reduce<CardStatus[]>((seen, move) => [...seen, statusAfter(move, seen.at(-1) ?? start) ?? (seen.at(-1) ?? start)], []);
      const issued = states.findIndex((state) => ['1', '2', '3'].includes(state));
      if (issued >= 0) expect(states.slice(issued).every((state) => ['1', '2', '3'].includes(state))).toBe(true);
      const end = states.at(-1) ?? start;
      expect(end === '3' || statusAfter('close', end) === '3').toBe(true);
    }));
  });

  it('a lost card becomes active only by being restored or made anew', () => {
    fc.assert(fc.property(moves, (path) => {
      let current: CardStatus = '2';
      for (const move of path) {
        const before: CardStatus = current;
        current = statusAfter(move, before) ?? before;
        if (before !== '1' && current === '1') expect(['restore', 'reissue']).toContain(move);
      }
    }));
  });

  it('while merged all are closed, and afterwards what they were', () => {
    fc.assert(fc.property(status, (one) => {
      expect(stateOf({ status: one, merged: true })).toBe('closed');
      expect(stateOf({ status: one, merged: false })).toBe({ '1': 'active', '2': 'lost', '3': 'closed', '4': 'pending', '5': 'pending' }[one]);
    }));
  });

  it('only an active card is of use', () => {
    expect((['active', 'lost', 'closed', 'pending'] as const).map(whyUnusable)).toEqual([undefined, 'card-lost', 'card-closed', 'card-not-found']);
  });
});

describe('tenants', () => {
  it('are cities of Henan; Jiyuan stands for itself', () => {
    expect(['410105', '410100', '419001', '110101', '41010', '4101055', ''].map(cityCodeOf)).toEqual(['410100', '410100', '419001', undefined, undefined, undefined, undefined]);
  });

  it('work for themselves, and the province for all', () => {
    expect([mayWorkFor('410100', '410100'), mayWorkFor('410100', '410300'), mayWorkFor('410000', '410300')]).toEqual([true, false, true]);
  });
});
