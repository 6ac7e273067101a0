/** A service for the directory, new or changed. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { isRegistered, readReturnAddress } from '@shared/open-platform/redirect';
import { SERVICE_NAME_MAX, SERVICE_SUMMARY_MAX, type ServiceForm, type ServiceView } from '@shared/open-platform/services.schema';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { AppCheckbox } from '../../ui/app-checkbox';
import { AppField } from '../../ui/app-field';
import { AppPicker } from '../../ui/app-picker';
import { OFFERS } from '../console.copy';
import { useOfferService } from '../console.queries';
import { SERVICE_KINDS } from '../services.copy';
import { ConsoleSaid, type Word } from './console-said';

type Member = keyof typeof OFFERS.problems;

const EMPTY: ServiceForm = { name: '', summary: '', kind: 'outpatient', entry: '', signsOn: true, takesOver: false };
const KINDS = Object.entries(SERVICE_KINDS).map(([value, label]) => ({ value, label }));

function problemIn({ name, summary, entry }: ServiceForm, { redirectHosts }: AppView): Member | undefined {
  if (name === '') return 'name';
  if (summary === '') return 'summary';
  const address = readReturnAddress(entry);
  return address && isRegistered(address, redirectHosts) ? undefined : 'entry';
}

export type ConsoleServiceFormProps = { readonly app: AppView; readonly before: ServiceView | undefined; readonly onDone: () => void };

export function ConsoleServiceForm({ app, before, onDone }: ConsoleServiceFormProps) {
  const [form, setForm] = useState(before?.asked ?? before?.listed ?? EMPTY);
  const [wrong, setWrong] = useState<Member>();
  const [said, say] = useState<Word>();
  const { busy, send } = useOfferService();
  const field = (member: Member) => ({ value: form[member], onChange: (text: string) => { setForm({ ...form, [member]: text }); }, error: wrong === member ? OFFERS.problems[member] : undefined });
  async function offer() {
    const asked = { ...form, name: form.name.trim(), summary: form.summary.trim(), entry: form.entry.trim() };
    const problem = problemIn(asked, app);
    setWrong(problem);
    if (problem !== undefined) return;
    const result = await send({ appId: app.appId, ...(before ? { serviceId: before.serviceId } : {}), ...asked });
    say(result.ok ? { tone: 'good', text: OFFERS.sent } : { refusal: result.refusal });
    if (!result.ok) return;
    setForm(EMPTY);
    onDone();
  }
  const press = () => { void offer(); };
  return (
    <AppCard title={before ? OFFERS.changeTitle : OFFERS.title}>
      <View className="console__lead">{OFFERS.text}</View>
      <View className="console__pair">
        <AppField label={OFFERS.name} hint={OFFERS.nameHint} maxLength={SERVICE_NAME_MAX} {...field('name')} />
        <AppField label={OFFERS.summary} hint={OFFERS.summaryHint} maxLength={SERVICE_SUMMARY_MAX} {...field('summary')} />
      </View>
      <AppPicker label={OFFERS.kind} choices={KINDS} value={form.kind} onChange={(kind) => { setForm({ ...form, kind: kind as ServiceForm['kind'] }); }} />
      <AppField label={OFFERS.entry} hint={OFFERS.entryHint(app.redirectHosts.join('、'))} maxLength={2_000} onEnter={press} {...field('entry')} />
      <AppCheckbox checked={form.signsOn} onChange={(signsOn) => { setForm({ ...form, signsOn }); }} label={OFFERS.signsOn} />
      <AppCheckbox checked={form.takesOver} onChange={(takesOver) => { setForm({ ...form, takesOver }); }} label={OFFERS.takesOver} />
      <ConsoleSaid said={said} onEntered={press} />
      <View className="console__acts">
        <AppButton compact busy={busy} onPress={press}>{OFFERS.send}</AppButton>
        {before ? <AppButton compact kind="text" onPress={onDone}>{OFFERS.leave}</AppButton> : null}
      </View>
    </AppCard>
  );
}
