/** 注销账号: the account's package goes, with its cards, visit numbers and lines of history. May be run again at any time, and finishes. */
import type { ErasePackage, Packages, RecordAudit, TakeOut } from '../card.ports';

export type ErasePackageDeps = {
  readonly packages: Pick<Packages, 'load' | 'erase'>;
  readonly takeOut: TakeOut;
  readonly recordAudit: RecordAudit;
};

export function makeErasePackage({ packages, takeOut, recordAudit }: ErasePackageDeps): ErasePackage {
  return async function erasePackage({ accountId, eventId }) {
    await recordAudit({ subject: accountId, actor: 'system', action: 'card.erase-package', ground: 'account-closed', requestId: eventId });
    const { cards } = await packages.load(accountId);
    // One after the other: each is a transaction on the same package, and frees its visit numbers.
    for (const card of cards) await takeOut(card, { by: 'self', forGood: false });
    await packages.erase(accountId);
  };
}
