import fc from 'fast-check';
import { idOf, makeUlid } from '../../../shared/kernel/ids';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

/** The published example of the ULID specification, with its time. */
it('writes the time as the specification does', () => {
  expect(makeUlid('card', 1469918176385, new Uint8Array(10)).slice(0, 15)).toBe('card_01ARYZ6S41');
});

it('writes all 80 bits of chance, five by five', () => {
  expect(makeUlid('card', 0, new Uint8Array(10).fill(255))).toBe(`card_0000000000${'Z'.repeat(16)}`);
  expect(makeUlid('card', 0, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1))).toBe('card_00000000000000000000000001');
  fc.assert(fc.property(bytes, (chance) => {
    const bits = [...chance].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const expected = (bits.match(/.{5}/g) ?? []).map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(five, 2)]).join('');
    expect(makeUlid('x', 0, chance)).toBe(`x_0000000000${expected}`);
  }));
});

it('is of its kind and of no other', () => {
  fc.assert(fc.property(time, bytes, (at, chance) => {
    const id = makeUlid('card', at, chance);
    expect(idOf('card').safeParse(id).success).toBe(true);
    expect(idOf('person').safeParse(id).success).toBe(false);
  }));
});

it('sorts by the time of its making', () => {
  fc.assert(fc.property(time, time, bytes, bytes, (a, b, one, other) => {
    fc.pre(a < b);
    expect(makeUlid('card', a, one) < makeUlid('card', b, other)).toBe(true);
  }));
});

it('refuses what would make a wrong id', () => {
  expect(() => makeUlid('card', 1, new Uint8Array(9))).toThrow('10 random bytes');
  expect(() => makeUlid('card', 2 ** 48, new Uint8Array(10))).toThrow('48 bits');
  expect(() => makeUlid('card', -1, new Uint8Array(10))).toThrow('48 bits');
  expect(() => makeUlid('Card_', 1, new Uint8Array(10))).toThrow('prefix');
});

it.each(['card_01ARYZ6S41TSV4RRFFQ69G5FA', 'card_01ARYZ6S41TSV4RRFFQ69G5FAVV', 'card_81ARYZ6S41TSV4RRFFQ69G5FAV', 'card_01ARYZ6S41TSV4RRFFQ69G5FAU', 'card-01ARYZ6S41TSV4RRFFQ69G5FAV', 'card_01aryz6s41tsv4rrffq69g5fav'])('does not take %s', (text) => {
  expect(idOf('card').safeParse(text).success).toBe(false);
});
