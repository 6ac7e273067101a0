/** 放入卡包 (takeMsCard): the card a hospital ordered is looked for at once; it comes only to accounts that may show it. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { takeWalletCardRoute } from '../../../shared/open-platform/wallet.routes';
import type { OneTimeCodes, ReachAccount, RecordAudit, ShownCards } from '../open-platform.ports';

export type TakeWalletCardDeps = {
  readonly codes: Pick<OneTimeCodes, 'peek'>;
  readonly shownCards: ShownCards;
  readonly reachAccount: ReachAccount;
  readonly recordAudit: RecordAudit;
};
export type TakeWalletCard = (input: InputOf<typeof takeWalletCardRoute>, caller: Resident) => Answer<typeof takeWalletCardRoute>;

export function makeTakeWalletCard({ codes, shownCards, reachAccount, recordAudit }: TakeWalletCardDeps): TakeWalletCard {
  return async function takeWalletCard({ orderId }, { accountId, requestId }) {
    const healthCardId = (await codes.peek('wallet-order', orderId))?.more?.['healthCardId'];
    if (healthCardId === undefined) return refuse('open-platform/wallet-order-unknown');
    await recordAudit({ subject: accountId, actor: accountId, action: 'open-platform.take-wallet-card', ground: 'self', requestId });
    const find = async () => (await shownCards({ accountId, requestId })).find((card) => card.healthCardId === healthCardId);
    const there = await find();
    if (!there) await reachAccount(accountId, requestId);
    const card = there ?? (await find());
    if (!card) return refuse('open-platform/wallet-card-of-another');
    const { cardId, maskedName, maskedNumber } = card;
    return ok({ cardId, maskedName, maskedNumber });
  };
}
