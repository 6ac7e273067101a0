/** Calls that are made outside a page's reading and writing: while waiting for the PC code, and after WeChat's answer. */
import { readPcTicketRoute, signInPcRoute } from '@shared/identity/sign-in.routes';
import type { InputFor } from '../platform/call';
import { call, session } from '../platform/api';

export function readPcTicket(input: InputFor<typeof readPcTicketRoute>) {
  return call(readPcTicketRoute, input);
}

/** The ticket was approved on the phone: this page gets its session, once. */
export async function signInWithTicket(input: InputFor<typeof signInPcRoute>) {
  const result = await call(signInPcRoute, input);
  if (result.ok) session.keep(result.value);
  return result;
}
