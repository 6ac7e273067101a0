import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { endAllSessionsRoute } from '../../../shared/identity/sign-in.routes';
import type { Sessions } from '../identity.ports';

export type EndAllSessions = (input: object, caller: Resident) => Answer<typeof endAllSessionsRoute>;

/** This device too: whoever fears for the account signs in anew. */
export function makeEndAllSessions({ sessions }: { readonly sessions: Sessions }): EndAllSessions {
  return async function endAllSessions(_input, { accountId }) {
    await sessions.endAll(accountId);
    return ok({ done: true });
  };
}
