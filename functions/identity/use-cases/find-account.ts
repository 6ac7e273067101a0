/**
 * The one account of a WeChat user, whichever app they come from. The union id joins the apps as soon as WeChat tells it, also
 * when each app had opened an account of its own before.
 */
import { instantOf } from '../../../shared/kernel/china-day';
import type { AccountRecord } from '../../../shared/identity/file.schema';
import { existing, linksAfterFold, noticesAt, untilSaved } from '../identity.rules';
import type { Accounts, Files, FindAccount, Links, RecordAudit, Sessions, WechatUser } from '../identity.ports';

export type FindAccountDeps = {
  readonly accounts: Accounts;
  readonly files: Files;
  readonly sessions: Sessions;
  readonly links: Pick<Links, 'list'>;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

type Led = { readonly byApp?: string; readonly byUnion?: string };

export function makeFindAccount(deps: FindAccountDeps): FindAccount {
  return (user, requestId) => untilSaved(async () => {
    const audit = (accountId: string, action: string) => deps.recordAudit({ subject: accountId, actor: accountId, action, ground: 'self', requestId });
    const asked = { ...deps, audit };
    const led = await deps.accounts.leadingTo(user);
    if (led.byApp !== undefined && led.byUnion !== undefined && led.byApp !== led.byUnion) return fold(asked, led.byApp, led.byUnion);
    const accountId = led.byUnion ?? led.byApp;
    return accountId === undefined ? open(asked, user) : join(asked, user, { accountId, ...led });
  });
}

type AskedDeps = FindAccountDeps & { readonly audit: (accountId: string, action: string) => Promise<void> };

async function open({ accounts, audit, now, newId }: AskedDeps, { app, openId, unionId }: WechatUser): Promise<AccountRecord | undefined> {
  const account: AccountRecord = {
    accountId: newId('account'), openIds: { [app]: openId }, consents: {}, createdAt: instantOf(now()), version: 0, ...(unionId ? { unionId } : {}),
  };
  await audit(account.accountId, 'identity.open-account');
  return (await accounts.open(account)) ? { ...account, version: 1 } : undefined;
}

/** The ways this user knows and the account did not. */
async function join({ accounts, audit }: AskedDeps, user: WechatUser, led: Led & { accountId: string }): Promise<AccountRecord | undefined> {
  const account = await accounts.read(led.accountId);
  // Closed since the way was read: it leads nowhere now.
  if (!account) return undefined;
  const { app, openId, unionId } = user;
  const fresh = { ...(led.byApp === undefined ? { app, openId } : {}), ...(led.byUnion === undefined && unionId ? { unionId } : {}) };
  if (Object.keys(fresh).length === 0) return account;
  const joined = { ...account, openIds: { ...account.openIds, [app]: openId }, ...(unionId ? { unionId } : {}) };
  await audit(account.accountId, 'identity.join-account');
  return (await accounts.join(joined, fresh)) ? { ...joined, version: account.version + 1 } : undefined;
}

/**
 * Two accounts turn out to be one user's. The one without a verified name becomes part of the other. When both are verified,
 * neither may be lost: they stay apart, each behind its app.
 */
async function fold(asked: AskedDeps, byApp: string, byUnion: string): Promise<AccountRecord | undefined> {
  const { accounts, files, sessions, audit } = asked;
  const [one, other] = [existing(await files.read(byApp)), existing(await files.read(byUnion))];
  if (one.self?.personId !== undefined && other.self?.personId !== undefined) return one.account;
  const [from, into] = one.self?.personId === undefined ? [one.account, other.account] : [other.account, one.account];
  const whole = wholeOf(from, into);
  await audit(from.accountId, 'identity.fold-account');
  await audit(into.accountId, 'identity.join-account');
  if (!(await accounts.fold({ ...from, foldedInto: into.accountId }, whole, await followingTo(asked, from, into)))) return undefined;
  await sessions.endAll(from.accountId);
  return { ...whole, version: into.version + 1 };
}

/** Of a link that ends the resident is told where they are now. */
async function followingTo({ links, now, newId }: AskedDeps, from: AccountRecord, into: AccountRecord) {
  const { moved, ended } = linksAfterFold(...(await Promise.all([links.list(from.accountId), links.list(into.accountId)])));
  const notices = ended.map(({ institutionName }) => noticesAt(now(), newId)(into.accountId, 'account-unlinked', { institutionName }));
  return { moved, notices };
}

function wholeOf(from: AccountRecord, into: AccountRecord): AccountRecord {
  const unionId = into.unionId ?? from.unionId;
  const post = into.post ?? from.post;
  const tookIn = [...(into.tookIn ?? []), from.accountId, ...(from.tookIn ?? [])];
  return { ...into, tookIn, openIds: { ...from.openIds, ...into.openIds }, ...(unionId ? { unionId } : {}), ...(post ? { post } : {}) };
}
