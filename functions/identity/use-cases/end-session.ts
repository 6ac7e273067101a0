/** Signing one device out: its access tokens stop counting at once. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { endSessionRoute } from '../../../shared/identity/sign-in.routes';
import type { RecordAudit, Sessions } from '../identity.ports';

export type EndSession = (input: InputOf<typeof endSessionRoute>, caller: Resident) => Answer<typeof endSessionRoute>;

export type EndSessionDeps = { readonly sessions: Pick<Sessions, 'end'>; readonly recordAudit: RecordAudit };

export function makeEndSession({ sessions, recordAudit }: EndSessionDeps): EndSession {
  return async function endSession({ sessionId }, { accountId, requestId, sessionId: own, byInstitution }) {
    if (byInstitution && sessionId !== own) return refuse('session/own-needed');
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.end-session', ground: 'self', requestId });
    return (await sessions.end(accountId, sessionId)) ? ok({ done: true }) : refuse('sign-in/session-unknown');
  };
}
