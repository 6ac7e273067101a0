/** 下载: everything of the app as one file, and its refused calls as a list for a spreadsheet. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { chinaDayOf } from '@shared/kernel/china-day';
import type { OutputOf } from '@shared/kernel/route';
import type { downloadAppRoute } from '@shared/open-platform/console.routes';
import { nowMs } from '../../platform/clock';
import { keepText } from '../../platform/keep-file';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Notice } from '../../ui/status-tag';
import { callsCsv } from '../calls-csv';
import { DOWNLOAD } from '../console.copy';
import { useDownload } from '../console.queries';
import { ConsoleSaid, type Word } from './console-said';

type Everything = OutputOf<typeof downloadAppRoute>;
type Kind = 'all' | 'calls';
type Saved = { readonly said: Word; readonly notes: readonly string[] };

function fileOf(kind: Kind, everything: Everything) {
  const name = `${everything.app.appId}-${kind}-${chinaDayOf(nowMs())}`;
  if (kind === 'calls') return { name: `${name}.csv`, type: 'text/csv', text: callsCsv(everything.refusedCalls) };
  return { name: `${name}.json`, type: 'application/json', text: JSON.stringify(everything, undefined, 2) };
}

function saved(kind: Kind, everything: Everything): Saved {
  const { name, type, text } = fileOf(kind, everything);
  if (!keepText(name, type, text)) return { said: { tone: 'warn', text: DOWNLOAD.notSaved }, notes: [] };
  const notes = [everything.isComplete ? '' : DOWNLOAD.notComplete, kind === 'calls' && everything.refusedCalls.length === 0 ? DOWNLOAD.noCalls : ''];
  return { said: { tone: 'good', text: DOWNLOAD.done(name) }, notes: notes.filter((note) => note !== '') };
}

function OneFile({ kind, appId }: { readonly kind: Kind; readonly appId: string }) {
  const [done, setDone] = useState<Saved>();
  const { busy, send } = useDownload();
  async function load() {
    setDone(undefined);
    const result = await send({ appId });
    setDone(result.ok ? saved(kind, result.value) : { said: { refusal: result.refusal }, notes: [] });
  }
  const press = () => { void load(); };
  return (
    <AppCard title={DOWNLOAD[`${kind}Title`]}>
      <View className="console__lead">{DOWNLOAD[`${kind}Text`]}</View>
      {busy ? <View {...accessible({ role: 'status' })}><Notice tone="quiet">{DOWNLOAD.busy}</Notice></View> : null}
      <ConsoleSaid said={done?.said} onEntered={press} />
      {done?.notes.map((note) => <View key={note} {...accessible({ role: 'status' })}><Notice tone="warn">{note}</Notice></View>)}
      <View className="console__acts"><AppButton compact busy={busy} onPress={press}>{DOWNLOAD[kind]}</AppButton></View>
    </AppCard>
  );
}

export function ConsoleDownload({ appId }: { readonly appId: string }) {
  return (
    <View className="console__columns">
      <OneFile kind="all" appId={appId} />
      <OneFile kind="calls" appId={appId} />
    </View>
  );
}
