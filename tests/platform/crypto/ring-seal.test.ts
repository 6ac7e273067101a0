import { newKeyRing, openKeyRing, rotateKeyRing } from '../../../functions/platform/crypto/key-ring';
import { makeRingSeal } from '../../../functions/platform/crypto/ring-seal';

describe('the seal of the key ring', () => {
  it('opens a text where it was sealed, also after a rotation', () => {
    const ring = newKeyRing();
    const sealed = makeRingSeal(openKeyRing(ring)).seal('answer', 'account_1#POST /v1/cards#key');
    expect(sealed).toMatch(/^1\./);
    expect(makeRingSeal(openKeyRing(rotateKeyRing(ring))).open(sealed, 'account_1#POST /v1/cards#key')).toBe('answer');
  });

  it('does not open a text that was moved to another place', () => {
    const seal = makeRingSeal(openKeyRing(newKeyRing()));
    expect(() => seal.open(seal.seal('answer', 'account_1#POST /v1/cards#key'), 'account_2#POST /v1/cards#key')).toThrow('moved');
  });

  it('does not open a text of another ring', () => {
    const sealed = makeRingSeal(openKeyRing(newKeyRing())).seal('answer', 'here');
    expect(() => makeRingSeal(openKeyRing(newKeyRing())).open(sealed, 'here')).toThrow('does not open');
  });
});
