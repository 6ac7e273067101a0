import { View } from '@tarojs/components';
import { leaveAskedRoute, readAskedRoute, type AskedKind } from '@shared/open-platform/asked.routes';
import type { Refusal } from '@shared/kernel/result';
import type { OutputOf, Route } from '@shared/kernel/route';
import { useState, type ReactNode } from 'react';
import { switchTo } from '../../app/routes';
import { useRead, useWrite, type Read } from '../../platform/queries';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { AppPage } from '../../ui/app-page';
import { EmptyState, Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { refusalText, WORDS } from '../../ui/words';
import { useOnTheWay, type Ask } from '../on-the-way';
import { ASKED, ASKED_REFUSALS, CARD_LIST, HAND_OVER } from '../open-platform.copy';
import { Embedded, useStepInstead } from './embedded';

type Words = Readonly<Record<string, string>>;
const home = { label: HAND_OVER.home, onPress: () => { switchTo('home'); } };

export function Problem({ refusal, words }: { readonly refusal: Refusal; readonly words: Words }) {
  return <View {...accessible({ role: 'alert' })}><Notice tone="warn">{refusalText(words, refusal)}</Notice></View>;
}

export type AnsweredProps<R> = { readonly reading: Read<R>; readonly ask: Ask; readonly words: Words; readonly children: (value: OutputOf<R>) => ReactNode };

/** What was read, or the step that is missing, or why not: also then there is a way back. */
export function Answered<R extends Route>({ reading, ask, words, children }: AnsweredProps<R>) {
  const refusal: Refusal | undefined = reading.state === 'refused' ? reading.refusal : undefined;
  const step = useStepInstead(refusal, ask);
  if (step) return step;
  if (reading.state === 'loading') return <Skeleton />;
  if (reading.state === 'ready') return <>{children(reading.value)}</>;
  return (
    <View>
      <EmptyState icon="warning" title={HAND_OVER.failed} text={refusalText(words, reading.refusal)} action={{ label: WORDS.tryAgain, onPress: reading.again }} />
      {ask.wayOut}
    </View>
  );
}

type Came = { readonly kind: AskedKind; readonly code: string };

/** No: also without an account. The institution's page learns no more than that nothing was done. */
function Leave({ kind, code, words }: Came & { readonly words: AskedWords }) {
  const going = useWrite(leaveAskedRoute);
  const { leave } = useOnTheWay();
  const [problem, setProblem] = useState<Refusal>();
  const go = useOneAtATime(async () => {
    const result = await going.send({ kind, code });
    if (result.ok) leave(result.value.leadTo ?? '', words.left);
    else setProblem(result.refusal);
  });
  return (
    <View>
      {problem ? <Problem refusal={problem} words={ASKED_REFUSALS} /> : null}
      <AppButton kind="text" busy={going.busy} onPress={go}>{words.leave}</AppButton>
    </View>
  );
}

export type AskedWords = {
  readonly title: string; readonly signInLead: (hospital: string) => string; readonly given: readonly [string, string]; readonly signIn: string; readonly leave: string;
  /** Left, where the institution named no page that opens from here. */
  readonly left: string;
};
export type AskedPageProps = Came & { readonly here: string; readonly words: AskedWords; readonly children: (ask: Ask) => ReactNode };

/** A page that an institution led to by a code: it says whose it is before anybody signs in. */
export function AskedPage({ kind, code, here, words, children }: AskedPageProps) {
  const asked = useRead(readAskedRoute, { kind, code: code === '' ? '-' : code });
  const wayOut = <Leave kind={kind} code={code} words={words} />;
  const askBy = (hospital: string): Ask => ({ here, lead: words.signInLead(hospital), given: words.given, label: words.signIn, wayOut });
  return (
    <AppPage title={words.title}>
      {asked.state === 'loading' ? <Skeleton /> : null}
      {asked.state === 'refused' ? <EmptyState icon="warning" title={ASKED.unknownTitle} text={refusalText(ASKED_REFUSALS, asked.refusal)} action={{ label: WORDS.tryAgain, onPress: asked.again }} second={home} /> : null}
      {asked.state === 'ready' ? (
        <View className="hand-over">
          <Embedded {...askBy(asked.value.institutionName)}>{children(askBy(asked.value.institutionName))}</Embedded>
        </View>
      ) : null}
    </AppPage>
  );
}

export type Choosable = { readonly cardId: string; readonly maskedName: string; readonly maskedNumber: string; readonly isSelf: boolean; readonly state: string };

/** Cards that can be used; the others say why not. */
export function CardRows({ cards, onChoose }: { readonly cards: readonly Choosable[]; readonly onChoose: (card: Choosable) => void }) {
  const rows = [...cards].sort((one, other) => Number(other.isSelf) - Number(one.isSelf));
  return (
    <AppCard flush>
      {rows.map((card) => (
        <ListRow key={card.cardId} icon="id-card" title={`${card.maskedName} · ${card.isSelf ? CARD_LIST.self : CARD_LIST.family}${card.state === 'active' ? '' : ` · ${ASKED.unusable}`}`} note={card.maskedNumber} {...(card.state === 'active' ? { onPress: () => { onChoose(card); } } : {})} />
      ))}
    </AppCard>
  );
}
