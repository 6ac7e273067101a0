/** 单点登录 from an institution: a ticket becomes a session of the account its user is linked with. It says what the resident said before, and no more. */
import type { Visitor } from '../../../shared/kernel/caller';
import { maskName, maskPhone } from '../../../shared/kernel/masking';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { readSignOnRoute, signInInstitutionRoute } from '../../../shared/identity/links.routes';
import type { AccountRecord } from '../../../shared/identity/file.schema';
import { isHolder } from '../identity.rules';
import type { Accounts, Files, GrantSession, Links, RecordAudit, SentUser, Sessions, SignOnTickets } from '../identity.ports';

export type SignInInstitutionDeps = {
  readonly signOnTickets: SignOnTickets;
  readonly links: Pick<Links, 'accountOf'>;
  readonly accounts: Pick<Accounts, 'read' | 'openPhone'>;
  readonly files: Pick<Files, 'read' | 'open' | 'marksOf'>;
  readonly sessions: Pick<Sessions, 'start' | 'end'>;
  readonly grantSession: GrantSession;
  readonly recordAudit: RecordAudit;
};
export type ReadSignOn = (input: InputOf<typeof readSignOnRoute>, caller: Visitor) => Answer<typeof readSignOnRoute>;
export type SignInInstitution = (input: InputOf<typeof signInInstitutionRoute>, caller: Visitor) => Answer<typeof signInInstitutionRoute>;

export type ReadSignOnDeps = Pick<SignInInstitutionDeps, 'signOnTickets' | 'links' | 'accounts' | 'files' | 'recordAudit'>;

export function makeReadSignOn(deps: ReadSignOnDeps): ReadSignOn {
  return async function readSignOn({ ticket }, { requestId }) {
    const sent = await deps.signOnTickets.peek(ticket);
    if (!sent) return refuse('sign-in/ticket-unknown');
    const { institutionId, institutionName, page } = sent;
    const account = await accountOf(deps, sent);
    await deps.recordAudit({ subject: account?.accountId ?? `institution#${institutionId}`, actor: 'visitor', action: 'identity.read-sign-on', ground: 'link', requestId, institutionId });
    const said = { institutionName, page, sentName: maskName(sent.person.name) };
    if (!account) return ok({ ...said, linked: false });
    const holder = await holderOf(deps, account);
    return ok({ ...said, linked: true, ...(holder === undefined ? {} : { holder }) });
  };
}

/** Opens sealed data: audit first. */
async function holderOf({ accounts, files }: ReadSignOnDeps, account: AccountRecord): Promise<string | undefined> {
  const self = (await files.read(account.accountId))?.self;
  if (self?.personId !== undefined) return maskName((await files.open(self)).name);
  const phone = await accounts.openPhone(account);
  return phone === undefined ? undefined : maskPhone(phone);
}

export function makeSignInInstitution(deps: SignInInstitutionDeps): SignInInstitution {
  return async function signInInstitution({ ticket }, { requestId }) {
    const known = await deps.signOnTickets.peek(ticket);
    if (!known) return refuse('sign-in/ticket-unknown');
    // Not used up: the resident signs in and links with the same ticket.
    const account = await accountOf(deps, known);
    if (!account) return refuse('sign-in/not-linked');
    const { accountId } = account;
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'identity.sign-in-institution', ground: 'self', requestId, institutionId: known.institutionId });
    // An institution may give a number it used before to another patient.
    if (!(await isHolder(deps.files, (await deps.files.read(accountId))?.self, known.person))) return refuse('link/not-this-person');
    if (!(await deps.signOnTickets.take(ticket))) return refuse('sign-in/ticket-unknown');
    const session = await deps.sessions.start(accountId, 'institution');
    // Ended at this moment, the link must not be outlived by whoever was just coming in.
    if ((await deps.links.accountOf(known.institutionId, known.userId)) !== accountId) {
      await deps.sessions.end(accountId, session.sessionId);
      return refuse('sign-in/not-linked');
    }
    return ok(await deps.grantSession(account, { ...session, device: 'institution' }, requestId));
  };
}

async function accountOf({ links, accounts }: Pick<SignInInstitutionDeps, 'links' | 'accounts'>, { institutionId, userId }: SentUser): Promise<AccountRecord | undefined> {
  const accountId = await links.accountOf(institutionId, userId);
  return accountId === undefined ? undefined : accounts.read(accountId);
}
