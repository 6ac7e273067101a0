import { View } from '@tarojs/components';
import type { CounterMove, MovedAtCounter } from '@shared/card/counter.routes';
import { useState } from 'react';
import { address, switchTo } from '../../../app/routes';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppPage } from '../../../ui/app-page';
import { Notice } from '../../../ui/status-tag';
import { ASSIST } from '../../assisted.copy';
import { COUNTER, COUNTER_MOVES } from '../../counter.copy';
import { AtCounter } from '../../components/at-counter';
import { Paper, Printing } from '../../components/paper';
import { SignedIn } from '../../components/signed-in';
import { StaffOnly } from '../../components/staff-only';

type Done = { readonly move: CounterMove; readonly moved: MovedAtCounter };

function Moved({ move, moved, onAnother }: Done & { readonly onAnother: () => void }) {
  return (
    <View>
      <View className="no-print" {...accessible({ role: 'status' })}><Notice tone="good">{COUNTER_MOVES[move].done(moved.maskedName)}</Notice></View>
      {moved.card ? <View><Paper card={moved.card} /><Printing /></View> : null}
      <View className="stack no-print"><AppButton kind="secondary" onPress={onAnother}>{COUNTER.another}</AppButton></View>
    </View>
  );
}

function Desk() {
  const [done, setDone] = useState<Done>();
  if (done) return <Moved {...done} onAnother={() => { setDone(undefined); }} />;
  return <AtCounter onMoved={(move, moved) => { setDone({ move, moved }); }} />;
}

export default function CounterPage() {
  return (
    <AppPage title={COUNTER.title} titleHidden>
      <View className="no-print">
        <View className="page__title" {...accessible({ hidden: true })}>{COUNTER.title}</View>
        <View className="page__lead">{COUNTER.lead}</View>
      </View>
      <SignedIn here={address.counter()} text={ASSIST.signInText}>
        <StaffOnly text={COUNTER.notStaffText} own={{ label: COUNTER.mine, onPress: () => { switchTo('package'); } }}><Desk /></StaffOnly>
      </SignedIn>
    </AppPage>
  );
}
