/** 返回域名: where residents may be sent back to, registered one by one. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { focusIn } from '../../platform/focus';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { AppField } from '../../ui/app-field';
import { hostFrom, hostProblem, type HostProblem } from '../app-settings';
import { SETTINGS } from '../console.copy';

const LIST = 'console-hosts';

export type ConsoleHostsProps = { readonly hosts: readonly string[]; readonly onChange: (hosts: string[]) => void };

export function ConsoleHosts({ hosts, onChange }: ConsoleHostsProps) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<HostProblem>();
  function add() {
    const host = hostFrom(typed);
    const wrong = hostProblem(host, hosts);
    setProblem(wrong);
    if (wrong !== undefined) return;
    onChange([...hosts, host]);
    setTyped('');
  }
  return (
    <AppCard title={SETTINGS.hostsTitle}>
      <View className="console__lead">{SETTINGS.hostsText}</View>
      <View className="console__list" id={LIST}>
        {hosts.length === 0 ? <ListRow title={SETTINGS.hostsNone} /> : hosts.map((host, place) => (
          <ListRow key={host} title={host} value={<AppButton compact kind="text" about={host} onPress={() => { onChange(hosts.filter((other) => other !== host)); focusIn(LIST, place); }}>{SETTINGS.remove}</AppButton>} />
        ))}
      </View>
      <AppField label={SETTINGS.host} hint={SETTINGS.hostHint} value={typed} onChange={setTyped} error={problem === undefined ? undefined : SETTINGS.hostProblems[problem]} onEnter={add} />
      <View className="console__acts"><AppButton compact kind="secondary" about={SETTINGS.host} onPress={add}>{SETTINGS.add}</AppButton></View>
    </AppCard>
  );
}
