/** A post for a WeChat user, who need not have signed in yet, or its end; operations order it, no route leads here. */
import type { AuditEntry } from '../../../shared/kernel/audit-entry';
import { instantOf } from '../../../shared/kernel/china-day';
import type { CallerPost } from '../../../shared/kernel/caller';
import type { AccountRecord } from '../../../shared/identity/file.schema';
import { existing, untilSaved } from '../identity.rules';
import type { Accounts, RecordAudit, Sessions } from '../identity.ports';

/** `null` ends the post: from then on the account is a resident's. */
export type AppointStaff = (unionId: string, post: CallerPost | null) => Promise<void>;

export type AppointStaffDeps = {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeAppointStaff({ accounts, sessions, recordAudit, now, newId }: AppointStaffDeps): AppointStaff {
  return async function appointStaff(unionId, post) {
    if (unionId === '') throw new Error('a post needs a WeChat union id');
    const accountId = await untilSaved(async () => {
      const { byUnion } = await accounts.leadingTo({ unionId });
      if (byUnion === undefined && !post) throw new Error('nobody with this union id holds a post');
      const { post: before, ...account } = byUnion === undefined ? newAccount() : existing(await accounts.read(byUnion));
      await recordAudit(entryOf(account.accountId, { at: post ?? before, isEnd: !post }));
      const next = post ? { ...account, post } : account;
      const saved = account.version === 0 ? await accounts.open(next) : await accounts.join(next, {});
      return saved ? account.accountId : undefined;
    });
    await sessions.markStale(accountId);

    function entryOf(subject: string, { at, isEnd }: { readonly at: CallerPost | undefined; readonly isEnd: boolean }): AuditEntry {
      const action = isEnd ? 'identity.dismiss-staff' : 'identity.appoint-staff';
      return { subject, actor: 'system', action, ground: 'operations', requestId: newId('request'), ...(at ? { institutionId: at.institutionId } : {}) };
    }

    function newAccount(): AccountRecord {
      return { accountId: newId('account'), openIds: {}, unionId, consents: {}, createdAt: instantOf(now()), version: 0 };
    }
  };
}
