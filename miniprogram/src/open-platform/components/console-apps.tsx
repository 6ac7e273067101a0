/** An institution's apps and what it asked for; one app at a time, in its parts. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppRequestView, AppView } from '@shared/open-platform/console.schema';
import type * as z from 'zod/mini';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { AppField } from '../../ui/app-field';
import { Section } from '../../ui/app-page';
import { refusalText } from '../../ui/words';
import { CONSOLE, CONSOLE_REFUSALS } from '../console.copy';
import { useRequestApp } from '../console.queries';
import { ConsoleCalls } from './console-calls';
import { ConsoleDebug } from './console-debug';
import { ConsoleKeys } from './console-keys';
import { ConsoleOverview } from './console-overview';
import { ConsoleSwitches } from './console-switches';

type Part = keyof typeof CONSOLE.parts;
const PARTS = Object.keys(CONSOLE.parts) as Part[];

function PartOf({ part, app }: { readonly part: Part; readonly app: AppView }) {
  if (part === 'keys') return <ConsoleKeys app={app} />;
  if (part === 'switches') return <ConsoleSwitches app={app} />;
  if (part === 'calls') return <ConsoleCalls appId={app.appId} />;
  return part === 'debug' ? <ConsoleDebug appId={app.appId} /> : <ConsoleOverview app={app} />;
}

function OneApp({ app }: { readonly app: AppView }) {
  const [part, setPart] = useState<Part>('overview');
  return (
    <Section title={app.closed ? `${app.name}（${CONSOLE.closed}）` : app.name}>
      <View className="console__parts">
        {PARTS.map((one) => <AppButton key={one} compact kind={one === part ? 'primary' : 'secondary'} about={app.name} onPress={() => { setPart(one); }}>{CONSOLE.parts[one]}</AppButton>)}
      </View>
      <PartOf part={part} app={app} />
    </Section>
  );
}

function RequestApp() {
  const [form, setForm] = useState({ name: '', hospitals: '', purpose: '' });
  const [problem, setProblem] = useState<string>();
  const { busy, send } = useRequestApp();
  const fill = (member: keyof typeof form) => (text: string) => { setForm({ ...form, [member]: text }); };
  async function ask() {
    const hospitals = form.hospitals.split(/[、，,\s]+/).filter((name) => name !== '');
    if (form.name === '' || form.purpose === '' || hospitals.length === 0) {
      setProblem(CONSOLE.requestFill);
      return;
    }
    const result = await send({ ...form, hospitals });
    setProblem(result.ok ? undefined : refusalText(CONSOLE_REFUSALS, result.refusal));
  }
  return (
    <AppCard title={CONSOLE.request}>
      <AppField label={CONSOLE.requestName} value={form.name} onChange={fill('name')} error={problem} />
      <AppField label={CONSOLE.requestHospitals} hint={CONSOLE.requestHospitalsHint} value={form.hospitals} onChange={fill('hospitals')} />
      <AppField label={CONSOLE.requestPurpose} value={form.purpose} onChange={fill('purpose')} />
      <AppButton kind="secondary" busy={busy} onPress={() => { void ask(); }}>{CONSOLE.request}</AppButton>
    </AppCard>
  );
}

export type ConsoleAppsProps = { readonly apps: readonly AppView[]; readonly requests: readonly z.infer<typeof AppRequestView>[] };

export function ConsoleApps({ apps, requests }: ConsoleAppsProps) {
  return (
    <View>
      {apps.map((app) => <OneApp key={app.appId} app={app} />)}
      {apps.length === 0 ? <AppCard title={CONSOLE.noApps} /> : null}
      {requests.length === 0 ? null : <AppCard flush>{requests.map(({ requestId, name, state, reason }) => <ListRow key={requestId} title={name} note={reason ?? requestId} value={CONSOLE.requestStates[state]} />)}</AppCard>}
      <RequestApp />
    </View>
  );
}
