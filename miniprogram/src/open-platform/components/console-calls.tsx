/** 调用日志: the calls of a day; each refusal with its cause and remedy. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { addDays, chinaDayOf } from '@shared/kernel/china-day';
import { nowMs } from '../../platform/clock';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { Skeleton } from '../../ui/states';
import { dayText, secondText } from '../../ui/words';
import { CONSOLE } from '../console.copy';
import { useCalls, type CallsOf } from '../console.queries';
import { ConsoleRefused, ConsoleSaid, type Word } from './console-said';
import { ConsoleTabs } from './console-tabs';

type Call = ReturnType<typeof useCalls>['items'][number];

const WHICH = (['refused', 'done'] as const).map((key) => ({ key, label: CONSOLE[key] }));

function OneCall({ call: { at, method, requestId, resultCode, ms, field, words } }: { readonly call: Call }) {
  return (
    <View className="console__call">
      <ListRow title={`${method} ${secondText(at)}`} note={CONSOLE.callNote(requestId, ms, field)} value={String(resultCode)} />
      {words ? <ListRow title={words.chinese} note={`${CONSOLE.cause}：${words.cause}${CONSOLE.remedy}：${words.remedy}`} /> : null}
    </View>
  );
}

function Older({ calls: { items, isAll, more } }: { readonly calls: ReturnType<typeof useCalls> }) {
  const [said, say] = useState<Word>();
  async function load() {
    const refusal = await more.load();
    say(refusal === undefined ? undefined : { refusal });
  }
  const press = () => { void load(); };
  return (
    <View>
      <View className="console__lead" {...accessible({ role: 'status' })}>{`${CONSOLE.loaded(items.length)}${isAll ? `。${CONSOLE.noOlder}` : ''}`}</View>
      <ConsoleSaid said={said} onEntered={press} />
      {isAll ? null : <View className="console__acts"><AppButton compact kind="secondary" busy={more.busy} onPress={press}>{CONSOLE.older}</AppButton></View>}
    </View>
  );
}

function Calls(of: CallsOf) {
  const calls = useCalls(of);
  const { newest, items } = calls;
  if (newest.state === 'loading') return <Skeleton />;
  if (newest.state === 'refused') return <ConsoleRefused refusal={newest.refusal} again={newest.again} />;
  return (
    <View>
      <AppCard flush>
        {items.length === 0 ? <ListRow title={CONSOLE.callsNone(CONSOLE[of.which])} /> : items.map((call) => <OneCall key={`${call.at} ${call.requestId}`} call={call} />)}
      </AppCard>
      {items.length === 0 ? null : <Older calls={calls} />}
      <View className="console__acts"><AppButton compact kind="text" onPress={newest.again}>{CONSOLE.refresh}</AppButton></View>
    </View>
  );
}

export function ConsoleCalls({ appId }: { readonly appId: string }) {
  const today = chinaDayOf(nowMs());
  const [day, setDay] = useState(today);
  const [which, setWhich] = useState<CallsOf['which']>('refused');
  return (
    <View>
      <View className="console__acts">
        <AppButton kind="secondary" compact onPress={() => { setDay(addDays(day, -1)); }}>{CONSOLE.dayBefore}</AppButton>
        <View className="console__day" {...accessible({ role: 'status' })}>{dayText(day)}</View>
        {day < today ? <AppButton kind="secondary" compact onPress={() => { setDay(addDays(day, 1)); }}>{CONSOLE.dayAfter}</AppButton> : null}
        <ConsoleTabs label={CONSOLE.whichCalls} tabs={WHICH} current={which} onChoose={setWhich} top />
      </View>
      <Calls key={`${day} ${which}`} appId={appId} day={day} which={which} />
    </View>
  );
}
