import { View } from '@tarojs/components';
import type { CardView } from '@shared/card/card.schema';
import type { Refusal } from '@shared/kernel/result';
import { useRef, useState } from 'react';
import { switchTo } from '../../app/routes';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { EmptyState, Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { refusalText, WORDS } from '../../ui/words';
import { forgetAgreed, hasAgreed } from '../agreed';
import { useOnTheWay, type Ask } from '../on-the-way';
import { useOnce } from '../use-once';
import { CARD_LIST, HAND_OVER, HAND_OVER_REFUSALS } from '../open-platform.copy';
import { useCards, useClaim, useGiveHealthCode, useLeave, useOwnClaim, type CameFrom } from '../open-platform.queries';
import { useStepInstead } from './embedded';
import { Given } from './sign-in-offer';

export type CardChoiceProps = { readonly hospital: string; readonly from: CameFrom; readonly ask: Ask };

function wordsOf(refusal: Refusal): string {
  return refusalText(HAND_OVER_REFUSALS as Record<string, string>, refusal);
}

function Problem({ refusal }: { readonly refusal: Refusal }) {
  return <View {...accessible({ role: 'alert' })}><Notice tone="warn">{wordsOf(refusal)}</Notice></View>;
}

/** One's own card first, then the family's; only those that can be used. */
function usable(cards: readonly CardView[]): readonly CardView[] {
  return cards.filter(({ state }) => state === 'active').sort((one, other) => Number(one.memberId !== undefined) - Number(other.memberId !== undefined));
}

function useHandOver({ from }: Pick<CardChoiceProps, 'from'>) {
  const [give, claim] = [useGiveHealthCode(), useClaim()];
  const { leave } = useOnTheWay();
  const [problem, setProblem] = useState<Refusal>();
  const chosen = useRef<Pick<CardView, 'cardId'>>();
  // One press, one code: also while the page that is gone to is still on its way.
  const gone = useRef(false);
  const go = useOneAtATime(async () => {
    if (gone.current) return;
    const card = chosen.current;
    setProblem(undefined);
    const claimed = card ? { ok: true as const, value: card } : await claim.send({});
    const result = claimed.ok ? await give.send({ ...from, cardId: claimed.value.cardId }) : claimed;
    forgetAgreed();
    gone.current = result.ok;
    if (result.ok) leave(result.value.address);
    else setProblem(result.refusal);
  });
  function handOver(card: Pick<CardView, 'cardId'> | undefined) {
    if (give.busy || claim.busy) return;
    chosen.current = card;
    go();
  }
  return { busy: give.busy || claim.busy, problem, handOver };
}

/** Agreed to before signing in: the own card goes as soon as there is one, without being asked for again. */
function Going({ hospital, from, ask, own }: CardChoiceProps & { readonly own: CardView | undefined }) {
  const { problem, handOver } = useHandOver({ from });
  useOnce(() => { handOver(own); });
  const step = useStepInstead(problem, ask);
  if (step) return step;
  if (problem) return <EmptyState icon="warning" title={HAND_OVER.failed} text={wordsOf(problem)} action={{ label: HAND_OVER.package, onPress: () => { switchTo('package'); } }} />;
  return <EmptyStateWhile hospital={hospital} />;
}

function EmptyStateWhile({ hospital }: { readonly hospital: string }) {
  return <View {...accessible({ role: 'status' })}><Notice tone="quiet">{`${HAND_OVER.leaving(hospital)}。${HAND_OVER.leavingNote}`}</Notice></View>;
}

function AddCard({ from }: Pick<CardChoiceProps, 'from'>) {
  const going = useLeave();
  const { leave } = useOnTheWay();
  const add = useOneAtATime(async () => {
    const result = await going.send({ ...from, choice: 'add-card' });
    if (result.ok) leave(result.value.address);
  });
  return <ListRow icon="add" title={CARD_LIST.add} note={CARD_LIST.addNote} onPress={add} />;
}

function Choosing({ hospital, from, ask, cards }: CardChoiceProps & { readonly cards: readonly CardView[] }) {
  const { busy, problem, handOver } = useHandOver({ from });
  const choose = (card?: CardView) => { handOver(card); };
  const hasOwn = cards.some(({ memberId }) => memberId === undefined);
  const step = useStepInstead(problem, ask);
  if (step) return step;
  return (
    <View className="stack">
      <View className="hand-over__lead">{cards.length > 0 ? CARD_LIST.choose(hospital) : CARD_LIST.noCard}</View>
      {problem ? <Problem refusal={problem} /> : null}
      {hasOwn ? null : <AppButton icon="id-card" kind={cards.length > 0 ? 'secondary' : 'primary'} busy={busy} onPress={() => { choose(); }}>{cards.length > 0 ? CARD_LIST.claimSelf : CARD_LIST.claim}</AppButton>}
      <AppCard flush>
        {cards.map((card) => (
          <ListRow key={card.cardId} icon="id-card" title={`${card.maskedName} · ${card.memberId === undefined ? CARD_LIST.self : CARD_LIST.family}`} note={card.maskedNumber} onPress={() => { choose(card); }} />
        ))}
        <AddCard from={from} />
      </AppCard>
      <Given words={CARD_LIST.given} />
      {ask.wayOut}
    </View>
  );
}

function ownIn(cards: ReturnType<typeof useCards>): CardView | undefined {
  return cards.state === 'ready' ? usable(cards.value.items).find(({ memberId }) => memberId === undefined) : undefined;
}

function refusalIn(reading: { readonly state: string; readonly refusal?: Refusal }): Refusal | undefined {
  return reading.state === 'refused' ? reading.refusal : undefined;
}

/** What stands between here and the choice: the first thing that is missing, told by what was read. */
function useReady({ ask }: CardChoiceProps, agreed: boolean) {
  const cards = useCards();
  const own = ownIn(cards);
  const claims = agreed && cards.state === 'ready' && own === undefined;
  const check = useOwnClaim(claims);
  const step = useStepInstead(refusalIn(cards) ?? refusalIn(check), ask);
  return { cards, own, step, isBusy: claims && check.state === 'loading' };
}

/** The cards one may hand over; whoever has none claims theirs on the way. */
export function CardChoice(props: CardChoiceProps) {
  const [agreed] = useState(() => hasAgreed(props.ask.here));
  const { cards, own, step, isBusy } = useReady(props, agreed);
  if (step) return step;
  if (isBusy || cards.state === 'loading') return <Skeleton />;
  if (cards.state === 'refused') return <EmptyState icon="warning" title={HAND_OVER.failed} text={wordsOf(cards.refusal)} action={{ label: WORDS.tryAgain, onPress: cards.again }} />;
  return agreed ? <Going {...props} own={own} /> : <Choosing {...props} cards={usable(cards.value.items)} />;
}
