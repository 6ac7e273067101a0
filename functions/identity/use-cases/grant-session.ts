/** The access token says which consents are in force and which post is held, so that a request costs no look-up. */
import { claimsOf } from '../identity.rules';
import type { GrantSession, Sessions, ShowAccount } from '../identity.ports';

export function makeGrantSession({ sessions, showAccount }: { readonly sessions: Sessions; readonly showAccount: ShowAccount }): GrantSession {
  return async function grantSession(account, { sessionId, refreshToken, refreshExpiresAt }, requestId) {
    const { accountId } = account;
    const access = sessions.mintAccess({ accountId, sessionId, ...claimsOf(account) });
    return { ...access, refreshToken, refreshExpiresAt, account: await showAccount({ accountId, requestId }) };
  };
}
