/** 同意 (PIPL 14): only to the text in force; nobody agrees to what they were not shown. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { consentText } from '../../../shared/identity/consent-texts';
import type { giveConsentRoute } from '../../../shared/identity/identity.routes';
import { existing, untilSaved } from '../identity.rules';
import type { Files, RecordAudit, Sessions, ShowAccount } from '../identity.ports';

export type GiveConsent = (input: InputOf<typeof giveConsentRoute>, caller: Resident) => Answer<typeof giveConsentRoute>;

export type GiveConsentDeps = {
  readonly files: Files;
  readonly sessions: Sessions;
  readonly recordAudit: RecordAudit;
  readonly showAccount: ShowAccount;
  readonly now: () => number;
};

export function makeGiveConsent({ files, sessions, recordAudit, showAccount, now }: GiveConsentDeps): GiveConsent {
  return async function giveConsent({ purpose, version }, caller) {
    if (consentText(purpose).version !== version) return refuse('consent/version-not-current', { field: 'version' });
    const { accountId, requestId } = caller;
    await recordAudit({ subject: accountId, actor: accountId, action: `identity.give-consent.${purpose}`, ground: 'self', requestId });
    const at = instantOf(now());
    await untilSaved(async () => {
      const { account } = existing(await files.read(accountId));
      const consents = { ...account.consents, [purpose]: { agreedVersion: version, agreedAt: at } };
      return (await files.save({ account: { ...account, consents }, consentActs: [{ by: accountId, purpose, version, act: 'given', at }] })) || undefined;
    });
    await sessions.markStale(accountId);
    return ok(await showAccount(caller));
  };
}
