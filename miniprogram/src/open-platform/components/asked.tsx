import { View } from '@tarojs/components';
import type { Refusal } from '@shared/kernel/result';
import type { OutputOf, Route } from '@shared/kernel/route';
import type { ReactNode } from 'react';
import { address, open, switchTo } from '../../app/routes';
import type { Read } from '../../platform/queries';
import { useAccount } from '../../platform/use-session';
import { accessible } from '../../ui/accessible';
import { AppCard, ListRow } from '../../ui/app-card';
import { AppPage } from '../../ui/app-page';
import { EmptyState, Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { refusalText, WORDS } from '../../ui/words';
import { ASKED, CARD_LIST, HAND_OVER } from '../open-platform.copy';
import { useMissingStep } from '../missing-step';

type Words = Readonly<Record<string, string>>;

export function Problem({ refusal, words }: { readonly refusal: Refusal; readonly words: Words }) {
  return <View {...accessible({ role: 'alert' })}><Notice tone="warn">{refusalText(words, refusal)}</Notice></View>;
}

export type AnsweredProps<R> = { readonly reading: Read<R>; readonly here: string; readonly words: Words; readonly children: (value: OutputOf<R>) => ReactNode };

/** What was read, or the step that is missing, or why not. */
export function Answered<R extends Route>({ reading, here, words, children }: AnsweredProps<R>) {
  const refusal: Refusal | undefined = reading.state === 'refused' ? reading.refusal : undefined;
  const leads = useMissingStep(refusal, here);
  if (reading.state === 'loading' || leads) return <Skeleton />;
  if (reading.state === 'ready') return <View className="hand-over">{children(reading.value)}</View>;
  return <EmptyState icon="warning" title={HAND_OVER.failed} text={refusalText(words, reading.refusal)} action={{ label: WORDS.tryAgain, onPress: reading.again }} second={{ label: HAND_OVER.home, onPress: () => { switchTo('home'); } }} />;
}

/** A page that an institution led to: for people who signed in. */
export function AskedPage({ title, here, children }: { readonly title: string; readonly here: string; readonly children: ReactNode }) {
  const signedIn = useAccount() !== undefined;
  return (
    <AppPage title={title}>
      {signedIn ? children : <EmptyState icon="sign-in" title={ASKED.signInTitle} text={ASKED.signInText} action={{ label: ASKED.signIn, onPress: () => { open(address.signIn(here)); } }} />}
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
        <ListRow key={card.cardId} icon="id-card" title={`${card.maskedName} · ${card.isSelf ? CARD_LIST.self : CARD_LIST.family}`} note={card.maskedNumber} {...(card.state === 'active' ? { onPress: () => { onChoose(card); } } : { value: ASKED.unusable })} />
      ))}
    </AppCard>
  );
}
