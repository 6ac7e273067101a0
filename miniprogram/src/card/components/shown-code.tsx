import { View } from '@tarojs/components';
import type { CardView } from '@shared/card/card.schema';
import { useEffect, useState } from 'react';
import { address } from '../../app/routes';
import { useOnline } from '../../platform/use-online';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { EmptyState } from '../../ui/states';
import { WORDS } from '../../ui/words';
import { forgetStaticCode, keepStaticCode } from '../card.client';
import { SHOW } from '../show-code.copy';
import { shownView, type Because, type CodeKind, type ShownView } from '../shown-view';
import { useDynamicCode } from '../use-dynamic-code';
import { useStaticCode } from '../use-static-code';
import { CodePanel } from './code-panel';
import { Countdown } from './countdown';
import { Refused } from './refused';

type BesideIdCardProps = { readonly because: Because; readonly busy: boolean; readonly again: () => void };

/** What the window wants beside a static code; and where it only stands in, the way back. */
function BesideIdCard({ because, busy, again }: BesideIdCardProps) {
  return (
    <View>
      <View className="beside-id-card" {...accessible({ role: 'status' })}>
        <View className="beside-id-card__title">{SHOW.alsoIdCard}</View>
        <View>{SHOW.because[because]}</View>
      </View>
      {because === 'chosen' ? null : <AppButton kind="secondary" icon="refresh" busy={busy} onPress={again}>{WORDS.tryAgain}</AppButton>}
    </View>
  );
}

/** Keeps the static code for days without network, and drops it when the card's codes are dead. */
function useKeeping(card: CardView, { kind }: ShownView) {
  useEffect(() => {
    if (kind === 'dynamic') void keepStaticCode(card);
    if (kind === 'refused') forgetStaticCode(card.cardId);
  }, [kind, card]);
}

type KindSwitchProps = { readonly view: ShownView; readonly onChoose: (kind: CodeKind) => void };

/** Where only the static code is to be had there is nothing to choose. */
function KindSwitch({ view, onChoose }: KindSwitchProps) {
  if (view.kind === 'dynamic') return <AppButton kind="text" onPress={() => { onChoose('static'); }}>{SHOW.toStatic}</AppButton>;
  const chosen = view.kind === 'static' && view.because === 'chosen';
  return chosen ? <AppButton kind="text" onPress={() => { onChoose('dynamic'); }}>{SHOW.toDynamic}</AppButton> : null;
}

export type ShownCodeProps = { readonly card: CardView; /** False while another page lies on top. */ readonly visible: boolean };

/** One card's code. The dynamic one while it can be had; else the static one beside the ID card; never an expired one. */
export function ShownCode({ card, visible }: ShownCodeProps) {
  const [chosen, setChosen] = useState<CodeKind>('dynamic');
  const dynamic = useDynamicCode(card.cardId, visible && chosen === 'dynamic');
  const still = useStaticCode(card, chosen === 'static');
  const online = useOnline();
  const view = shownView({ chosen, dynamic, still, lifeLeft: dynamic.lifeLeft, online });
  useKeeping(card, view);
  function tryAgain() {
    setChosen('dynamic');
    dynamic.renew();
  }
  if (view.kind === 'refused') return <Refused refusal={view.refusal} place={{ here: address.showCode(card.cardId), cardId: card.cardId }} again={dynamic.renew} />;
  if (view.kind === 'none') {
    return <EmptyState icon="id-card" title={SHOW.noneTitle} text={SHOW.noneText} action={{ label: WORDS.tryAgain, onPress: tryAgain, busy: dynamic.busy }} />;
  }
  return (
    <View className="shown-code">
      <CodePanel card={card} text={view.kind === 'waiting' ? undefined : view.text}>
        {view.kind === 'dynamic' ? <Countdown code={dynamic} stuck={view.stuck} /> : null}
        {view.kind === 'static' ? <BesideIdCard because={view.because} busy={dynamic.busy} again={tryAgain} /> : null}
      </CodePanel>
      <KindSwitch view={view} onChoose={setChosen} />
    </View>
  );
}
