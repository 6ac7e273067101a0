/** 开关: what only old systems need off, each with what it costs. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { accessible } from '../../ui/accessible';
import { AppCard } from '../../ui/app-card';
import { SwitchRow } from '../../ui/app-checkbox';
import { Notice, type Tone } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { CONSOLE, CONSOLE_REFUSALS } from '../console.copy';
import { useChangeApp } from '../console.queries';

const SWITCHES = ['relates', 'clock', 'replay'] as const;

export function ConsoleSwitches({ app }: { readonly app: AppView }) {
  const [said, say] = useState<{ readonly tone: Tone; readonly text: string }>();
  const { send } = useChangeApp();
  async function turn(name: (typeof SWITCHES)[number], on: boolean) {
    const { appId, redirectHosts, callbackUrl, hospitals } = app;
    const campuses = hospitals.flatMap(({ hospitalId, campuses: own }) => own.map((campus) => ({ hospitalId, ...campus })));
    const result = await send({ appId, redirectHosts, callbackUrl, campuses, switches: { ...app.switches, [name]: on } });
    say(result.ok ? { tone: 'good', text: CONSOLE.saved } : { tone: 'warn', text: refusalText(CONSOLE_REFUSALS, result.refusal) });
  }
  return (
    <AppCard title={CONSOLE.parts.switches}>
      {said === undefined ? null : <View {...accessible({ role: 'status' })}><Notice tone={said.tone}>{said.text}</Notice></View>}
      {SWITCHES.map((name) => <SwitchRow key={name} {...CONSOLE.switchWords[name]} on={app.switches[name]} onChange={(on) => { void turn(name, on); }} />)}
    </AppCard>
  );
}
