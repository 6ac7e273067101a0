/** When and on which device somebody signed in is theirs to know: it is audited like the rest. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { listSessionsRoute } from '../../../shared/identity/sign-in.routes';
import type { RecordAudit, Sessions } from '../identity.ports';

export type ListSessions = (input: object, caller: Resident) => Answer<typeof listSessionsRoute>;

export type ListSessionsDeps = { readonly sessions: Pick<Sessions, 'list'>; readonly recordAudit: RecordAudit };

export function makeListSessions({ sessions, recordAudit }: ListSessionsDeps): ListSessions {
  return async function listSessions(_input, { accountId, sessionId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.list-sessions', ground: 'self', requestId });
    const open = await sessions.list(accountId);
    return ok({ items: open.map((session) => ({ ...session, current: session.sessionId === sessionId })) });
  };
}
