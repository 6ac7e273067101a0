/** 动态口令: time-based one-time passwords (RFC 6238 over HMAC-SHA-1, RFC 4226), six digits, thirty seconds, as every authenticator reads them. */
import { createHmac } from 'node:crypto';
import { sameText } from './constant-time';

const STEP_MS = 30_000;
const DIGITS = 6;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** A phone's clock may be a step off. */
const NEIGHBOURS = [0, -1, 1] as const;

/** 160 bits, as RFC 4226 advises. */
export const TOTP_SECRET_BYTES = 20;

/** The step an instant lies in. */
export function totpStepOf(epochMs: number): number {
  return Math.floor(epochMs / STEP_MS);
}

/** The code of a step: HOTP with the step as its counter, truncated as RFC 4226 5.3 says. */
export function totpCode(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The step a code is good for, of those after the last one used; undefined when it is wrong, old or was used. */
export function totpMatch(secret: Uint8Array, code: string, { nowMs, after }: { readonly nowMs: number; readonly after: number }): number | undefined {
  return NEIGHBOURS.map((near) => totpStepOf(nowMs) + near).find((step) => step > after && sameText(totpCode(secret, step), code));
}

/** RFC 4648 without padding: how authenticators take a secret. */
export function base32(bytes: Uint8Array): string {
  let [waiting, bits, text] = [0, 0, ''];
  for (const byte of bytes) {
    waiting = (waiting << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += BASE32.charAt((waiting >> (bits - 5)) & 31);
    waiting &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32.charAt((waiting << (5 - bits)) & 31) : text;
}
