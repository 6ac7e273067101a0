/** Positions in lists as signed texts, good for a day and for the list they were written for. */
import type { Tokens } from '../platform/crypto/token';
import type { Cursors } from './card.ports';

type Position = { readonly list: string; readonly after: string };

const GOOD_SECONDS = 86_400;

export function makeCursors(tokens: Tokens<Position>, now: () => number): Cursors {
  return {
    write: (position) => tokens.mint(position, GOOD_SECONDS, now()),
    read(cursor, list) {
      const read = tokens.read(cursor, now());
      return read.ok && read.value.payload.list === list ? read.value.payload.after : undefined;
    },
  };
}
