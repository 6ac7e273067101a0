/** 调用日志: the calls of a day; each refusal with its cause and remedy. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { addDays, chinaDayOf } from '@shared/kernel/china-day';
import { nowMs } from '../../platform/clock';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { ErrorState, Skeleton } from '../../ui/states';
import { dayText, momentText, refusalText } from '../../ui/words';
import { CONSOLE, CONSOLE_REFUSALS } from '../console.copy';
import { useCalls } from '../console.queries';

type Which = 'refused' | 'done';

function Calls({ appId, day, which }: { readonly appId: string; readonly day: string; readonly which: Which }) {
  const calls = useCalls(appId, day, which);
  if (calls.state === 'loading') return <Skeleton />;
  if (calls.state === 'refused') return <ErrorState text={refusalText(CONSOLE_REFUSALS, calls.refusal)} again={calls.again} />;
  return (
    <AppCard flush>
      {calls.value.items.length === 0 ? <ListRow title={CONSOLE.callsNone} /> : calls.value.items.map(({ at, method, requestId, resultCode, ms, field, words }) => (
        <View key={`${at} ${requestId}`}>
          <ListRow title={`${method} ${momentText(at)}`} note={CONSOLE.callNote(requestId, ms, field)} value={String(resultCode)} />
          {words ? <ListRow title={words.chinese} note={`${CONSOLE.cause}：${words.cause}${CONSOLE.remedy}：${words.remedy}`} /> : null}
        </View>
      ))}
      <AppButton kind="text" onPress={calls.again}>{CONSOLE.refresh}</AppButton>
    </AppCard>
  );
}

export function ConsoleCalls({ appId }: { readonly appId: string }) {
  const [day, setDay] = useState(() => chinaDayOf(nowMs()));
  const [which, setWhich] = useState<Which>('refused');
  const other = which === 'refused' ? 'done' : 'refused';
  return (
    <View>
      <View>{`${dayText(day)}，${CONSOLE[which]}`}</View>
      <View className="console__parts">
        <AppButton kind="secondary" compact onPress={() => { setDay(addDays(day, -1)); }}>{CONSOLE.dayBefore}</AppButton>
        <AppButton kind="secondary" compact onPress={() => { setDay(addDays(day, 1)); }}>{CONSOLE.dayAfter}</AppButton>
        <AppButton kind="secondary" compact onPress={() => { setWhich(other); }}>{CONSOLE[other]}</AppButton>
      </View>
      <Calls appId={appId} day={day} which={which} />
    </View>
  );
}
