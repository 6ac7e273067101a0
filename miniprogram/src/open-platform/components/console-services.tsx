/** 服务目录: what the institution offers to residents, what waits for review, and why something was not taken. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import type { ServiceForm, ServiceView } from '@shared/open-platform/services.schema';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { Confirm } from '../../ui/sheet';
import { EmptyState, Skeleton } from '../../ui/states';
import { Notice, StatusTag, type Tone } from '../../ui/status-tag';
import { momentText } from '../../ui/words';
import { OFFERS } from '../console.copy';
import { useOwnServices, useWithdrawService } from '../console.queries';
import { SERVICE_KINDS } from '../services.copy';
import { ConsoleRefused, ConsoleSaid, type Word } from './console-said';
import { ConsoleServiceForm } from './console-service-form';

type State = keyof typeof OFFERS.states;

const TONES: Readonly<Record<State, Tone>> = { listed: 'good', waiting: 'warn', changing: 'warn', declined: 'danger' };

function stateOf({ listed, asked }: ServiceView): State {
  if (asked) return listed ? 'changing' : 'waiting';
  return listed ? 'listed' : 'declined';
}

function Written({ form }: { readonly form: ServiceForm | undefined }) {
  if (!form) return null;
  const rows = [SERVICE_KINDS[form.kind], form.summary, form.entry, ...(form.signsOn ? [OFFERS.signsOn] : []), ...(form.takesOver ? [OFFERS.takesOver] : [])];
  return <View>{rows.map((row) => <View key={row} className="console__text">{row}</View>)}</View>;
}

/** Since when it is shown, since when a change waits, why nothing came of it. */
function Answers({ service: { listedAt, askedAt, declined } }: { readonly service: ServiceView }) {
  return (
    <View>
      {declined ? <Notice tone="warn">{OFFERS.declined(momentText(declined.at), declined.reason)}</Notice> : null}
      {listedAt === undefined ? null : <View className="console__lead">{OFFERS.since(momentText(listedAt))}</View>}
      {askedAt === undefined ? null : <View className="console__lead">{OFFERS.asked(momentText(askedAt))}</View>}
    </View>
  );
}

type OneProps = { readonly service: ServiceView; readonly onChange: () => void; readonly onWithdraw: () => void };

function OneService({ service, onChange, onWithdraw }: OneProps) {
  const form = service.asked ?? service.listed;
  const name = form?.name ?? OFFERS.unnamed;
  const state = stateOf(service);
  return (
    <AppCard title={name}>
      <StatusTag tone={TONES[state]}>{OFFERS.states[state]}</StatusTag>
      <Answers service={service} />
      <Written form={form} />
      <View className="console__acts">
        <AppButton compact kind="secondary" about={name} onPress={onChange}>{OFFERS.change}</AppButton>
        <AppButton compact kind="text" about={name} onPress={onWithdraw}>{OFFERS.withdraw}</AppButton>
      </View>
    </AppCard>
  );
}

function Withdrawing({ appId, service, onDone }: { readonly appId: string; readonly service: ServiceView | undefined; readonly onDone: (said?: Word) => void }) {
  const { busy, send } = useWithdrawService();
  async function confirm(serviceId: string) {
    const result = await send({ appId, serviceId });
    onDone(result.ok ? { tone: 'good', text: OFFERS.withdrawn } : { refusal: result.refusal });
  }
  return (
    <Confirm
      open={service !== undefined} title={OFFERS.withdrawTitle} text={OFFERS.withdrawText} confirm={OFFERS.withdraw} danger busy={busy}
      onConfirm={() => { if (service) void confirm(service.serviceId); }} onCancel={() => { onDone(); }}
    />
  );
}

export type ConsoleServicesProps = { readonly app: AppView; readonly toSettings: () => void };

export function ConsoleServices({ app, toSettings }: ConsoleServicesProps) {
  const services = useOwnServices();
  const [changing, setChanging] = useState<ServiceView>();
  const [leaving, setLeaving] = useState<ServiceView>();
  const [said, say] = useState<Word>();
  if (services.state === 'loading') return <Skeleton />;
  if (services.state === 'refused') return <ConsoleRefused refusal={services.refusal} again={services.again} />;
  if (app.redirectHosts.length === 0) return <EmptyState icon="hospital" title={OFFERS.title} text={OFFERS.noHosts} action={{ label: OFFERS.toSettings, onPress: toSettings }} />;
  const own = services.value.items.filter(({ appId }) => appId === app.appId);
  return (
    <View>
      <ConsoleServiceForm key={changing?.serviceId ?? ''} app={app} before={changing} onDone={() => { setChanging(undefined); }} />
      <ConsoleSaid said={said} onEntered={() => { say(undefined); }} />
      {own.length === 0 ? <AppCard title={OFFERS.listTitle} flush><ListRow title={OFFERS.none} /></AppCard> : null}
      {own.map((service) => <OneService key={service.serviceId} service={service} onChange={() => { setChanging(service); }} onWithdraw={() => { setLeaving(service); }} />)}
      <Withdrawing appId={app.appId} service={leaving} onDone={(word) => { setLeaving(undefined); say(word); }} />
    </View>
  );
}
