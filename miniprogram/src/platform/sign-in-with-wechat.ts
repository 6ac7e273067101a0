import { signInMiniProgramRoute } from '@shared/identity/sign-in.routes';
import { refuse } from '@shared/kernel/result';
import { call, session } from './api';
import { miniProgramCode } from './sign-in';

/** One tap in the mini-program: WeChat's code becomes a session. */
export async function signInWithWechat() {
  const code = await miniProgramCode();
  if (code === undefined) return refuse('sign-in/code-not-valid');
  const result = await call(signInMiniProgramRoute, { code });
  if (result.ok) session.keep(result.value);
  return result;
}
