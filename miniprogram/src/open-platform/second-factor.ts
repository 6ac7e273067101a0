/** 动态口令 where no camera is at hand: the secret of an authenticator's address, to be typed. Pure. */

/** As the authenticator takes it; empty when the address has none. */
export function secretIn(address: string): string {
  return /[?&]secret=([A-Z2-7]+)/.exec(address)?.[1] ?? '';
}

/** `GEZDGNBV` → `GEZD GNBV`. */
export function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? '';
}
