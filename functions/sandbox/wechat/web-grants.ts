/** Web sign-in's own tokens: an access token for two hours, a refresh token for thirty days. */
import { randomBytes } from 'node:crypto';
import type { WechatUser } from './account';

const ACCESS_MS = 7_200_000;
const REFRESH_MS = 30 * 86_400_000;

export type Scope = 'snsapi_base' | 'snsapi_userinfo';
export type WebGrant = {
  readonly user: WechatUser;
  readonly scope: Scope;
  accessToken: string;
  accessExpiresAt: number;
  readonly refreshToken: string;
  readonly refreshExpiresAt: number;
};

export type WebGrants = {
  begin(user: WechatUser, scope: Scope): WebGrant;
  /** Prolongs a living access token, replaces a dead one; or the errcode. */
  refresh(refreshToken: string): WebGrant | 40030 | 42002;
  find(accessToken: string): WebGrant | 40001 | 42001;
};

export function makeWebGrants(clock: () => number): WebGrants {
  const byAccess = new Map<string, WebGrant>();
  const byRefresh = new Map<string, WebGrant>();
  const text = () => randomBytes(64).toString('base64url');
  return {
    begin(user, scope) {
      const now = clock();
      const grant: WebGrant = {
        user, scope, accessToken: text(), accessExpiresAt: now + ACCESS_MS, refreshToken: text(), refreshExpiresAt: now + REFRESH_MS,
      };
      byAccess.set(grant.accessToken, grant);
      byRefresh.set(grant.refreshToken, grant);
      return grant;
    },
    refresh(refreshToken) {
      const grant = byRefresh.get(refreshToken);
      if (!grant) return 40030;
      if (grant.refreshExpiresAt <= clock()) return 42002;
      if (grant.accessExpiresAt <= clock()) {
        byAccess.delete(grant.accessToken);
        grant.accessToken = text();
        byAccess.set(grant.accessToken, grant);
      }
      grant.accessExpiresAt = clock() + ACCESS_MS;
      return grant;
    },
    find(accessToken) {
      const grant = byAccess.get(accessToken);
      if (!grant) return 40001;
      return grant.accessExpiresAt > clock() ? grant : 42001;
    },
  };
}
