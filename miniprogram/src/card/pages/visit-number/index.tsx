import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { bindVisitNumberRoute } from '@shared/card/card.routes';
import type { VisitNumber } from '@shared/card/card.schema';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address, goBack } from '../../../app/routes';
import type { CallRefusal } from '../../../platform/call';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { EmptyState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { CARD_REFUSALS } from '../../card.copy';
import { useBindVisitNumber, usePackage } from '../../card.queries';
import { Refused } from '../../components/refused';
import { SignedIn } from '../../components/signed-in';
import { VisitNumberFields } from '../../components/visit-number-fields';
import { nextStep } from '../../next-steps';
import { VISIT } from '../../paper.copy';
import { cleanVisitNumber, NOTHING_TYPED, visitErrors, visitStillWrong, type TypedVisit, type VisitErrors } from '../../visit-number-form';

type Problem = Refusal<CallRefusal<typeof bindVisitNumberRoute>>;

function Why({ problem, here }: { readonly problem: Problem; readonly here: string }) {
  const step = nextStep(problem.code, { here });
  return (
    <View {...accessible({ role: 'alert' })}>
      <Notice tone="warn">{refusalText(CARD_REFUSALS, problem)}</Notice>
      {step ? <AppButton kind="secondary" onPress={step.onPress}>{step.label}</AppButton> : null}
    </View>
  );
}

function Form({ cardId, onBound }: { readonly cardId: string; readonly onBound: (bound: VisitNumber) => void }) {
  const bind = useBindVisitNumber();
  const [typed, setTyped] = useState<TypedVisit>(NOTHING_TYPED);
  const [errors, setErrors] = useState<VisitErrors>({});
  const [problem, setProblem] = useState<Problem>();
  function type(next: TypedVisit) {
    setTyped(next);
    setErrors(visitStillWrong(errors, typed, next));
  }
  async function submit() {
    const wrong = visitErrors(typed);
    setErrors(wrong ?? {});
    setProblem(undefined);
    if (wrong) return;
    const result = await bind.send({ cardId, institutionId: typed.institutionId ?? '', visitNumber: cleanVisitNumber(typed.number) });
    if (result.ok) onBound(result.value);
    else setProblem(result.refusal);
  }
  return (
    <View>
      <AppCard><VisitNumberFields typed={typed} errors={errors} onChange={type} onEnter={bind.busy ? undefined : () => { void submit(); }} /></AppCard>
      {problem ? <Why problem={problem} here={address.bindVisitNumber(cardId)} /> : null}
      <AppButton busy={bind.busy} onPress={() => { void submit(); }}>{VISIT.bind}</AppButton>
    </View>
  );
}

function Binding({ cardId }: { readonly cardId: string }) {
  const [bound, setBound] = useState<VisitNumber>();
  if (!bound) return <Form cardId={cardId} onBound={setBound} />;
  return (
    <EmptyState
      icon="done" title={VISIT.doneTitle} text={VISIT.doneText(bound.institutionName, bound.visitNumber)}
      action={{ label: VISIT.back, onPress: goBack }} second={{ label: VISIT.another, onPress: () => { setBound(undefined); } }}
    />
  );
}

/** Nothing is typed for a card that is not there, or that was closed. */
function OfCard({ cardId }: { readonly cardId: string }) {
  const cards = usePackage();
  const place = { here: address.bindVisitNumber(cardId), cardId };
  if (cards.state === 'loading') return <Skeleton rows={5} />;
  if (cards.state === 'refused') return <Refused refusal={cards.refusal} place={place} again={cards.again} />;
  const card = cards.value.items.find((one) => one.cardId === cardId);
  if (!card) return <Refused refusal={{ code: 'card/unknown' }} place={place} again={cards.again} />;
  return card.state === 'closed' ? <Refused refusal={{ code: 'card/closed' }} place={place} again={cards.again} /> : <Binding cardId={cardId} />;
}

export default function VisitNumberPage() {
  const { cardId = '' } = useRouter().params;
  return (
    <AppPage title={VISIT.title} lead={VISIT.lead}>
      <SignedIn here={address.bindVisitNumber(cardId)} text={VISIT.signInText}><OfCard cardId={cardId} /></SignedIn>
    </AppPage>
  );
}
