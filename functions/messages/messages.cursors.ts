/** Positions in an inbox as signed texts, good for a day and for the account they were written for. */
import type { Tokens } from '../platform/crypto/token';
import type { Cursors } from './messages.ports';

type Position = { readonly accountId: string; readonly after: string };

const GOOD_SECONDS = 86_400;

export function makeCursors(tokens: Tokens<Position>, now: () => number): Cursors {
  return {
    write: (position) => tokens.mint(position, GOOD_SECONDS, now()),
    read(cursor, accountId) {
      const read = tokens.read(cursor, now());
      return read.ok && read.value.payload.accountId === accountId ? read.value.payload.after : undefined;
    },
  };
}
