/** 绑定手机号: WeChat tells the number, nobody types it; it is kept sealed. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { bindPhoneRoute } from '../../../shared/identity/identity.routes';
import { existing, untilSaved } from '../identity.rules';
import type { Accounts, Files, RecordAudit, ShowAccount, Wechat } from '../identity.ports';

export type BindPhone = (input: InputOf<typeof bindPhoneRoute>, caller: Resident) => Answer<typeof bindPhoneRoute>;

export type BindPhoneDeps = {
  readonly wechat: Wechat;
  readonly accounts: Accounts;
  readonly files: Files;
  readonly recordAudit: RecordAudit;
  readonly showAccount: ShowAccount;
};

export function makeBindPhone({ wechat, accounts, files, recordAudit, showAccount }: BindPhoneDeps): BindPhone {
  return async function bindPhone({ code }, caller) {
    const { accountId, requestId } = caller;
    const phone = await wechat.phone(code);
    if (!phone.ok) return phone;
    await recordAudit({ subject: accountId, actor: accountId, action: 'identity.bind-phone', ground: 'self', requestId });
    const sealedPhone = await accounts.sealPhone(accountId, phone.value);
    await untilSaved(async () => {
      const { account } = existing(await files.read(accountId));
      return (await files.save({ account: { ...account, sealedPhone } })) || undefined;
    });
    return ok(await showAccount(caller));
  };
}
