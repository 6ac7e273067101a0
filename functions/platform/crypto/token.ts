/** Compact signed texts (HMAC-SHA-256 with a key version): access tokens, cursors, sign-in states. Checked on every request, so nothing here is slow. */
import { createHmac } from 'node:crypto';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { sameText } from './constant-time';
import type { KeyPurpose, KeyRing } from './key-ring';

export type TokenRefusal = 'token/malformed' | 'token/signature' | 'token/expired';

export type Tokens<Payload> = {
  readonly mint: (payload: Payload, ttlSeconds: number, nowMs: number) => string;
  readonly read: (token: string, nowMs: number) => Result<{ payload: Payload; issuedAt: number }, TokenRefusal>;
};

type Body<Payload> = { readonly i: number; readonly e: number; readonly p: Payload };

/** So many texts whose signature was found good are remembered: one that comes with every request is not computed again. */
const REMEMBERED_MAX = 2_000;

/** Tokens of one purpose. The payload is believed because it is signed: it is not checked against a schema. */
export function makeTokens<Payload>(ring: KeyRing, purpose: KeyPurpose): Tokens<Payload> {
  const sign = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const remembered = new Map<string, Body<Payload>>();

  function remember(token: string, body: Body<Payload>): void {
    const [oldest] = remembered.size < REMEMBERED_MAX ? [] : remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(token, body);
  }

  function verified(token: string): Result<Body<Payload>, 'token/malformed' | 'token/signature'> {
    const end = token.lastIndexOf('.');
    const middle = token.indexOf('.');
    if (middle < 1 || end <= middle) return refuse('token/malformed');
    const key = keyNear(ring, purpose, Number(token.slice(0, middle)));
    // The written signature is compared, not its bytes: base64url has several spellings of the same bytes.
    if (!key || !sameText(sign(key, token.slice(0, end)), token.slice(end + 1))) return refuse('token/signature');
    return ok(JSON.parse(Buffer.from(token.slice(middle + 1, end), 'base64url').toString()) as Body<Payload>);
  }

  return {
    mint(payload, ttlSeconds, nowMs) {
      const body: Body<Payload> = { i: nowMs, e: nowMs + ttlSeconds * 1000, p: payload };
      const text = `${ring.current}.${Buffer.from(JSON.stringify(body)).toString('base64url')}`;
      return `${text}.${sign(ring.currentKey(purpose), text)}`;
    },
    read(token, nowMs) {
      const known = remembered.get(token);
      const body = known ? ok(known) : verified(token);
      if (!body.ok) return body;
      const { i, e, p } = body.value;
      if (e <= nowMs) return refuse('token/expired');
      if (!known) remember(token, body.value);
      return ok({ payload: p, issuedAt: i });
    },
  };
}

/** What is signed lives for minutes, so only neighbours of the current version are believed: two rotations end what a stolen ring could sign. */
function keyNear(ring: KeyRing, purpose: KeyPurpose, version: number): Uint8Array | undefined {
  return Math.abs(version - ring.current) <= 1 ? ring.key(purpose, version) : undefined;
}
