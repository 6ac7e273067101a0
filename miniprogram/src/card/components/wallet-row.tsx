import type { CardView } from '@shared/card/card.schema';
import { useState } from 'react';
import { address } from '../../app/routes';
import { hasWallet, takeMsCard } from '../../platform/health-card-plugin';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { ListRow } from '../../ui/app-card';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { CARD_REFUSALS } from '../card.copy';
import { useWalletOrder } from '../card.queries';
import { IN_WALLET } from '../wechat-card.copy';

/** 放入微信卡包: for a card of the outside platform, where its page can be opened; nothing elsewhere. */
export function WalletRow({ card }: { readonly card: CardView }) {
  const order = useWalletOrder();
  const [problem, setProblem] = useState<string>();
  const put = useOneAtATime(async () => {
    setProblem(undefined);
    const result = await order.send({ cardId: card.cardId });
    if (!result.ok) setProblem(refusalText(CARD_REFUSALS, result.refusal));
    else if (!(await takeMsCard(result.value.orderId, address.inWallet(result.value.orderId)))) setProblem(IN_WALLET.notHere);
  });
  if (!hasWallet() || !card.hasWallet || card.state !== 'active') return null;
  return (
    <>
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      <ListRow icon="cards" title={IN_WALLET.title} note={IN_WALLET.note} onPress={put} />
    </>
  );
}
