/** 第二因素: bound at first use, shown for each half hour of work. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { AppField } from '../../ui/app-field';
import { QrImage } from '../../ui/qr-image';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { CONSOLE, CONSOLE_REFUSALS } from '../console.copy';
import { useEnrol, useShowCode } from '../console.queries';
import { inFours, secretIn } from '../second-factor';
import { useCopy } from '../use-copy';

/** `onEntered`: goes on with what the code was asked for. */
export function EnterCode({ onEntered }: { readonly onEntered?: () => void }) {
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string>();
  const { busy, send } = useShowCode();
  async function enter() {
    if (!/^\d{6}$/.test(code)) {
      setProblem(CONSOLE.codeNeeded);
      return;
    }
    const result = await send({ code });
    if (result.ok) onEntered?.();
    else setProblem(refusalText(CONSOLE_REFUSALS, result.refusal));
  }
  const press = () => { void enter(); };
  return (
    <View>
      <AppField label={CONSOLE.code} type="number" maxLength={6} value={code} onChange={setCode} error={problem} onEnter={press} />
      <AppButton busy={busy} onPress={press}>{CONSOLE.enter}</AppButton>
    </View>
  );
}

/** For an authenticator on a computer, which has no camera. */
function TypedSecret({ address }: { readonly address: string }) {
  const { said, copy } = useCopy(CONSOLE.secretCopy);
  const secret = secretIn(address);
  return (
    <View>
      <View>{CONSOLE.enrolTyped}</View>
      <View className="console__text">{inFours(secret)}</View>
      {said === undefined ? null : <View {...accessible({ role: 'status' })}><Notice tone={said.tone}>{said.text}</Notice></View>}
      <View className="console__acts"><AppButton compact kind="secondary" onPress={() => { copy(secret); }}>{CONSOLE.copySecret}</AppButton></View>
    </View>
  );
}

function Enrol({ accountId }: { readonly accountId: string }) {
  const [factor, setFactor] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const { busy, send } = useEnrol();
  async function begin() {
    const result = await send({});
    if (result.ok) setFactor(result.value.address);
    else setProblem(refusalText(CONSOLE_REFUSALS, result.refusal));
  }
  return (
    <AppCard title={CONSOLE.enrolTitle}>
      <View>{CONSOLE.enrolText}</View>
      <View>{CONSOLE.account(accountId)}</View>
      {problem === undefined ? null : <View className="stack" {...accessible({ role: 'alert' })}><Notice tone="warn">{problem}</Notice></View>}
      {factor === undefined ? <View className="stack"><AppButton busy={busy} onPress={() => { void begin(); }}>{CONSOLE.enrol}</AppButton></View> : (
        <View>
          <QrImage text={factor} label={CONSOLE.enrolCode} />
          <TypedSecret address={factor} />
          <EnterCode />
        </View>
      )}
    </AppCard>
  );
}

export type ConsoleDoorProps = { readonly isEnrolled: boolean; readonly accountId: string };

export function ConsoleDoor({ isEnrolled, accountId }: ConsoleDoorProps) {
  if (!isEnrolled) return <Enrol accountId={accountId} />;
  return (
    <AppCard title={CONSOLE.codeTitle}>
      <EnterCode />
      <View>{CONSOLE.account(accountId)}</View>
    </AppCard>
  );
}
