/**
 * 账号关联: the signed-in resident says that an institution's user is themselves. A tap alone proves nothing, for links are sent around: the institution
 * says who its user is, and only that person's own account is linked, while they are there.
 */
import { epochMsOf, instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import { isFresh } from '../../../shared/identity/identity.rules';
import type { AccountLink, linkAccountRoute } from '../../../shared/identity/links.routes';
import { isHolder, linkView, linkWith, noticesAt, untilSaved } from '../identity.rules';
import type { Files, Links, RecordAudit, SentUser, SignOnTickets } from '../identity.ports';

export type LinkAccountDeps = {
  readonly links: Links;
  readonly files: Pick<Files, 'read' | 'open' | 'marksOf'>;
  readonly signOnTickets: SignOnTickets;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};
export type LinkAccount = (input: InputOf<typeof linkAccountRoute>, caller: Resident) => Answer<typeof linkAccountRoute>;

type Refusal = RefusalCode<typeof linkAccountRoute>;

export function makeLinkAccount(deps: LinkAccountDeps): LinkAccount {
  const { signOnTickets, recordAudit } = deps;
  return async function linkAccount({ ticket }, { accountId, requestId }) {
    const sent = await signOnTickets.peek(ticket);
    if (!sent) return refuse('sign-in/ticket-unknown');
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.link-account', ground: 'self', requestId, institutionId: sent.institutionId });
    // Not used up while something is to be done first: the resident comes back with it.
    const judged = await mayLink(deps, accountId, sent);
    if (!judged.ok) return judged;
    if (!(await signOnTickets.take(ticket))) return refuse('sign-in/ticket-unknown');
    return untilSaved(() => takeOver(deps, accountId, sent));
  };
}

async function mayLink({ files, now }: LinkAccountDeps, accountId: string, { person }: SentUser): Promise<Result<true, Refusal>> {
  const self = (await files.read(accountId))?.self;
  if (self?.personId === undefined) return refuse('identity/real-name-needed');
  if (!(await isHolder(files, self, person))) return refuse('link/not-this-person');
  // Whoever holds an unlocked phone for a minute opens no lasting way into the account.
  if (self.presence === undefined || !isFresh(epochMsOf(self.presence.at), now())) return refuse('identity/presence-needed');
  return ok(true);
}

async function takeOver(deps: LinkAccountDeps, accountId: string, { institutionId, institutionName, userId }: SentUser): Promise<Result<AccountLink, Refusal> | undefined> {
  const { links, now, newId } = deps;
  const holder = await links.accountOf(institutionId, userId);
  if (holder !== undefined && holder !== accountId) return refuse('link/of-another');
  const before = await linkWith(deps, accountId, { institutionId, institutionName });
  if (!before) return refuse('link/too-many');
  // Another user of the institution is linked: the resident ends that first, knowingly.
  if (before.userMark !== undefined && holder === undefined) return refuse('link/other-user');
  const link = { ...before, institutionName, takesOverSince: instantOf(now()), userMark: links.markOf(institutionId, userId) };
  return (await links.save(link, noticesAt(now(), newId)(accountId, 'account-linked', { institutionName }))) ? ok(linkView(link)) : undefined;
}
