/** Signing out everywhere, this device too: whoever fears for the account signs in anew. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { endAllSessionsRoute } from '../../../shared/identity/sign-in.routes';
import type { RecordAudit, Sessions } from '../identity.ports';

export type EndAllSessions = (input: object, caller: Resident) => Answer<typeof endAllSessionsRoute>;

export type EndAllSessionsDeps = { readonly sessions: Pick<Sessions, 'endAll'>; readonly recordAudit: RecordAudit };

export function makeEndAllSessions({ sessions, recordAudit }: EndAllSessionsDeps): EndAllSessions {
  return async function endAllSessions(_input, { accountId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.end-all-sessions', ground: 'self', requestId });
    await sessions.endAll(accountId);
    return ok({ done: true });
  };
}
