/** A post for a WeChat user, who need not have signed in yet; operations order it, no route leads here. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { CallerPost } from '../../../shared/kernel/caller';
import type { AccountRecord } from '../../../shared/identity/file.schema';
import { existing, untilSaved } from '../identity.rules';
import type { Accounts, RecordAudit, Sessions } from '../identity.ports';

export type AppointStaff = (unionId: string, post: CallerPost) => Promise<void>;

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
      const account = byUnion === undefined ? newAccount() : existing(await accounts.read(byUnion));
      await recordAudit({ subject: account.accountId, actor: 'system', action: 'identity.appoint-staff', ground: 'operations', requestId: newId('request'), institutionId: post.institutionId });
      const saved = account.version === 0 ? await accounts.open({ ...account, post }) : await accounts.join({ ...account, post }, {});
      return saved ? account.accountId : undefined;
    });
    await sessions.markStale(accountId);

    function newAccount(): AccountRecord {
      return { accountId: newId('account'), openIds: {}, unionId, consents: {}, createdAt: instantOf(now()), version: 0 };
    }
  };
}
