import { View } from '@tarojs/components';
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
import { refusalText } from '../../ui/words';
import { forgetAgreed, hasAgreed } from '../agreed';
import { isMissingStep, type Ask } from '../on-the-way';
import { ACTIVATE, HAND_OVER, HAND_OVER_REFUSALS } from '../open-platform.copy';
import { useActivate, useWaitingCards, type CameFrom } from '../open-platform.queries';
import { useOnce } from '../use-once';
import { useStepInstead } from './embedded';
import { Given } from './sign-in-offer';

export type ActivationProps = { readonly hospital: string; readonly from: CameFrom; readonly link: string; readonly ask: Ask };

function useActivation({ from, link }: ActivationProps) {
  const activate = useActivate();
  const [problem, setProblem] = useState<Refusal>();
  const [activated, setActivated] = useState<readonly string[]>();
  const go = useOneAtATime(async () => {
    setProblem(undefined);
    const result = await activate.send({ link, returnTo: from.returnTo });
    // What was agreed to holds while a missing step is taken.
    if (result.ok || !isMissingStep(result.refusal)) forgetAgreed();
    if (!result.ok) {
      setProblem(result.refusal);
      return;
    }
    setActivated(result.value.activated);
    leaveFor(result.value.address);
  });
  return { busy: activate.busy, problem, activated, go };
}

/** Also what stays to be seen where no web page opens: in the mini-program. */
function Done({ hospital, names }: { readonly hospital: string; readonly names: readonly string[] }) {
  return (
    <View {...accessible({ role: 'status' })}>
      <EmptyState icon="verified" title={ACTIVATE.done} text={ACTIVATE.doneText(names, hospital)} action={{ label: HAND_OVER.package, onPress: () => { switchTo('package'); } }} />
    </View>
  );
}

function Problem({ refusal }: { readonly refusal: Refusal }) {
  return <View {...accessible({ role: 'alert' })}><Notice tone="warn">{refusalText(HAND_OVER_REFUSALS, refusal)}</Notice></View>;
}

type Cards = readonly { readonly waitingId: string; readonly maskedName: string; readonly state: 'waiting' | 'activated' }[];

type OfferProps = ActivationProps & { readonly cards: Cards };

function Offer({ hospital, ask, cards, going: { busy, problem, go } }: OfferProps & { readonly going: ReturnType<typeof useActivation> }) {
  const isWaiting = cards.some(({ state }) => state === 'waiting');
  return (
    <View className="stack">
      <View className="hand-over__lead">{isWaiting ? ACTIVATE.lead(hospital) : ACTIVATE.alreadyLead}</View>
      <AppCard flush>
        {cards.map(({ waitingId, maskedName, state }) => <ListRow key={waitingId} icon="id-card" title={maskedName} note={ACTIVATE.state[state]} />)}
      </AppCard>
      <Given words={ACTIVATE.given} />
      {problem ? <Problem refusal={problem} /> : null}
      <AppButton icon="verified" busy={busy} onPress={go}>{isWaiting ? ACTIVATE.activate : ACTIVATE.back}</AppButton>
      {isWaiting ? ask.wayOut : null}
    </View>
  );
}

function Going(props: OfferProps) {
  const [agreedBefore] = useState(() => hasAgreed(props.ask.here));
  const going = useActivation(props);
  // Agreed to before signing in: nothing is asked twice.
  useOnce(() => { if (agreedBefore) going.go(); });
  const step = useStepInstead(going.problem, props.ask);
  if (going.activated) return <Done hospital={props.hospital} names={going.activated} />;
  if (step) return step;
  return agreedBefore && !going.problem ? <Skeleton /> : <Offer {...props} going={going} />;
}

/** The cards that a hospital had made ahead: for whoever signed in, their own and their children's. */
export function Activation(props: ActivationProps) {
  const cards = useWaitingCards({ link: props.link, returnTo: props.from.returnTo });
  const step = useStepInstead(cards.state === 'refused' ? cards.refusal : undefined, props.ask);
  if (step) return step;
  if (cards.state === 'loading') return <Skeleton />;
  if (cards.state === 'refused') {
    const home = { label: HAND_OVER.home, onPress: () => { switchTo('home'); } };
    return <EmptyState icon="warning" title={HAND_OVER.failed} text={refusalText(HAND_OVER_REFUSALS, cards.refusal)} action={home} />;
  }
  return <Going {...props} cards={cards.value.cards} />;
}
