import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { endSessionRoute } from '../../../shared/identity/sign-in.routes';
import type { Sessions } from '../identity.ports';

export type EndSession = (input: InputOf<typeof endSessionRoute>, caller: Resident) => Answer<typeof endSessionRoute>;

export function makeEndSession({ sessions }: { readonly sessions: Sessions }): EndSession {
  return async function endSession({ sessionId }, { accountId }) {
    return (await sessions.end(accountId, sessionId)) ? ok({ done: true }) : refuse('sign-in/session-unknown');
  };
}
