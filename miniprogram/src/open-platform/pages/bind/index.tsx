import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { chooseFilingCardRoute, issueFilingCardRoute, newFilingPatientRoute, readFilingRoute, type FilingView } from '@shared/open-platform/filing.routes';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import type * as z from 'zod/mini';
import { address } from '../../../app/routes';
import { leaveFor } from '../../../platform/leave';
import { useRead, useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { Answered, AskedPage, CardRows, Problem } from '../../components/asked';
import { Given } from '../../components/sign-in-offer';
import { FILING_REFUSALS } from '../../filing.copy';
import { BIND, CARD_LIST } from '../../open-platform.copy';
import '../../hand-over.scss';

type Filing = z.infer<typeof FilingView>;
type Sent = Promise<{ readonly ok: true; readonly value: { readonly leadTo: string } } | { readonly ok: false; readonly refusal: Refusal }>;

/** Sends once, and goes where the answer leads. */
function useLeading() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refusal>();
  async function lead(send: () => Sent) {
    if (busy) return;
    setBusy(true);
    const result = await send();
    setBusy(false);
    if (result.ok) leaveFor(result.value.leadTo);
    else setProblem(result.refusal);
  }
  return { busy, problem, go: (send: () => Sent) => { void lead(send); } };
}

function Cards({ code, filing }: { readonly code: string; readonly filing: Filing }) {
  const [choose, another] = [useWrite(chooseFilingCardRoute), useWrite(newFilingPatientRoute)];
  const { busy, problem, go } = useLeading();
  return (
    <View className="stack">
      <View className="hand-over__lead">{filing.cards.length > 0 ? BIND.choose(filing.institutionName) : BIND.noCard(filing.institutionName)}</View>
      {problem ? <Problem refusal={problem} words={FILING_REFUSALS} /> : null}
      <CardRows cards={filing.cards} onChoose={({ cardId }) => { go(() => choose.send({ code, cardId })); }} />
      <AppButton kind={filing.cards.length > 0 ? 'secondary' : 'primary'} icon="add" busy={busy} onPress={() => { go(() => another.send({ code })); }}>{BIND.another}</AppButton>
      <Given words={CARD_LIST.given} />
    </View>
  );
}

function Form({ code, filing }: { readonly code: string; readonly filing: Filing }) {
  const issue = useWrite(issueFilingCardRoute);
  const { busy, problem, go } = useLeading();
  return (
    <View className="stack">
      <View className="hand-over__lead">{BIND.confirm(filing.institutionName)}</View>
      {filing.patient ? <AppCard flush><ListRow icon="person" title={filing.patient.maskedName} note={filing.patient.maskedNumber} /></AppCard> : null}
      {problem ? <Problem refusal={problem} words={FILING_REFUSALS} /> : null}
      <AppButton icon="id-card" busy={busy} onPress={() => { go(() => issue.send({ code })); }}>{BIND.issue}</AppButton>
    </View>
  );
}

function Filed({ code, here }: { readonly code: string; readonly here: string }) {
  const filing = useRead(readFilingRoute, { code });
  return (
    <Answered reading={filing} here={here} words={FILING_REFUSALS}>
      {(value) => (value.stage === 'cards' ? <Cards code={code} filing={value} /> : <Form code={code} filing={value} />)}
    </Answered>
  );
}

export default function BindPage() {
  const { code = '' } = useRouter().params;
  const here = address.bind(decodeURIComponent(code));
  return <AskedPage title={BIND.title} here={here}><Filed code={decodeURIComponent(code)} here={here} /></AskedPage>;
}
