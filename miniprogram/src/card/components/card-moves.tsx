import { View } from '@tarojs/components';
import { stateAfter, needsPresence, type CardMove } from '@shared/card/card.rules';
import type { CardView } from '@shared/card/card.schema';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address, replace } from '../../app/routes';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { ListRow } from '../../ui/app-card';
import { Sheet } from '../../ui/sheet';
import { Notice } from '../../ui/status-tag';
import { refusalText, WORDS } from '../../ui/words';
import { CARD_REFUSALS } from '../card.copy';
import { moveWords, PRESENCE } from '../card-life.copy';
import { forgetStaticCode } from '../card.client';
import { useClose, useReissue, useReportLoss, useRestore } from '../card.queries';
import { nextStep, type Place } from '../next-steps';
import { useProvedPresence } from '../use-proved-presence';

/** In the order people need them. */
const ORDER: readonly CardMove[] = ['restore', 'reissue', 'report-loss', 'close'];

/** After these the card cannot be used. */
const STOPS: ReadonlySet<CardMove> = new Set(['report-loss', 'close']);

function useMoves() {
  return { 'report-loss': useReportLoss(), restore: useRestore(), close: useClose(), reissue: useReissue() };
}

type AskProps = { readonly card: CardView; readonly move: CardMove; readonly onClose: () => void; readonly onMoved: (move: CardMove) => void };

/** Why it did not work, and where that leads. */
function Problem({ refusal, place }: { readonly refusal: Refusal; readonly place: Place }) {
  const step = nextStep(refusal.code, place);
  return (
    <View {...accessible({ role: 'alert' })}>
      <Notice tone="warn">{refusalText<string>(CARD_REFUSALS, refusal)}</Notice>
      {step ? <AppButton kind="secondary" onPress={step.onPress}>{step.label}</AppButton> : null}
    </View>
  );
}

/** Whether the person has to prove to be there is said before anything begins. */
function PresenceNote({ proved, self }: { readonly proved: boolean; readonly self: boolean }) {
  const need = self ? PRESENCE.need : PRESENCE.needMember;
  return <Notice tone="quiet">{proved ? PRESENCE.confirmed : need}</Notice>;
}

/** Does the move. The codes of before are dead with it, and a card issued anew may be another one. */
function useMove({ card, move, onClose, onMoved }: AskProps) {
  const moving = useMoves()[move];
  const [refusal, setRefusal] = useState<Refusal>();
  const act = useOneAtATime(async () => {
    setRefusal(undefined);
    const result = await moving.send({ cardId: card.cardId });
    if (!result.ok) {
      setRefusal(result.refusal);
      return;
    }
    forgetStaticCode(card.cardId);
    onClose();
    onMoved(move);
    if (result.value.cardId !== card.cardId) replace(address.card(result.value.cardId));
  });
  return { busy: moving.busy, refusal, act };
}

/** What will happen, what it needs, and the one button that does it. */
function Ask(asking: AskProps) {
  const { card, move, onClose } = asking;
  const proved = useProvedPresence(card.memberId);
  const { busy, refusal, act } = useMove(asking);
  const { title, text, confirm } = moveWords(move, card.state);
  const place: Place = { here: address.card(card.cardId, move), memberId: card.memberId };
  const presence = needsPresence(move);
  const toPresence = presence && !proved ? nextStep('identity/presence-needed', place) : undefined;
  return (
    <Sheet open title={title} onClose={onClose}>
      <View className="sheet__text">{text}</View>
      {presence ? <PresenceNote proved={proved} self={card.memberId === undefined} /> : null}
      {refusal ? <Problem refusal={refusal} place={place} /> : null}
      <View className="stack">
        {toPresence
          ? <AppButton icon="verified" onPress={toPresence.onPress}>{PRESENCE.go}</AppButton>
          : <AppButton kind={STOPS.has(move) ? 'danger' : 'primary'} busy={busy} onPress={act}>{confirm}</AppButton>}
        <AppButton kind="secondary" onPress={onClose}>{WORDS.cancel}</AppButton>
      </View>
    </Sheet>
  );
}

export type CardMovesProps = {
  readonly card: CardView;
  /** What the person meant to do before they went to prove presence: asked again at once. */
  readonly meant: string | undefined;
  readonly onMoved: (move: CardMove) => void;
};

/** The moves the card allows from where it is; reporting a loss is never hindered. */
export function CardMoves({ card, meant, onMoved }: CardMovesProps) {
  const allowed = ORDER.filter((move) => stateAfter(move, card.state) !== undefined);
  const [asked, setAsked] = useState(() => allowed.find((move) => move === meant));
  return (
    <View className="rows">
      {allowed.map((move) => {
        const { label, note } = moveWords(move, card.state);
        return <ListRow key={move} icon={STOPS.has(move) ? 'warning' : 'refresh'} title={label} note={note} onPress={() => { setAsked(move); }} />;
      })}
      {asked ? <Ask card={card} move={asked} onMoved={onMoved} onClose={() => { setAsked(undefined); }} /> : null}
    </View>
  );
}
