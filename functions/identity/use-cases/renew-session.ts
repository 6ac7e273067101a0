/** A new access token says what is true now: consents and post may have changed since the last one. */
import type { Visitor } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { renewSessionRoute } from '../../../shared/identity/sign-in.routes';
import type { Accounts, GrantSession, Sessions } from '../identity.ports';

export type RenewSession = (input: InputOf<typeof renewSessionRoute>, caller: Visitor) => Answer<typeof renewSessionRoute>;

export type RenewSessionDeps = { readonly sessions: Sessions; readonly accounts: Accounts; readonly grantSession: GrantSession };

export function makeRenewSession({ sessions, accounts, grantSession }: RenewSessionDeps): RenewSession {
  return async function renewSession({ refreshToken }, { requestId }) {
    const redeemed = await sessions.redeem(refreshToken);
    if (!redeemed) return refuse('sign-in/session-ended');
    const account = await accounts.read(redeemed.accountId);
    // Closed, or part of another account by now.
    if (account === undefined || account.foldedInto !== undefined) return refuse('sign-in/session-ended');
    return ok(await grantSession(account, redeemed, requestId));
  };
}
