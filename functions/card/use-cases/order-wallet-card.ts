/** 放入微信卡包: only a card of the outside open platform is known to WeChat's wallet; it is asked for an order of its page. */
import type { orderWalletCardRoute } from '../../../shared/card/card.routes';
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, LearnState, OrderForWallet, StaticCode } from '../card.ports';
import { askedBy } from '../card.rules';

export type OrderWalletCardDeps = {
  readonly access: Pick<Access, 'card'>;
  readonly staticCode: StaticCode;
  readonly learnState: LearnState;
  readonly orderForWallet: OrderForWallet;
};
export type OrderWalletCard = (input: InputOf<typeof orderWalletCardRoute>, caller: Resident) => Answer<typeof orderWalletCardRoute>;

export function makeOrderWalletCard({ access, staticCode, learnState, orderForWallet }: OrderWalletCardDeps): OrderWalletCard {
  return async function orderWalletCard({ cardId }, caller) {
    const found = await access.card(askedBy(caller, 'card.order-wallet'), cardId);
    if (!found.ok) return found;
    const { card } = found.value;
    if (card.state === 'lost') return refuse('card/lost');
    if (card.state === 'closed') return refuse('card/closed');
    if (!card.outside) return refuse('card/no-wallet');
    const code = await staticCode(card);
    if (!code.ok) {
      await learnState(card, code.refusal.code);
      return code;
    }
    const order = await orderForWallet(code.value);
    return order.ok ? ok({ orderId: order.value }) : order;
  };
}
