import { View } from '@tarojs/components';
import type { CardView } from '@shared/card/card.schema';
import { useState } from 'react';
import { switchTo } from '../../app/routes';
import { ListRow } from '../../ui/app-card';
import { Confirm } from '../../ui/sheet';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { CARD_REFUSALS } from '../card.copy';
import { DETAIL, REMOVING } from '../card-life.copy';
import { forgetStaticCode } from '../card.client';
import { useRemove } from '../card.queries';

/** Out of the package; the card itself lives on. */
export function RemoveCard({ card }: { readonly card: CardView }) {
  const remove = useRemove();
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { note, text } = REMOVING[card.state === 'closed' ? 'closed' : 'living'];
  async function goOn() {
    const result = await remove.send({ cardId: card.cardId });
    setAsked(false);
    if (!result.ok) {
      setProblem(refusalText(CARD_REFUSALS, result.refusal));
      return;
    }
    forgetStaticCode(card.cardId);
    switchTo('package');
  }
  return (
    <View className="rows">
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      <ListRow icon="close" title={DETAIL.remove} note={note} onPress={() => { setAsked(true); }} />
      <Confirm
        open={asked} danger busy={remove.busy} title={DETAIL.removeTitle} text={text} confirm={DETAIL.remove}
        onConfirm={() => { void goOn(); }} onCancel={() => { setAsked(false); }}
      />
    </View>
  );
}
