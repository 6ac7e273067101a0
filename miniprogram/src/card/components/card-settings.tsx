import { View } from '@tarojs/components';
import type { CardView } from '@shared/card/card.schema';
import { useState } from 'react';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { SwitchRow } from '../../ui/app-checkbox';
import { StatusTag, Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { CARD_REFUSALS } from '../card.copy';
import { DETAIL } from '../card-life.copy';
import { useOrder, usePackage, useSetDefault } from '../card.queries';

/** The ids with the one at `at` moved to `to`. */
function moved(ids: readonly string[], at: number, to: number): string[] {
  const rest = ids.filter((_, place) => place !== at);
  return [...rest.slice(0, to), ...ids.slice(at, at + 1), ...rest.slice(to)];
}

type OrderProps = { readonly card: CardView; readonly cards: readonly CardView[]; readonly onProblem: (text: string | undefined) => void };

function Order({ card, cards, onProblem }: OrderProps) {
  const order = useOrder();
  const ids = cards.map(({ cardId }) => cardId);
  const at = ids.indexOf(card.cardId);
  async function move(to: number) {
    const result = await order.send({ cardIds: moved(ids, at, to) });
    onProblem(result.ok ? undefined : refusalText(CARD_REFUSALS, result.refusal));
  }
  return (
    <ListRow
      title={DETAIL.order} note={DETAIL.place(at + 1, ids.length)}
      value={(
        <View className="card-detail__order">
          {at > 0 ? <AppButton compact kind="text" busy={order.busy} onPress={() => { void move(at - 1); }}>{DETAIL.earlier}</AppButton> : null}
          {at < ids.length - 1 ? <AppButton compact kind="text" busy={order.busy} onPress={() => { void move(at + 1); }}>{DETAIL.later}</AppButton> : null}
        </View>
      )}
    />
  );
}

/** The card's place among the others; nothing to choose where it is the only one. `plain`: without the order. */
export function CardSettings({ card, plain }: { readonly card: CardView; readonly plain: boolean }) {
  const cards = usePackage();
  const first = useSetDefault();
  const [problem, setProblem] = useState<string>();
  const items = cards.state === 'ready' ? cards.value.items : [];
  if (items.length < 2) return null;
  async function makeFirst() {
    const result = await first.send({ cardId: card.cardId });
    setProblem(result.ok ? undefined : refusalText(CARD_REFUSALS, result.refusal));
  }
  return (
    <AppCard title={DETAIL.settings} flush>
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      {card.isDefault
        ? <ListRow title={DETAIL.isFirst} note={DETAIL.isFirstNote} value={<StatusTag tone="good">{DETAIL.isFirst}</StatusTag>} />
        : <SwitchRow label={DETAIL.first} note={DETAIL.firstNote} on={false} onChange={() => { void makeFirst(); }} />}
      {plain ? null : <Order card={card} cards={items} onProblem={setProblem} />}
    </AppCard>
  );
}
