/** 密钥: a new one is shown once; the one before works until it is ended. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Notice } from '../../ui/status-tag';
import { momentText, refusalText } from '../../ui/words';
import { CONSOLE, CONSOLE_REFUSALS } from '../console.copy';
import { useEndOld, useRotate } from '../console.queries';

type Said = { readonly secret?: string; readonly good?: string; readonly problem?: string };

export function ConsoleKeys({ app: { appId, secretsInForce, secretChangedAt } }: { readonly app: AppView }) {
  const [{ secret, good, problem }, say] = useState<Said>({});
  const [rotate, end] = [useRotate(), useEndOld()];
  async function make() {
    const result = await rotate.send({ appId });
    say(result.ok ? { secret: result.value.secret } : { problem: refusalText(CONSOLE_REFUSALS, result.refusal) });
  }
  async function endOld() {
    const result = await end.send({ appId });
    say(result.ok ? { good: CONSOLE.ended } : { problem: refusalText(CONSOLE_REFUSALS, result.refusal) });
  }
  return (
    <AppCard title={CONSOLE.secretsInForce(secretsInForce)}>
      <View>{appId}</View>
      {secretChangedAt === undefined ? null : <View>{momentText(secretChangedAt)}</View>}
      <View>{CONSOLE.rotateText}</View>
      {problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{problem}</Notice></View>}
      {good === undefined ? null : <View {...accessible({ role: 'status' })}><Notice tone="good">{good}</Notice></View>}
      {secret === undefined ? null : (
        <View {...accessible({ role: 'status' })}>
          <View>{CONSOLE.newSecret}</View>
          <View className="console__text">{secret}</View>
        </View>
      )}
      <AppButton busy={rotate.busy} onPress={() => { void make(); }}>{CONSOLE.rotate}</AppButton>
      {secretsInForce > 1 ? <AppButton kind="danger" busy={end.busy} onPress={() => { void endOld(); }}>{CONSOLE.endOld}</AppButton> : null}
    </AppCard>
  );
}
