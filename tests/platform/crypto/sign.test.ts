import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeSm2Signer, makeSm2Verifier, newSm2KeyPair } from '../../../functions/platform/crypto/sign';

const content = Buffer.from('河南省居民电子健康卡：电子健康码验证结果');

describe('with openssl as the other side', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sm2-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ofPartner = ['-sigopt', 'distid:1234567812345678'];

  beforeAll(() => {
    writeFileSync(file('content'), content);
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', file('key.pem'));
    openssl('pkey', '-in', file('key.pem'), '-pubout', '-out', file('public.pem'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The point is the last 65 bytes of the public key; the scalar follows its tag, version 1 before it, in the private one. */
  function keysOfFile() {
    const spki = openssl('pkey', '-in', file('key.pem'), '-pubout', '-outform', 'DER');
    const pkcs8 = openssl('pkcs8', '-topk8', '-nocrypt', '-in', file('key.pem'), '-outform', 'DER').toString('hex');
    return { publicKey: spki.subarray(-65).toString('hex'), privateKey: /0201010420([0-9a-f]{64})/.exec(pkcs8)?.[1] ?? '' };
  }

  it('signs what openssl verifies', () => {
    writeFileSync(file('signature'), makeSm2Signer(keysOfFile().privateKey).sign(content));
    const said = openssl('dgst', '-sm3', '-verify', file('public.pem'), ...ofPartner, '-signature', file('signature'), file('content'));
    expect(said.toString()).toContain('Verified OK');
  });

  it('verifies what openssl signs, and nothing else', () => {
    openssl('dgst', '-sm3', '-sign', file('key.pem'), ...ofPartner, '-out', file('theirs'), file('content'));
    const verifier = makeSm2Verifier(keysOfFile().publicKey);
    expect(verifier.verify(content, readFileSync(file('theirs')))).toBe(true);
    expect(verifier.verify(Buffer.from('another text'), readFileSync(file('theirs')))).toBe(false);
    expect(makeSm2Verifier(newSm2KeyPair().publicKey).verify(content, readFileSync(file('theirs')))).toBe(false);
  });

  it('does not verify what openssl signed under another signer id', () => {
    openssl('dgst', '-sm3', '-sign', file('key.pem'), '-sigopt', 'distid:someone else', '-out', file('theirs'), file('content'));
    expect(makeSm2Verifier(keysOfFile().publicKey).verify(content, readFileSync(file('theirs')))).toBe(false);
  });

  it('derives the public key openssl derives', () => {
    expect(makeSm2Signer(keysOfFile().privateKey).publicKey).toBe(keysOfFile().publicKey);
  });
});

describe('a signature', () => {
  const { privateKey, publicKey } = newSm2KeyPair();
  const signature = makeSm2Signer(privateKey).sign(content);
  const verifier = makeSm2Verifier(publicKey);

  it('is another each time and verifies each time, whatever is signed', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (any) => {
      const [one, other] = [makeSm2Signer(privateKey).sign(any), makeSm2Signer(privateKey).sign(any)];
      expect(verifier.verify(any, one) && verifier.verify(any, other)).toBe(true);
      expect(Buffer.from(one).equals(other)).toBe(false);
    }), { numRuns: 20 });
  });

  it('does not verify with any byte changed, missing or added', () => {
    for (const [place, byte] of signature.entries()) {
      expect(verifier.verify(content, signature.map((kept, at) => (at === place ? byte ^ 0x01 : kept)))).toBe(false);
      expect(verifier.verify(content, signature.subarray(0, place))).toBe(false);
    }
    expect(verifier.verify(content, Buffer.concat([signature, Buffer.of(0)]))).toBe(false);
  });

  it('has one spelling: integers with needless zeros in front are refused', () => {
    const r = signature.subarray(4, 4 + (signature[3] ?? 0));
    const s = signature.subarray(4 + r.length);
    const longer = Buffer.concat([Buffer.of(0x30, signature.length - 1, 0x02, r.length + 1, 0), r, s]);
    expect(verifier.verify(content, longer)).toBe(false);
  });

  it('of zeros, of the curve\'s order, or of no integers at all does not verify and does not throw', () => {
    const order = Buffer.from('00fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex');
    const der = (r: Buffer, s: Buffer) => Buffer.concat([Buffer.of(0x30, r.length + s.length + 4, 2, r.length), r, Buffer.of(2, s.length), s]);
    const one = Buffer.of(1);
    for (const wrong of [der(Buffer.of(0), Buffer.of(0)), der(one, order), der(order, one), der(order, order), Buffer.alloc(0), Buffer.of(0x30, 0), Buffer.alloc(72, 2)]) {
      expect(verifier.verify(content, wrong)).toBe(false);
    }
  });

  it('is asked of real keys only', () => {
    expect(() => makeSm2Verifier(`04${'11'.repeat(64)}`)).toThrow();
    expect(() => makeSm2Signer('00'.repeat(32))).toThrow();
  });
});
