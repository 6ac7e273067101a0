import { View } from '@tarojs/components';
import type { CardEvent } from '@shared/card/card.schema';
import { useState } from 'react';
import { address } from '../../app/routes';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Skeleton } from '../../ui/states';
import { dayText, momentText } from '../../ui/words';
import { ACTORS, DETAIL, EVENTS } from '../card-life.copy';
import { useHistory } from '../card.queries';
import { Refused } from './refused';

/** So many lines at first; the rest when asked for. */
const SHOWN_FIRST = 5;

function Line({ event }: { readonly event: CardEvent }) {
  const { at, kind, by, note } = event;
  return (
    <View className="event">
      <View className="event__what">{EVENTS[kind]}</View>
      <View className="event__who">{note === undefined ? ACTORS[by] : `${note} · ${ACTORS[by]}`}</View>
      <View className="event__when">{`${dayText(at)} ${momentText(at).split(' ')[1] ?? ''}`}</View>
    </View>
  );
}

function Lines({ cardId }: { readonly cardId: string }) {
  const history = useHistory(cardId);
  const [all, setAll] = useState(false);
  if (history.state === 'loading') return <Skeleton />;
  if (history.state === 'refused') return <Refused refusal={history.refusal} place={{ here: address.card(cardId), cardId }} again={history.again} />;
  const { items } = history.value;
  if (items.length === 0) return <View className="card-detail__none">{DETAIL.historyNone}</View>;
  const shown = all ? items : items.slice(0, SHOWN_FIRST);
  return (
    <View>
      {shown.map((event) => <Line key={`${event.at} ${event.kind}`} event={event} />)}
      {shown.length < items.length ? <AppButton kind="text" onPress={() => { setAll(true); }}>{DETAIL.historyMore}</AppButton> : null}
    </View>
  );
}

/** Who did what with the card, and when. `folded`: only when asked for. */
export function CardHistory({ cardId, folded }: { readonly cardId: string; readonly folded: boolean }) {
  const [open, setOpen] = useState(!folded);
  return (
    <AppCard title={DETAIL.history} flush>
      {open ? <Lines cardId={cardId} /> : <AppButton kind="text" icon="history" onPress={() => { setOpen(true); }}>{DETAIL.historyOpen}</AppButton>}
    </AppCard>
  );
}
