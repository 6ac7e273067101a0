/** 密钥: a new one is shown once; the one before works until it is ended. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Confirm } from '../../ui/sheet';
import { momentText } from '../../ui/words';
import { CONSOLE } from '../console.copy';
import { useEndOld, useLookAgain, useRotate } from '../console.queries';
import { ConsoleSaid, type Word } from './console-said';

type Said = { readonly secret?: string; readonly word?: Word };

export function ConsoleKeys({ app: { appId, secretsInForce, secretChangedAt, oldSecretUsedAt } }: { readonly app: AppView }) {
  const [{ secret, word }, say] = useState<Said>({});
  const [isAsked, ask] = useState(false);
  const [rotate, end, lookAgain] = [useRotate(), useEndOld(), useLookAgain()];
  const lastUse = oldSecretUsedAt === undefined ? CONSOLE.oldNotUsed : CONSOLE.oldUsed(momentText(oldSecretUsedAt));
  async function make() {
    const result = await rotate.send({ appId });
    // What was shown once stays in sight, whatever comes after.
    say(({ secret: shown }) => (result.ok ? { secret: result.value.secret } : { ...(shown === undefined ? {} : { secret: shown }), word: { refusal: result.refusal } }));
  }
  async function endOld() {
    const result = await end.send({ appId });
    ask(false);
    const told: Word = result.ok ? { tone: 'good', text: CONSOLE.ended } : { refusal: result.refusal };
    say(({ secret: shown }) => ({ ...(shown === undefined ? {} : { secret: shown }), word: told }));
  }
  return (
    <AppCard title={CONSOLE.secretsInForce(secretsInForce)}>
      <View>{CONSOLE.appId(appId)}</View>
      {secretChangedAt === undefined ? null : <View>{CONSOLE.secretChanged(momentText(secretChangedAt))}</View>}
      {secretsInForce > 1 ? <View>{lastUse}</View> : null}
      <View className="console__lead">{CONSOLE.rotateText}</View>
      <ConsoleSaid said={word} onEntered={() => { say(({ secret: shown }) => (shown === undefined ? {} : { secret: shown })); }} />
      {secret === undefined ? null : (
        <View {...accessible({ role: 'status' })}>
          <View>{CONSOLE.newSecret}</View>
          <View className="console__text">{secret}</View>
        </View>
      )}
      <View className="console__acts">
        {secretsInForce > 1 ? null : <AppButton compact busy={rotate.busy} onPress={() => { void make(); }}>{CONSOLE.rotate}</AppButton>}
        {secretsInForce > 1 ? <AppButton compact kind="danger" busy={end.busy} onPress={() => { lookAgain(); ask(true); }}>{CONSOLE.endOld}</AppButton> : null}
      </View>
      <Confirm
        open={isAsked} title={CONSOLE.endOldTitle} text={`${lastUse}${CONSOLE.endOldText}`} confirm={CONSOLE.endOld} danger busy={end.busy}
        onConfirm={() => { void endOld(); }} onCancel={() => { ask(false); }}
      />
    </AppCard>
  );
}
