/** Calls that are made outside a page's reading and writing: while waiting for the PC code, and after WeChat's answer. */
import { readPcTicketRoute, signInMiniProgramRoute, signInPcRoute } from '@shared/identity/sign-in.routes';
import type { InputFor } from '../platform/call';
import { call, session } from '../platform/api';
import { miniProgramCode } from '../platform/sign-in';
import { refuse } from '@shared/kernel/result';

/** One tap in the mini-program: WeChat's code becomes a session. */
export async function signInWithWechat() {
  const code = await miniProgramCode();
  if (code === undefined) return refuse('sign-in/code-not-valid');
  const result = await call(signInMiniProgramRoute, { code });
  if (result.ok) session.keep(result.value);
  return result;
}

export function readPcTicket(input: InputFor<typeof readPcTicketRoute>) {
  return call(readPcTicketRoute, input);
}

/** The ticket was approved on the phone: this page gets its session, once. */
export async function signInWithTicket(input: InputFor<typeof signInPcRoute>) {
  const result = await call(signInPcRoute, input);
  if (result.ok) session.keep(result.value);
  return result;
}
