/** Keeps the access token fresh: renewed shortly before it ends, or when the server says it has; once at a time. */
import type { renewSessionRoute } from '@shared/identity/sign-in.routes';
import { ok, refuse, type Result } from '@shared/kernel/result';
import type { CallResult, NetworkRefusal } from './call-answer';
import type { SessionKeeper } from './session';

const MARGIN_MS = 30_000;

export type TokenRefusal = 'session/missing' | 'session/ended' | 'server/error' | NetworkRefusal;
export type Tokens = {
  /** A token that should still be good. */
  fresh(): Promise<Result<string, TokenRefusal>>;
  /** A new token, because the server called `old` expired. */
  renewed(old: string): Promise<Result<string, TokenRefusal>>;
};

export type RenewalDeps = {
  readonly session: SessionKeeper;
  /** Sends the renewal itself, without a token. */
  readonly exchange: (request: { refreshToken: string }) => Promise<CallResult<typeof renewSessionRoute>>;
  readonly now: () => number;
};

export function makeTokens({ session, exchange, now }: RenewalDeps): Tokens {
  let underWay: Promise<Result<string, TokenRefusal>> | undefined;
  // A phone whose clock runs ahead sees every token as old the moment it arrives; then only the server's word counts.
  let clockIsTrusted = true;

  function nearItsEnd(expiresAt: string): boolean {
    return Date.parse(expiresAt) - now() < MARGIN_MS;
  }

  async function renew(refreshToken: string): Promise<Result<string, TokenRefusal>> {
    const answer = await exchange({ refreshToken });
    if (answer.ok) {
      session.keep(answer.value);
      clockIsTrusted = !nearItsEnd(answer.value.accessExpiresAt);
      return ok(answer.value.accessToken);
    }
    const { code } = answer.refusal;
    if (code === 'network/offline' || code === 'network/timeout') return refuse(code);
    if (code !== 'sign-in/session-ended') return refuse('server/error');
    session.forget();
    return refuse('session/ended');
  }

  function once(refreshToken: string): Promise<Result<string, TokenRefusal>> {
    underWay ??= renew(refreshToken).finally(() => { underWay = undefined; });
    return underWay;
  }

  return {
    async fresh() {
      const held = session.current();
      if (!held) return refuse('session/missing');
      const old = clockIsTrusted && nearItsEnd(held.accessExpiresAt);
      return old ? once(held.refreshToken) : ok(held.accessToken);
    },
    async renewed(old) {
      const held = session.current();
      if (!held) return refuse('session/ended');
      // Another call renewed it in the meantime.
      return held.accessToken === old ? once(held.refreshToken) : ok(held.accessToken);
    },
  };
}
