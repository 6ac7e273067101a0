import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { hmacSm3, sha256, sm3 } from '../../../functions/platform/crypto/digest';
import { portableHmacSm3, portableSm3 } from '../../../functions/platform/crypto/portable';

const bytes = fc.uint8Array({ maxLength: 300 });

it('gives the published SM3 values of GB/T 32905', () => {
  expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('reads texts as UTF-8', () => {
  expect(sm3('居民电子健康卡')).toBe(sm3(Buffer.from('居民电子健康卡', 'utf8')));
});

it('gives the same without the native digest', () => {
  fc.assert(fc.property(bytes, bytes, (content, key) => {
    expect(portableSm3(content)).toBe(sm3(content));
    fc.pre(key.length > 0);
    expect(portableHmacSm3(key, content)).toBe(hmacSm3(key, content));
  }));
});

it('agrees with openssl', () => {
  const content = Buffer.from('河南省居民电子健康卡');
  const openssl = (...args: string[]) => execFileSync('openssl', ['dgst', '-sm3', ...args], { input: content, encoding: 'utf8' }).trim().split(' ').pop();
  expect(openssl()).toBe(sm3(content));
  expect(openssl('-hmac', 'a key of the test')).toBe(hmacSm3(Buffer.from('a key of the test'), content));
});
