/** Which ways to prove presence are open for this document, on this device: told before anything starts. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { SELF } from '../../../shared/identity/file.schema';
import { consentsInForce } from '../../../shared/identity/identity.rules';
import type { listPresenceOptionsRoute } from '../../../shared/identity/identity.routes';
import { presenceOptions } from '../../../shared/identity/presence.rules';
import { agreeingOf, existing, personOf, todayAt } from '../identity.rules';
import type { Files, RecordAudit, Sessions } from '../identity.ports';

export type ListPresenceOptions = (input: InputOf<typeof listPresenceOptionsRoute>, caller: Resident) => Answer<typeof listPresenceOptionsRoute>;

export type ListPresenceOptionsDeps = { readonly files: Files; readonly sessions: Sessions; readonly recordAudit: RecordAudit; readonly now: () => number };

export function makeListPresenceOptions({ files, sessions, recordAudit, now }: ListPresenceOptionsDeps): ListPresenceOptions {
  return async function listPresenceOptions({ memberId = SELF }, { accountId, sessionId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.list-presence-options', ground: 'self', requestId });
    const file = existing(await files.read(accountId));
    const person = await personOf(file, memberId, todayAt(now()));
    if (!person) return refuse(memberId === SELF ? 'identity/real-name-needed' : 'identity/member-unknown');
    const device = (await sessions.list(accountId)).find((session) => session.sessionId === sessionId)?.device;
    const needed = agreeingOf(person, todayAt(now()));
    // Whose own yes is asked for is not asked for the account's.
    const consents = [...consentsInForce(file.account.consents), ...(needed.includes('face') ? (['face'] as const) : [])];
    return ok({ items: [...presenceOptions({ document: person.documentType, device, consents })], agreeing: [...needed] });
  };
}
