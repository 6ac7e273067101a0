/** 小程序登录: WeChat says who it is; an account is opened when it is the first time. */
import type { Visitor } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { signInMiniProgramRoute } from '../../../shared/identity/sign-in.routes';
import type { FindAccount, GrantSession, Sessions, Wechat } from '../identity.ports';

export type SignInMiniProgram = (input: InputOf<typeof signInMiniProgramRoute>, caller: Visitor) => Answer<typeof signInMiniProgramRoute>;

export type SignInMiniProgramDeps = {
  readonly wechat: Wechat;
  readonly findAccount: FindAccount;
  readonly sessions: Sessions;
  readonly grantSession: GrantSession;
};

export function makeSignInMiniProgram({ wechat, findAccount, sessions, grantSession }: SignInMiniProgramDeps): SignInMiniProgram {
  return async function signInMiniProgram({ code }, { requestId }) {
    const user = await wechat.miniProgramUser(code);
    if (!user.ok) return user;
    const account = await findAccount(user.value, requestId);
    return ok(await grantSession(account, await sessions.start(account.accountId, 'mini-program'), requestId));
  };
}
