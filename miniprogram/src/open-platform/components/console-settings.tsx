/** 设置: hosts, call-back, campuses and what only old systems need off; saved as one thing, or undone. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { SwitchRow } from '../../ui/app-checkbox';
import { AppField } from '../../ui/app-field';
import { Notice } from '../../ui/status-tag';
import { asInput, callbackProblem, type Settings } from '../app-settings';
import { CONSOLE, SETTINGS } from '../console.copy';
import { useChangeApp, useLookAgain } from '../console.queries';
import type { SettingsDraft } from '../use-drafts';
import { ConsoleCampuses } from './console-campuses';
import { ConsoleHosts } from './console-hosts';
import { ConsoleSaid, type Word } from './console-said';

const SWITCHES = ['relates', 'clock', 'replay'] as const;

type Changing = Pick<SettingsDraft, 'change'> & { readonly settings: Settings };

function CallBack({ settings, change, isAsked }: Changing & { readonly isAsked: boolean }) {
  const wrong = isAsked ? callbackProblem(settings.callbackUrl, settings.redirectHosts) : undefined;
  return (
    <AppCard title={SETTINGS.callbackTitle}>
      <View className="console__lead">{SETTINGS.callbackText}</View>
      <AppField label={SETTINGS.callback} optional hint={SETTINGS.callbackHint} maxLength={500} value={settings.callbackUrl} onChange={(text) => { change({ callbackUrl: text.trim() }); }} error={wrong === undefined ? undefined : SETTINGS.callbackProblems[wrong]} />
    </AppCard>
  );
}

function Switches({ settings: { switches }, change }: Changing) {
  return (
    <AppCard title={SETTINGS.switchesTitle} flush>
      <View className="console__lead console__lead--flush">{SETTINGS.switchesText}</View>
      {SWITCHES.map((name) => <SwitchRow key={name} {...CONSOLE.switchWords[name]} on={switches[name]} onChange={(on) => { change({ switches: { ...switches, [name]: on } }); }} />)}
    </AppCard>
  );
}

/** What another developer saved while this was changed. */
function Theirs({ theirs }: Pick<SettingsDraft, 'theirs'>) {
  if (theirs.length === 0) return null;
  return <View {...accessible({ role: 'status' })}><Notice tone="warn">{SETTINGS.theirs(theirs.map((member) => SETTINGS.members[member]).join('、'))}</Notice></View>;
}

/** What was saved or undone is no longer the news once something is changed again. */
function isOfBefore(said: Word | undefined): boolean {
  return said !== undefined && 'tone' in said && said.tone !== 'warn';
}

function hindranceOf({ settings: { callbackUrl, redirectHosts }, isChanged }: SettingsDraft): Word | undefined {
  if (!isChanged) return { tone: 'quiet', text: SETTINGS.nothing };
  const wrong = callbackProblem(callbackUrl, redirectHosts);
  return wrong && { tone: 'warn', text: SETTINGS.notSaved(SETTINGS.callbackProblems[wrong]) };
}

export function ConsoleSettings({ app, draft }: { readonly app: AppView; readonly draft: SettingsDraft }) {
  const { settings, isChanged, theirs, change, drop } = draft;
  const [said, say] = useState<Word>();
  const [isAsked, setAsked] = useState(false);
  const { busy, send } = useChangeApp();
  const lookAgain = useLookAgain();
  async function save() {
    setAsked(true);
    const hindrance = hindranceOf(draft);
    if (hindrance) {
      say(hindrance);
      return;
    }
    const result = await send(asInput(app, settings));
    if (result.ok) drop();
    else lookAgain();
    say(result.ok ? { tone: 'good', text: SETTINGS.saved } : { refusal: result.refusal });
  }
  function undo() {
    setAsked(false);
    drop();
    say({ tone: 'quiet', text: SETTINGS.undone });
  }
  const press = () => { void save(); };
  return (
    <View>
      <ConsoleHosts hosts={settings.redirectHosts} onChange={(redirectHosts) => { change({ redirectHosts }); }} />
      <CallBack settings={settings} change={change} isAsked={isAsked} />
      {app.hospitals.map((hospital) => <ConsoleCampuses key={hospital.hospitalId} hospital={hospital} campuses={settings.campuses} onChange={(campuses) => { change({ campuses }); }} />)}
      <Switches settings={settings} change={change} />
      {isChanged ? <Notice tone="warn">{SETTINGS.unsaved}</Notice> : null}
      <Theirs theirs={theirs} />
      <ConsoleSaid said={isChanged && isOfBefore(said) ? undefined : said} onEntered={press} />
      <View className="console__acts">
        <AppButton compact busy={busy} onPress={press}>{SETTINGS.save}</AppButton>
        {isChanged ? <AppButton compact kind="secondary" onPress={undo}>{SETTINGS.undo}</AppButton> : null}
      </View>
    </View>
  );
}
