/** 撤回同意 (PIPL 15): as easy as giving it, and at once: tokens that still say otherwise stop counting. Withdrawing what was not given changes nothing. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { withdrawConsentRoute } from '../../../shared/identity/identity.routes';
import { existing, noticesAt, untilSaved } from '../identity.rules';
import type { Files, RecordAudit, Sessions, ShowAccount } from '../identity.ports';

export type WithdrawConsent = (input: InputOf<typeof withdrawConsentRoute>, caller: Resident) => Answer<typeof withdrawConsentRoute>;

export type WithdrawConsentDeps = {
  readonly files: Files;
  readonly sessions: Sessions;
  readonly recordAudit: RecordAudit;
  readonly showAccount: ShowAccount;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export function makeWithdrawConsent(deps: WithdrawConsentDeps): WithdrawConsent {
  const { files, sessions, recordAudit, showAccount, now, newId } = deps;
  return async function withdrawConsent({ purpose }, caller) {
    const { accountId, requestId } = caller;
    await recordAudit({ subject: accountId, actor: accountId, action: `identity.withdraw-consent.${purpose}`, ground: 'self', requestId });
    const at = instantOf(now());
    await untilSaved(async () => {
      const { account } = existing(await files.read(accountId));
      const given = account.consents[purpose];
      if (given === undefined || given.withdrawnAt !== undefined) return true;
      const consents = { ...account.consents, [purpose]: { ...given, withdrawnAt: at } };
      const consentAct = { by: accountId, purpose, version: given.agreedVersion, act: 'withdrawn', at } as const;
      const notices = [noticesAt(now(), newId)(accountId, 'consent-withdrawn', { purpose })];
      return (await files.save({ account: { ...account, consents }, consentActs: [consentAct], notices })) || undefined;
    });
    await sessions.markStale(accountId);
    return ok(await showAccount(caller));
  };
}
