import fc from 'fast-check';
import { aesOpen, aesSeal, sm4Decrypt, sm4Encrypt, sm4KeyOf } from '../../../functions/platform/crypto/cipher';
import { sm3 } from '../../../functions/platform/crypto/digest';
import { portableSm4Decrypt, portableSm4Encrypt } from '../../../functions/platform/crypto/portable';

const key16 = fc.uint8Array({ minLength: 16, maxLength: 16 });
const key32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const text = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('SM4-ECB', () => {
  it('gives the published value of GB/T 32907', () => {
    const sample = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    expect(Buffer.from(portableSm4Encrypt(sample, sample)).toString('hex').slice(0, 32)).toBe('681edf34d206965e86b3e94f536e4246');
    expect(sm4Encrypt(sample, '0123456789abcdef').slice(0, 32)).toBe(Buffer.from(portableSm4Encrypt(sample, Buffer.from('0123456789abcdef'))).toString('hex').slice(0, 32));
  });

  /** The card authority's worked example: a secret of sixteen characters, both digest forms. */
  it('gives the worked example of the card authority', () => {
    const secret = '0123456789ABCDEF';
    const plain = '{"ehealth_code":"AB12:1::5100A0013","medstepcode":"010101","terminalcode":"t01","channelcode":"01"}';
    const cipherText =
      'f2f4386226853992b4f9295badb7c334543afd98ef14cdb201b8044f2c734768a150e353c93675cfe1fbb13536504f931f7fa2f72255e20cd37396dab3d3801b' +
      'aa38ccf722f9535acdc538b9d3167755458301dd18a137fba1860736826173aa2aea701f1b42dbca2a922f71d58f75b2';
    expect(sm4Encrypt(sm4KeyOf(secret), plain)).toBe(cipherText);
    expect(sm4Decrypt(sm4KeyOf(secret), cipherText)).toBe(plain);
    const signed = (content: string) =>
      `app_id=demo-app&biz_content=${content}&digest_type=SM3&enc_type=SM4&method=ehc.ehealthcode.verify&term_id=T0001&timestamp=1700000000000&version=V1.1`;
    expect(sm3(`${signed(plain)}&app_secret=${secret}`)).toBe('6556b7e86a41dfcd62c2467f91a3af79933ea87fa34dd1020a94af6ac8fe474d');
    expect(sm3(signed(cipherText) + secret)).toBe('32760946272ddfa0a31122f350cf2135fcccdea18ead26b447091aa40d482b35');
  });

  it('brings every text back, with and without the native cipher', () => {
    fc.assert(fc.property(key16, text, (key, plain) => {
      const encrypted = sm4Encrypt(key, plain);
      expect(sm4Decrypt(key, encrypted)).toBe(plain);
      expect(Buffer.from(portableSm4Encrypt(key, Buffer.from(plain))).toString('hex')).toBe(encrypted);
      expect(Buffer.from(portableSm4Decrypt(key, Buffer.from(encrypted, 'hex'))).toString('utf8')).toBe(plain);
    }));
  });

  it('refuses the same paddings with and without the native cipher', () => {
    fc.assert(fc.property(key16, key16, (key, block) => {
      const native = sm4Decrypt(key, Buffer.from(block).toString('hex')) !== undefined;
      const portable = (() => {
        try {
          return portableSm4Decrypt(key, block) !== undefined;
        } catch {
          return false;
        }
      })();
      expect(portable).toBe(native);
    }), { numRuns: 500 });
  });

  it.each(['', 'zz', 'f2f4', `${'0'.repeat(31)}g`])('does not read %j', (hex) => {
    expect(sm4Decrypt(sm4KeyOf('0123456789ABCDEF'), hex)).toBeUndefined();
  });

  it('does not read good hex with something behind it', () => {
    const key = sm4KeyOf('0123456789ABCDEF');
    expect(sm4Decrypt(key, `${sm4Encrypt(key, 'text')}zz`)).toBeUndefined();
    expect(sm4Decrypt(key, sm4Encrypt(key, 'text').toUpperCase())).toBe('text');
  });

  it('takes sixteen bytes as a key and nothing else', () => {
    expect(() => sm4KeyOf('0123456789ABCDE')).toThrow('sixteen bytes');
    expect(() => sm4KeyOf('省'.repeat(16))).toThrow('sixteen bytes');
  });
});

describe('AES-256-GCM', () => {
  it('opens what was sealed, under the same key and context only', () => {
    fc.assert(fc.property(key32, fc.uint8Array({ maxLength: 100 }), text, text, (key, plain, context, other) => {
      const sealed = aesSeal(key, plain, context);
      expect(Buffer.from(aesOpen(key, sealed, context) ?? []).equals(plain)).toBe(true);
      if (other !== context) expect(aesOpen(key, sealed, other)).toBeUndefined();
      expect(aesOpen(key.map((byte, place) => (place === 7 ? byte ^ 1 : byte)), sealed, context)).toBeUndefined();
    }));
  });

  it('does not open with any bit flipped or any byte missing', () => {
    const key = new Uint8Array(32).fill(7);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(), fc.nat(7), (plain, at, bit) => {
      const sealed = aesSeal(key, plain, 'context');
      const place = at % sealed.length;
      expect(aesOpen(key, sealed.map((byte, index) => (index === place ? byte ^ (1 << bit) : byte)), 'context')).toBeUndefined();
      expect(aesOpen(key, sealed.subarray(0, place), 'context')).toBeUndefined();
    }));
  });

  it('never seals twice alike', () => {
    const key = new Uint8Array(32);
    const texts = Array.from({ length: 100 }, () => Buffer.from(aesSeal(key, Buffer.from('same'), '')).toString('hex'));
    expect(new Set(texts).size).toBe(100);
  });
});
