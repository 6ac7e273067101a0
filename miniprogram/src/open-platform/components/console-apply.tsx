/** 申请接入: asking for an app, and what became of what was asked. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppRequestView } from '@shared/open-platform/console.schema';
import type * as z from 'zod/mini';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { AppField } from '../../ui/app-field';
import { Notice, StatusTag, type Tone } from '../../ui/status-tag';
import { momentText } from '../../ui/words';
import { APPLY } from '../console.copy';
import { useRequestApp } from '../console.queries';
import { ConsoleSaid, type Word } from './console-said';

type Request = z.infer<typeof AppRequestView>;
type Member = keyof typeof APPLY.fill;

const EMPTY = { name: '', hospitals: '', purpose: '' };
const MEMBERS = Object.keys(APPLY.fill) as Member[];
const PURPOSE_MAX = 500;
const TONES: Readonly<Record<Request['state'], Tone>> = { waiting: 'warn', approved: 'good', declined: 'danger' };

const namesIn = (text: string) => text.split(/[、，,;；\n]+/).map((name) => name.trim()).filter((name) => name !== '');

function Form() {
  const [form, setForm] = useState(EMPTY);
  const [missing, setMissing] = useState<Member>();
  const [said, say] = useState<Word>();
  const { busy, send } = useRequestApp();
  const field = (member: Member) => ({ value: form[member], onChange: (text: string) => { setForm({ ...form, [member]: text }); }, error: missing === member ? APPLY.fill[member] : undefined });
  async function ask() {
    const hospitals = namesIn(form.hospitals);
    const empty = MEMBERS.find((member) => (member === 'hospitals' ? hospitals.length === 0 : form[member].trim() === ''));
    setMissing(empty);
    if (empty !== undefined) return;
    const result = await send({ name: form.name.trim(), purpose: form.purpose.trim(), hospitals });
    say(result.ok ? { tone: 'good', text: APPLY.sent } : { refusal: result.refusal });
    if (result.ok) setForm(EMPTY);
  }
  const press = () => { void ask(); };
  return (
    <AppCard title={APPLY.title}>
      <View className="console__lead">{APPLY.text}</View>
      <AppField label={APPLY.name} hint={APPLY.nameHint} maxLength={100} {...field('name')} />
      <AppField label={APPLY.hospitals} hint={APPLY.hospitalsHint} maxLength={PURPOSE_MAX} {...field('hospitals')} />
      <AppField label={APPLY.purpose} hint={APPLY.purposeHint} maxLength={PURPOSE_MAX} onEnter={press} {...field('purpose')} />
      <ConsoleSaid said={said} onEntered={press} />
      <View className="console__acts"><AppButton compact busy={busy} onPress={press}>{APPLY.send}</AppButton></View>
    </AppCard>
  );
}

function nextOf({ state, appId = '', reason = '' }: Request): string {
  if (state === 'waiting') return APPLY.next.waiting;
  return state === 'approved' ? APPLY.next.approved(appId) : APPLY.next.declined(reason);
}

function Earlier({ requests }: { readonly requests: readonly Request[] }) {
  const newestFirst = [...requests].sort((one, other) => other.askedAt.localeCompare(one.askedAt));
  return (
    <AppCard title={APPLY.earlier} flush>
      {newestFirst.length === 0 ? <ListRow title={APPLY.none} /> : newestFirst.map((request) => (
        <ListRow
          key={request.requestId} title={request.name} value={<StatusTag tone={TONES[request.state]}>{APPLY.states[request.state]}</StatusTag>}
          note={`${APPLY.asked(momentText(request.askedAt), request.hospitals.join('、'), request.purpose)}。${nextOf(request)}`}
        />
      ))}
    </AppCard>
  );
}

export type ConsoleApplyProps = { readonly hasApps: boolean; readonly requests: readonly Request[] };

export function ConsoleApply({ hasApps, requests }: ConsoleApplyProps) {
  return (
    <View>
      {hasApps ? null : <Notice tone="quiet">{`${APPLY.noApps}。${APPLY.noAppsText}`}</Notice>}
      <Form />
      <Earlier requests={requests} />
    </View>
  );
}
