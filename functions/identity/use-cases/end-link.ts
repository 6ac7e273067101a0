/** 关联的机构: every link is listed, and ended by the resident alone; the sessions that came by institutions end with it. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { endLinkRoute, listLinksRoute } from '../../../shared/identity/links.routes';
import { linkView, untilSaved } from '../identity.rules';
import type { Links, RecordAudit, Sessions } from '../identity.ports';

export type EndLinkDeps = { readonly links: Pick<Links, 'find' | 'end' | 'list'>; readonly sessions: Pick<Sessions, 'list' | 'end'>; readonly recordAudit: RecordAudit };
export type ListLinks = (input: object, caller: Resident) => Answer<typeof listLinksRoute>;
export type EndLink = (input: InputOf<typeof endLinkRoute>, caller: Resident) => Answer<typeof endLinkRoute>;

export function makeListLinks({ links, recordAudit }: Pick<EndLinkDeps, 'links' | 'recordAudit'>): ListLinks {
  return async function listLinks(_input, { accountId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.list-links', ground: 'self', requestId });
    return ok({ items: (await links.list(accountId)).map(linkView) });
  };
}

/** Never by a session that came by an institution: the route is closed to those. */
export function makeEndLink({ links, sessions, recordAudit }: EndLinkDeps): EndLink {
  return async function endLink({ institutionId }, { accountId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.end-link', ground: 'self', requestId, institutionId });
    // First, so that whoever is interrupted finds the link still there and ends it again; and once more, for one that began meanwhile.
    await endSessions(accountId);
    const ended = await untilSaved<Result<{ readonly done: true }, 'link/unknown'>>(async () => {
      const link = await links.find(accountId, institutionId);
      if (!link) return refuse('link/unknown');
      return (await links.end(link)) ? ok({ done: true }) : undefined;
    });
    await endSessions(accountId);
    return ended;
  };

  async function endSessions(accountId: string): Promise<void> {
    const came = (await sessions.list(accountId)).filter(({ device }) => device === 'institution');
    await Promise.all(came.map(({ sessionId }) => sessions.end(accountId, sessionId)));
  }
}
