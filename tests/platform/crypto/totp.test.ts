import { base32, totpCode, totpMatch, totpStepOf } from '../../../functions/platform/crypto/totp';

const SECRET = Buffer.from('12345678901234567890');

/** RFC 6238, appendix B (SHA-1). */
it.each([
  [59, '94287082'], [1111111109, '07081804'], [1111111111, '14050471'], [1234567890, '89005924'], [2000000000, '69279037'], [20000000000, '65353130'],
])('gives at second %d the published code', (second, code) => {
  expect(totpCode(SECRET, totpStepOf(second * 1000), 8)).toBe(code);
});

/** RFC 4226, appendix D. */
it('gives the published codes of counters', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => totpCode(SECRET, step))).toEqual(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']);
});

it('takes the code of a neighbouring step, once, and none further away', () => {
  const nowMs = 1_800_000_000_000;
  const step = totpStepOf(nowMs);
  const at = (other: number, after = 0) => totpMatch(SECRET, totpCode(SECRET, other), { nowMs, after });
  expect([at(step), at(step - 1), at(step + 1), at(step - 2), at(step + 2)]).toEqual([step, step - 1, step + 1, undefined, undefined]);
  expect(at(step, step)).toBeUndefined();
  expect(totpMatch(SECRET, '12345', { nowMs, after: 0 })).toBeUndefined();
});

/** RFC 4648, section 10. */
it.each([['', ''], ['f', 'MY'], ['fo', 'MZXQ'], ['foo', 'MZXW6'], ['foob', 'MZXW6YQ'], ['fooba', 'MZXW6YTB'], ['foobar', 'MZXW6YTBOI']])('writes %j in base 32', (text, written) => {
  expect(base32(Buffer.from(text))).toBe(written);
});
