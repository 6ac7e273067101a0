/** 服务号授权登录 ends: the state is checked first; a code that somebody else's page brought here is not even shown to WeChat. */
import type { Visitor } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { signInServiceAccountRoute } from '../../../shared/identity/sign-in.routes';
import { stateHolds } from '../identity.rules';
import type { FindAccount, GrantSession, Sessions, Wechat } from '../identity.ports';

export type SignInServiceAccount = (input: InputOf<typeof signInServiceAccountRoute>, caller: Visitor) => Answer<typeof signInServiceAccountRoute>;

export type SignInServiceAccountDeps = {
  readonly wechat: Wechat;
  readonly findAccount: FindAccount;
  readonly sessions: Sessions;
  readonly grantSession: GrantSession;
  readonly sign: (text: string) => readonly string[];
  readonly now: () => number;
};

export function makeSignInServiceAccount(deps: SignInServiceAccountDeps): SignInServiceAccount {
  return async function signInServiceAccount({ code, state }, { requestId }) {
    if (!stateHolds(state, deps.now(), deps.sign)) return refuse('sign-in/state-not-valid');
    const user = await deps.wechat.serviceAccountUser(code);
    if (!user.ok) return user;
    const account = await deps.findAccount(user.value, requestId);
    return ok(await deps.grantSession(account, await deps.sessions.start(account.accountId, 'service-account'), requestId));
  };
}
