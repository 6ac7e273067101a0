/**
 * 注销账号 (PIPL 47): what is kept here goes at once, the other slices follow the event. Each step may be repeated, and the account
 * goes last, so that whoever was interrupted can close it again.
 */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer } from '../../../shared/kernel/route';
import type { AccountRecord } from '../../../shared/identity/file.schema';
import type { closeAccountRoute } from '../../../shared/identity/rights.routes';
import { actsOfEnding, linkGround, linksByOthers, noticesAt, todayAt, untilSaved } from '../identity.rules';
import type { AccountFile, Accounts, Files, Member, Persons, RecordAudit, Sessions } from '../identity.ports';

export type CloseAccount = (input: object, caller: Resident) => Answer<typeof closeAccountRoute>;

export type CloseAccountDeps = {
  readonly accounts: Accounts;
  readonly files: Files;
  readonly persons: Persons;
  readonly sessions: Sessions;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeCloseAccount(deps: CloseAccountDeps): CloseAccount {
  const { accounts, files, sessions, recordAudit } = deps;
  return async function closeAccount(_input, { accountId, requestId }) {
    const closed = await untilSaved<Result<{ readonly done: true }, 'account/post-held'>>(async () => {
      const file = await files.read(accountId);
      if (!file) return ok({ done: true });
      if (file.account.post) return refuse('account/post-held');
      await recordAudit({ subject: accountId, actor: accountId, action: 'identity.close-account', ground: 'self', requestId });
      await endDelegations(deps, file, { accountId, requestId });
      for (const former of file.account.tookIn ?? []) await closeFormer(deps, former);
      return (await accounts.close(file.account, closing(deps, file.account))) ? ok({ done: true }) : undefined;
    });
    if (closed.ok) await sessions.endAll(accountId);
    return closed;
  };
}

function closing({ now, newId }: CloseAccountDeps, { accountId }: AccountRecord) {
  return { type: 'account.closed.v1', eventId: newId('event'), at: instantOf(now()), accountId } as const;
}

async function closeFormer(deps: CloseAccountDeps, accountId: string): Promise<void> {
  await untilSaved(async () => {
    const account = await deps.accounts.read(accountId);
    return account === undefined || (await deps.accounts.close(account, closing(deps, account))) || undefined;
  });
}

/**
 * What others were allowed to do for this person rested on this person's word: it ends, and what they hold of the person goes with it.
 * A guardian's acting rests on the law and stays.
 */
async function endDelegations(deps: CloseAccountDeps, { self }: AccountFile, asker: { readonly accountId: string; readonly requestId: string }): Promise<void> {
  const { files, recordAudit, now, newId } = deps;
  for (const { accountId, memberId } of await linksByOthers(deps, self)) {
    await untilSaved(async () => {
      const member = await (await files.read(accountId))?.member(memberId);
      if (!self || member?.member.link.kind !== 'adult' || ground(member) === 'waiting') return true;
      await recordAudit({ subject: accountId, actor: asker.accountId, action: 'identity.end-acting-for-me', ground: 'self', requestId: asker.requestId });
      const facts = { maskedName: maskName((await files.open(self)).name) };
      const notices = ground(member) === 'delegate' ? [noticesAt(now(), newId)(accountId, 'family-ended', facts)] : [];
      const consentActs = await actsOfEnding(deps, self, { ...member, at: instantOf(now()) });
      return (await files.save({ removed: [member], consentActs, notices })) || undefined;
    });
  }

  function ground(member: Member) {
    return linkGround(member, todayAt(now()));
  }
}
