/** The secret of an authenticator, for those who type it. */
import { inFours, secretIn } from '../../../miniprogram/src/open-platform/second-factor';

it('is read from the address an authenticator takes, and shown in groups of four', () => {
  const secret = secretIn('otpauth://totp/sample?secret=GEZDGNBVGY3TQOJQ&issuer=sample');
  expect([secret, inFours(secret)]).toEqual(['GEZDGNBVGY3TQOJQ', 'GEZD GNBV GY3T QOJQ']);
  expect([secretIn('otpauth://totp/sample'), inFours('ABCDE')]).toEqual(['', 'ABCD E']);
});
