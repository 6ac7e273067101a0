/** Chance for keys, secrets and codes. */
import { randomBytes as nodeRandomBytes, randomInt, randomUUID } from 'node:crypto';

export function randomBytes(length: number): Uint8Array {
  return nodeRandomBytes(length);
}

/** Lower-case hex of so many bytes. */
export function randomHex(bytes: number): string {
  return nodeRandomBytes(bytes).toString('hex');
}

/** So many decimal digits, each equally likely. */
export function randomDigits(length: number): string {
  return Array.from({ length }, () => randomInt(10)).join('');
}

/** Names one request in logs and answers (UUID version 4); from a pool of chance, since every request needs one. */
export function newRequestId(): string {
  return randomUUID();
}
