import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { chooseFilingCardRoute, correctFilingRoute, issueFilingCardRoute, newFilingPatientRoute, readFilingRoute, type FilingView } from '@shared/open-platform/filing.routes';
import type { Refusal } from '@shared/kernel/result';
import { useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { address, switchTo } from '../../../app/routes';
import { decoded } from '../../../platform/decoded';
import { useRead, useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { EmptyState } from '../../../ui/states';
import { Answered, AskedPage, CardRows, Problem } from '../../components/asked';
import { Given } from '../../components/sign-in-offer';
import { FILING_ENDED, FILING_REFUSALS } from '../../filing.copy';
import { BIND, CARD_LIST, HAND_OVER } from '../../open-platform.copy';
import { useOnTheWay, type Ask } from '../../on-the-way';
import '../../hand-over.scss';

type Filing = z.infer<typeof FilingView>;
type Sent = Promise<{ readonly ok: true; readonly value: { readonly leadTo: string } } | { readonly ok: false; readonly refusal: Refusal }>;

/** Sends once, and goes where the answer leads. */
function useLeading() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refusal>();
  const { leave } = useOnTheWay();
  const running = useRef(false);
  async function lead(send: () => Sent) {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const result = await send();
    setBusy(false);
    // Once it led away, another press is too late.
    running.current = result.ok;
    if (result.ok) leave(result.value.leadTo);
    else setProblem(result.refusal);
  }
  return { busy, problem, go: (send: () => Sent) => { void lead(send); } };
}

type Stage = { readonly code: string; readonly filing: Filing; readonly ask: Ask };

function Cards({ code, filing, ask }: Stage) {
  const [choose, another] = [useWrite(chooseFilingCardRoute), useWrite(newFilingPatientRoute)];
  const { busy, problem, go } = useLeading();
  return (
    <View className="stack">
      <View className="hand-over__lead">{filing.cards.length > 0 ? BIND.choose(filing.institutionName) : BIND.noCard(filing.institutionName)}</View>
      {problem ? <Problem refusal={problem} words={FILING_REFUSALS} /> : null}
      <CardRows cards={filing.cards} onChoose={({ cardId }) => { go(() => choose.send({ code, cardId })); }} />
      <AppButton kind={filing.cards.length > 0 ? 'secondary' : 'primary'} icon="add" busy={busy} onPress={() => { go(() => another.send({ code })); }}>{BIND.another}</AppButton>
      <Given words={CARD_LIST.given} />
      {ask.wayOut}
    </View>
  );
}

function Form({ code, filing, ask }: Stage) {
  const [issue, correct] = [useWrite(issueFilingCardRoute), useWrite(correctFilingRoute)];
  const { busy, problem, go } = useLeading();
  return (
    <View className="stack">
      <View className="hand-over__lead">{BIND.confirm(filing.institutionName)}</View>
      {filing.patient ? <AppCard flush><ListRow icon="person" title={filing.patient.maskedName} note={filing.patient.maskedNumber} /></AppCard> : null}
      <Given words={BIND.formGiven} />
      {problem ? <Problem refusal={problem} words={FILING_REFUSALS} /> : null}
      <AppButton icon="id-card" busy={busy} onPress={() => { go(() => issue.send({ code })); }}>{BIND.issue}</AppButton>
      <AppButton kind="secondary" onPress={() => { go(() => correct.send({ code })); }}>{BIND.correct}</AppButton>
      {ask.wayOut}
    </View>
  );
}

/** Its one use is over: nothing is offered again. A form that was sent back is no card. */
function Ended({ ending, ask }: Pick<Stage, 'ask'> & Pick<Filing, 'ending'>) {
  const { icon, title, text } = FILING_ENDED[ending ?? 'done'];
  return (
    <View>
      <EmptyState icon={icon} title={title} text={text} action={{ label: HAND_OVER.home, onPress: () => { switchTo('home'); } }} />
      {ask.wayOut}
    </View>
  );
}

function Filed({ code, ask }: Pick<Stage, 'code' | 'ask'>) {
  const filing = useRead(readFilingRoute, { code });
  return (
    <Answered reading={filing} ask={ask} words={FILING_REFUSALS}>
      {(value) => {
        if (!value.isOpen) return <Ended ending={value.ending} ask={ask} />;
        return value.stage === 'cards' ? <Cards code={code} filing={value} ask={ask} /> : <Form code={code} filing={value} ask={ask} />;
      }}
    </Answered>
  );
}

export default function BindPage() {
  const params = useRouter().params;
  const code = decoded(params['code'] ?? '');
  return <AskedPage kind="filing" code={code} here={address.bind(code)} words={BIND}>{(ask) => <Filed code={code} ask={ask} />}</AskedPage>;
}
