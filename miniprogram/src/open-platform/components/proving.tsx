import { View } from '@tarojs/components';
import { openCounterCodeRoute } from '@shared/identity/identity.routes';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address } from '../../app/routes';
import { useWrite } from '../../platform/queries';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { webAddress } from '../../platform/web-address';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { QrImage } from '../../ui/qr-image';
import { Notice } from '../../ui/status-tag';
import { momentText, refusalText } from '../../ui/words';
import { COUNTER_REFUSALS, VERIFY } from '../open-platform.copy';

/** On the phone, in the mini-program: what a web page cannot. It is proved there for this account, and gone on with here. */
function InMiniProgram() {
  return (
    <AppCard title={VERIFY.phoneTitle}>
      <View className="hand-over__text">{VERIFY.phoneText}</View>
      <QrImage text={webAddress(address.presence())} label={VERIFY.phoneCode} />
      <View className="hand-over__text">{VERIFY.phoneOther}</View>
    </AppCard>
  );
}

/** A number told to the clerk, as on the page for it. */
function AtCounter() {
  const opening = useWrite(openCounterCodeRoute);
  const [given, setGiven] = useState<{ readonly code: string; readonly expiresAt: string }>();
  const [problem, setProblem] = useState<Refusal>();
  const take = useOneAtATime(async () => {
    const result = await opening.send({});
    if (result.ok) setGiven(result.value);
    setProblem(result.ok ? undefined : result.refusal);
  });
  return (
    <AppCard title={VERIFY.counterTitle}>
      <View className="hand-over__text">{VERIFY.counterText}</View>
      {given ? (
        <View className="hand-over__code" {...accessible({ role: 'status' })}>
          <View>{VERIFY.code}</View>
          <View className="hand-over__digits">{given.code.replace(/(\d{4})(?=\d)/g, '$1 ')}</View>
          <View>{VERIFY.codeUntil(momentText(given.expiresAt))}</View>
        </View>
      ) : null}
      {problem ? <Notice tone="warn">{refusalText(COUNTER_REFUSALS as Record<string, string>, problem)}</Notice> : null}
      <AppButton kind="secondary" busy={opening.busy} onPress={take}>{given ? VERIFY.codeAgain : VERIFY.takeCode}</AppButton>
    </AppCard>
  );
}

export type WaysProps = { readonly hospital: string; readonly tried: boolean; readonly busy: boolean; readonly onProved: () => void };

/** How one shows that it is oneself, where this page cannot look: for this matter, and with what follows. */
export function WaysToProve({ hospital, tried, busy, onProved }: WaysProps) {
  return (
    <View className="stack">
      <View className="hand-over__lead">{VERIFY.waysLead(hospital)}</View>
      <InMiniProgram />
      <AtCounter />
      {tried ? <View {...accessible({ role: 'alert' })}><Notice tone="warn">{VERIFY.notYet}</Notice></View> : null}
      <AppButton icon="verified" busy={busy} onPress={onProved}>{VERIFY.proved}</AppButton>
    </View>
  );
}
