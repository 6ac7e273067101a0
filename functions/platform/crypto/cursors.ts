/** Positions in lists as signed texts, good for a day and for the list they were written for. */
import type { Cursors } from '../../../shared/kernel/page';
import type { Tokens } from './token';

const GOOD_SECONDS = 86_400;

export type Position = Parameters<Cursors['write']>[0];

export function makeCursors(tokens: Tokens<Position>, now: () => number): Cursors {
  return {
    write: (position) => tokens.mint(position, GOOD_SECONDS, now()),
    read(cursor, list) {
      const read = tokens.read(cursor, now());
      return read.ok && read.value.payload.list === list ? read.value.payload.after : undefined;
    },
  };
}
