/** SM3 and SM4 in plain JavaScript, for a Node build whose OpenSSL lacks them. Slower, never different. */
import type * as SmCrypto from 'sm-crypto-v2';

/** Loaded at the first use: where Node has the ciphers itself, nobody waits for this package. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a cipher answers at once, so its package is loaded at once too
const smCrypto = () => require('sm-crypto-v2') as typeof SmCrypto;

const BLOCK_BYTES = 16;

/** sm-crypto-v2 wants plain byte arrays: a Buffer's `slice` shares memory, theirs must not. */
const own = (bytes: Uint8Array) => Uint8Array.from(bytes);

/** SM3 in lower-case hex. */
export function portableSm3(content: Uint8Array): string {
  return smCrypto().sm3(own(content));
}

/** HMAC-SM3 in lower-case hex. */
export function portableHmacSm3(key: Uint8Array, content: Uint8Array): string {
  return smCrypto().sm3(own(content), { key: own(key), mode: 'hmac' });
}

/** SM4-ECB with PKCS#7 padding. */
export function portableSm4Encrypt(key: Uint8Array, content: Uint8Array): Uint8Array {
  return smCrypto().sm4.encrypt(own(content), own(key), { mode: 'ecb', output: 'array' });
}

/** The plain bytes of whole blocks; throws when the padding is not PKCS#7 (the package itself takes 0 and 17 and more for it). */
export function portableSm4Decrypt(key: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const padded = smCrypto().sm4.decrypt(own(encrypted), own(key), { mode: 'ecb', padding: 'none', output: 'array' });
  const length = padded[padded.length - 1] ?? 0;
  const padding = padded.subarray(padded.length - length);
  if (length < 1 || length > BLOCK_BYTES || padding.some((byte) => byte !== length)) throw new RangeError('the padding is not PKCS#7');
  return padded.subarray(0, padded.length - length);
}
