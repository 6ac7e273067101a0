import { View } from '@tarojs/components';
import type { CardView } from '@shared/card/card.schema';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { switchTo } from '../../app/routes';
import { leaveFor } from '../../platform/leave';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { EmptyState, Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { refusalText, WORDS } from '../../ui/words';
import { forgetAgreed, hasAgreed } from '../agreed';
import { useMissingStep } from '../missing-step';
import { useOnce } from '../use-once';
import { CARD_LIST, HAND_OVER, HAND_OVER_REFUSALS } from '../open-platform.copy';
import { useCards, useClaim, useGiveHealthCode, useLeave, useOwnClaim, type CameFrom } from '../open-platform.queries';
import { Decline } from './hand-over-page';
import { Given } from './sign-in-offer';

export type CardChoiceProps = { readonly hospital: string; readonly from: CameFrom; readonly here: string };

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
  const [problem, setProblem] = useState<Refusal>();
  async function handOver(card: Pick<CardView, 'cardId'> | undefined) {
    setProblem(undefined);
    const claimed = card ? { ok: true as const, value: card } : await claim.send({});
    const result = claimed.ok ? await give.send({ ...from, cardId: claimed.value.cardId }) : claimed;
    forgetAgreed();
    if (result.ok) leaveFor(result.value.address);
    else setProblem(result.refusal);
  }
  return { busy: give.busy || claim.busy, problem, handOver };
}

/** Agreed to before signing in: the own card goes as soon as there is one, without being asked for again. */
function Going({ hospital, from, here, own }: CardChoiceProps & { readonly own: CardView | undefined }) {
  const { problem, handOver } = useHandOver({ from });
  const go = useOneAtATime(() => handOver(own));
  useOnce(go);
  const leads = useMissingStep(problem, here);
  if (problem && !leads) return <EmptyState icon="warning" title={HAND_OVER.failed} text={wordsOf(problem)} action={{ label: HAND_OVER.package, onPress: () => { switchTo('package'); } }} />;
  return <EmptyStateWhile hospital={hospital} />;
}

function EmptyStateWhile({ hospital }: { readonly hospital: string }) {
  return <View {...accessible({ role: 'status' })}><Notice tone="quiet">{`${HAND_OVER.leaving(hospital)}。${HAND_OVER.leavingNote}`}</Notice></View>;
}

function AddCard({ from }: Pick<CardChoiceProps, 'from'>) {
  const leave = useLeave();
  const add = useOneAtATime(async () => {
    const result = await leave.send({ ...from, choice: 'add-card' });
    if (result.ok) leaveFor(result.value.address);
  });
  return <ListRow icon="add" title={CARD_LIST.add} note={CARD_LIST.addNote} onPress={add} />;
}

function Choosing({ hospital, from, here, cards }: CardChoiceProps & { readonly cards: readonly CardView[] }) {
  const { busy, problem, handOver } = useHandOver({ from });
  const choose = (card?: CardView) => { if (!busy) void handOver(card); };
  const hasOwn = cards.some(({ memberId }) => memberId === undefined);
  const leads = useMissingStep(problem, here);
  if (leads) return <Skeleton />;
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
      <Decline from={from} />
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
function useReady({ here }: CardChoiceProps, agreed: boolean) {
  const cards = useCards();
  const own = ownIn(cards);
  const claims = agreed && cards.state === 'ready' && own === undefined;
  const check = useOwnClaim(claims);
  const leads = useMissingStep(refusalIn(cards) ?? refusalIn(check), here);
  return { cards, own, isBusy: leads || (claims && check.state === 'loading') };
}

/** The cards one may hand over; whoever has none claims theirs on the way. */
export function CardChoice(props: CardChoiceProps) {
  const [agreed] = useState(() => hasAgreed(props.here));
  const { cards, own, isBusy } = useReady(props, agreed);
  if (isBusy || cards.state === 'loading') return <Skeleton />;
  if (cards.state === 'refused') return <EmptyState icon="warning" title={HAND_OVER.failed} text={wordsOf(cards.refusal)} action={{ label: WORDS.tryAgain, onPress: cards.again }} />;
  return agreed ? <Going {...props} own={own} /> : <Choosing {...props} cards={usable(cards.value.items)} />;
}
