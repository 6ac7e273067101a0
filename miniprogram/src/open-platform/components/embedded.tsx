import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import type { Refusal } from '@shared/kernel/result';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { open, switchTo } from '../../app/routes';
import { leaveFor } from '../../platform/leave';
import { useAccount } from '../../platform/use-session';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { EmptyState, Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { HAND_OVER, HAND_OVER_REFUSALS, STEP } from '../open-platform.copy';
import { OnTheWayContext, useMissingStep, type Ask, type OnTheWay } from '../on-the-way';
import { Given, SignInOffer } from './sign-in-offer';

/** While a step is taken on another page this one shows nothing and asks nothing: it would act behind that page. */
function useGoing() {
  const [away, setAway] = useState(false);
  const [stays, setStays] = useState<string>();
  const led = useRef(new Set<string>());
  useDidShow(() => { setAway(false); });
  const going = useMemo<OnTheWay>(() => ({
    leave(address, said = HAND_OVER.stays) { if (!leaveFor(address)) setStays(said); },
    lead(step, next) {
      led.current.add(step);
      setAway(true);
      open(next);
    },
    wasLed: (step) => led.current.has(step),
  }), []);
  return { going, away, stays };
}

/** Done, or declined, and the institution's page is one that only its mini-program opens. */
function Stays({ text }: { readonly text: string }) {
  return <View {...accessible({ role: 'status' })}><EmptyState icon="done" title={HAND_OVER.staysTitle} text={text} action={{ label: HAND_OVER.home, onPress: () => { switchTo('home'); } }} /></View>;
}

export type EmbeddedProps = Ask & { readonly children: ReactNode };

/** Signing in and agreeing in one tap; then what one came for. */
export function Embedded({ children, ...ask }: EmbeddedProps) {
  const signedIn = useAccount() !== undefined;
  const { going, away, stays } = useGoing();
  if (stays !== undefined) return <Stays text={stays} />;
  return (
    <OnTheWayContext.Provider value={going}>
      {away ? <Skeleton /> : null}
      {!away && signedIn ? children : null}
      {!away && !signedIn ? <SignInOffer {...ask} /> : null}
    </OnTheWayContext.Provider>
  );
}

function Choice({ ask: { lead, given, wayOut }, refusal, go }: { readonly ask: Ask; readonly refusal: Refusal; readonly go: () => void }) {
  return (
    <View className="stack">
      <View className="hand-over__lead">{lead}</View>
      <Given words={given} />
      <Notice tone="quiet">{refusalText(HAND_OVER_REFUSALS as Record<string, string>, refusal)}</Notice>
      <AppButton onPress={go}>{STEP.go}</AppButton>
      {wayOut}
    </View>
  );
}

/** In the place of the page while a step is missing; undefined when none is. */
export function useStepInstead(refusal: Refusal | undefined, ask: Ask): ReactNode {
  const { state, go } = useMissingStep(refusal, ask.here);
  if (state === 'none' || refusal === undefined) return undefined;
  return state === 'leading' ? <Skeleton /> : <Choice ask={ask} refusal={refusal} go={go} />;
}
