/** Digests: SM3 (GB/T 32905) where partners expect it, SHA-256 elsewhere. Texts are UTF-8, results lower-case hex. */
import { createHash, createHmac } from 'node:crypto';
import { portableHmacSm3, portableSm3 } from './portable';

type Bytes = string | Uint8Array;

const SM3_OF_ABC = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';

/** Not every Node build carries SM3, so it is tried, with the published sample, when the file is loaded. */
const NATIVE_SM3 = nodeHasSm3();

function nodeHasSm3(): boolean {
  try {
    return createHash('sm3').update('abc').digest('hex') === SM3_OF_ABC;
  } catch {
    return false;
  }
}

export function sm3(content: Bytes): string {
  return NATIVE_SM3 ? createHash('sm3').update(content).digest('hex') : portableSm3(Buffer.from(content));
}

/** HMAC-SM3 (GB/T 15852.2). */
export function hmacSm3(key: Uint8Array, content: Bytes): string {
  return NATIVE_SM3 ? createHmac('sm3', key).update(content).digest('hex') : portableHmacSm3(key, Buffer.from(content));
}

/** Base64, as the card open platform signs (2.4). */
export function sha256Base64(content: Bytes): string {
  return createHash('sha256').update(content).digest('base64');
}

export function sha256(content: Bytes): string {
  return createHash('sha256').update(content).digest('hex');
}
