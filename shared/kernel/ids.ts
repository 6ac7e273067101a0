/**
 * Ids of the platform: a prefix that says what it is, and a ULID (48 bits of time, 80 of chance), so that ids sort by
 * the time of their making: `card_01K…`.
 */
import * as z from 'zod/mini';

/** Crockford's base 32: no I, L, O, U, which are misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const TIME_LIMIT = 2 ** 48;
const RANDOM_BYTES = 10;
const PREFIX_SHAPE = /^[a-z][a-z0-9-]*$/;

function timePart(epochMs: number): string {
  let rest = epochMs;
  let text = '';
  for (let place = 0; place < TIME_LENGTH; place += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Five bits at a time; at most 12 bits wait, so 32-bit arithmetic is enough. */
function randomPart(bytes: Uint8Array): string {
  let waiting = 0;
  let bits = 0;
  let text = '';
  for (const byte of bytes) {
    waiting = (waiting << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((waiting >> bits) & 31);
    }
    waiting &= (1 << bits) - 1;
  }
  return text;
}

/** Makes an id such as `card_01K…` from a time in milliseconds and 10 random bytes. */
export function makeUlid(prefix: string, epochMs: number, randomBytes: Uint8Array): string {
  if (!PREFIX_SHAPE.test(prefix)) throw new RangeError('an id prefix is lower-case letters, digits and hyphens');
  if (!Number.isInteger(epochMs) || epochMs < 0 || epochMs >= TIME_LIMIT) throw new RangeError('an id needs a time of 48 bits');
  if (randomBytes.length !== RANDOM_BYTES) throw new RangeError('an id needs 10 random bytes');
  return `${prefix}_${timePart(epochMs)}${randomPart(randomBytes)}`;
}

/** The schema of ids of one kind: `idOf('card')`. */
export function idOf(prefix: string) {
  return z.string().check(z.regex(new RegExp(`^${prefix}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`)));
}
