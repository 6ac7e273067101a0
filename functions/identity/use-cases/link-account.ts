/** 账号关联: the signed-in resident says that an institution's user is themselves; every link is told, listed, and ended by the resident alone. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { LINKS_MAX, type AccountLink, type endLinkRoute, type linkAccountRoute, type listLinksRoute } from '../../../shared/identity/links.routes';
import { noticesAt, untilSaved } from '../identity.rules';
import type { HandOver, LinkRecord, Links, RecordAudit, SentUser, Sessions, SignOnTickets } from '../identity.ports';

export type LinkAccountDeps = {
  readonly links: Links;
  readonly signOnTickets: SignOnTickets;
  readonly sessions: Pick<Sessions, 'list' | 'end'>;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};
export type LinkAccount = (input: InputOf<typeof linkAccountRoute>, caller: Resident) => Answer<typeof linkAccountRoute>;
export type ListLinks = (input: object, caller: Resident) => Answer<typeof listLinksRoute>;
export type EndLink = (input: InputOf<typeof endLinkRoute>, caller: Resident) => Answer<typeof endLinkRoute>;

type Linked = Result<AccountLink, 'link/of-another' | 'link/too-many'>;

export function makeLinkAccount(deps: LinkAccountDeps): LinkAccount {
  return async function linkAccount({ ticket }, { accountId, requestId }) {
    const sent = await deps.signOnTickets.take(ticket);
    if (!sent) return refuse('sign-in/ticket-unknown');
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'identity.link-account', ground: 'self', requestId, institutionId: sent.institutionId });
    return untilSaved(() => takeOver(deps, accountId, sent));
  };
}

async function takeOver(deps: LinkAccountDeps, accountId: string, { institutionId, institutionName, userId }: SentUser): Promise<Linked | undefined> {
  const { links, now, newId } = deps;
  const holder = await links.accountOf(institutionId, userId);
  if (holder !== undefined && holder !== accountId) return refuse('link/of-another');
  const before = await linkWith(deps, accountId, { institutionId, institutionName });
  if (!before) return refuse('link/too-many');
  const link = { ...before, institutionName, takesOverSince: instantOf(now()), userMark: links.markOf(institutionId, userId) };
  return (await links.save(link, noticesAt(now(), newId)(accountId, 'account-linked', { institutionName }))) ? ok(viewOf(link)) : undefined;
}

/** `agreed`: the resident says so now; else only where they said so before. */
export function makeHandOver(deps: Pick<LinkAccountDeps, 'links' | 'recordAudit' | 'now' | 'newId'>): HandOver {
  return ({ accountId, institution, agreed, requestId }) => untilSaved<Result<{ readonly openUserId: string }, 'service/agreement-needed' | 'link/too-many'>>(async () => {
    const link = await linkWith(deps, accountId, institution);
    if (!link) return refuse('link/too-many');
    if (link.handsOverSince === undefined && !agreed) return refuse('service/agreement-needed');
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'identity.hand-over', ground: 'self', requestId, institutionId: institution.institutionId });
    if (link.handsOverSince !== undefined) return ok({ openUserId: link.openUserId });
    return (await deps.links.save({ ...link, handsOverSince: instantOf(deps.now()) })) ? ok({ openUserId: link.openUserId }) : undefined;
  });
}

/** The link as it is, or a new one; undefined when there are too many. */
async function linkWith({ links, newId }: Pick<LinkAccountDeps, 'links' | 'newId'>, accountId: string, institution: { readonly institutionId: string; readonly institutionName: string }): Promise<LinkRecord | undefined> {
  const known = await links.list(accountId);
  const found = known.find(({ institutionId }) => institutionId === institution.institutionId);
  if (found ?? known.length >= LINKS_MAX) return found;
  return { accountId, ...institution, openUserId: newId('user'), version: 0 };
}

export function makeListLinks({ links, recordAudit }: Pick<LinkAccountDeps, 'links' | 'recordAudit'>): ListLinks {
  return async function listLinks(_input, { accountId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.list-links', ground: 'self', requestId });
    return ok({ items: (await links.list(accountId)).map(viewOf) });
  };
}

export function makeEndLink({ links, sessions, recordAudit }: LinkAccountDeps): EndLink {
  return async function endLink({ institutionId }, { accountId, sessionId, requestId }) {
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.end-link', ground: 'self', requestId, institutionId });
    const ended = await untilSaved<Result<{ readonly done: true }, 'link/unknown'>>(async () => {
      const link = await links.find(accountId, institutionId);
      if (!link) return refuse('link/unknown');
      return (await links.end(link)) ? ok({ done: true }) : undefined;
    });
    if (!ended.ok) return ended;
    const came = (await sessions.list(accountId)).filter((session) => session.device === 'institution' && session.sessionId !== sessionId);
    await Promise.all(came.map((session) => sessions.end(accountId, session.sessionId)));
    return ended;
  };
}

function viewOf({ institutionId, institutionName, handsOverSince, takesOverSince }: LinkRecord): AccountLink {
  return { institutionId, institutionName, handsOverSince, takesOverSince };
}
