import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { listSessionsRoute } from '../../../shared/identity/sign-in.routes';
import type { Sessions } from '../identity.ports';

export type ListSessions = (input: object, caller: Resident) => Answer<typeof listSessionsRoute>;

export function makeListSessions({ sessions }: { readonly sessions: Sessions }): ListSessions {
  return async function listSessions(_input, { accountId, sessionId }) {
    const open = await sessions.list(accountId);
    return ok({ items: open.map((session) => ({ ...session, current: session.sessionId === sessionId })) });
  };
}
