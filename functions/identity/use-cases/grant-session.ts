/** The access token says which consents are in force and which post is held, so that a request costs no look-up. */
import { claimsOf } from '../identity.rules';
import type { GrantSession, Sessions, ShowAccount } from '../identity.ports';

export function makeGrantSession({ sessions, showAccount }: { readonly sessions: Sessions; readonly showAccount: ShowAccount }): GrantSession {
  return async function grantSession(account, { sessionId, refreshToken, refreshExpiresAt, device }, requestId) {
    const { accountId } = account;
    const { post, ...claims } = claimsOf(account);
    const { post: shownPost, ...shown } = await showAccount({ accountId, requestId });
    // Who holds a post signs in themselves: no institution's app does clerks' work in their name.
    const byInstitution = device === 'institution';
    const withPost = !byInstitution && post !== undefined;
    const access = sessions.mintAccess({ accountId, sessionId, ...claims, ...(withPost ? { post } : {}), ...(byInstitution ? { byInstitution } : {}) });
    return { ...access, refreshToken, refreshExpiresAt, account: { ...shown, ...(withPost && shownPost ? { post: shownPost } : {}) } };
  };
}
