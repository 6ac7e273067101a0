/** The account as its owner sees it: phone, name and number are opened, and masked. */
import { accountView, existing, realNameView } from '../identity.rules';
import type { Accounts, Files, RecordAudit, ShowAccount } from '../identity.ports';

export type ShowAccountDeps = { readonly files: Files; readonly accounts: Accounts; readonly recordAudit: RecordAudit };

export function makeShowAccount({ files, accounts, recordAudit }: ShowAccountDeps): ShowAccount {
  return async function showAccount({ accountId, requestId }) {
    const { account, self } = existing(await files.read(accountId));
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.show-account', ground: 'self', requestId });
    const phone = await accounts.openPhone(account);
    const realName = self?.personId === undefined ? undefined : realNameView(self, await files.open(self));
    return accountView(account, { phone, realName });
  };
}
