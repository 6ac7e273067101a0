/** 密钥: a new one is shown once; the one before works until it is ended, or the new one is discarded. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AppView } from '@shared/open-platform/console.schema';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Confirm } from '../../ui/sheet';
import { momentText } from '../../ui/words';
import { CONSOLE } from '../console.copy';
import { useDiscardNew, useEndOld, useLookAgain, useRotate } from '../console.queries';
import { ConsoleSaid, type Word } from './console-said';

type Asked = 'end' | 'discard' | undefined;
type Said = { readonly secret?: string; readonly word?: Word };

export function ConsoleKeys({ app: { appId, secretsInForce, secretChangedAt, oldSecretUsedAt } }: { readonly app: AppView }) {
  const [{ secret, word }, say] = useState<Said>({});
  const [asked, ask] = useState<Asked>();
  const [rotate, end, discard, lookAgain] = [useRotate(), useEndOld(), useDiscardNew(), useLookAgain()];
  const lastUse = oldSecretUsedAt === undefined ? CONSOLE.oldNotUsed : CONSOLE.oldUsed(momentText(oldSecretUsedAt));
  async function make() {
    const result = await rotate.send({ appId });
    // What was shown once stays in sight, whatever comes after.
    say(({ secret: shown }) => (result.ok ? { secret: result.value.secret } : { ...(shown === undefined ? {} : { secret: shown }), word: { refusal: result.refusal } }));
  }
  async function endOld() {
    const word = wordOf(await end.send({ appId }), CONSOLE.ended);
    ask(undefined);
    say(({ secret: shown }) => ({ ...(shown === undefined ? {} : { secret: shown }), word }));
  }
  async function discardNew() {
    const word = wordOf(await discard.send({ appId }), CONSOLE.discarded);
    ask(undefined);
    say({ word });
  }
  return (
    <AppCard title={CONSOLE.secretsInForce(secretsInForce)}>
      <View>{CONSOLE.appId(appId)}</View>
      {[...(secretChangedAt === undefined ? [] : [CONSOLE.secretChanged(momentText(secretChangedAt))]), ...(secretsInForce > 1 ? [lastUse] : [])].map((line) => <View key={line}>{line}</View>)}
      <View className="console__lead">{CONSOLE.rotateText}</View>
      <ConsoleSaid said={word} onEntered={() => { say(({ secret: shown }) => (shown === undefined ? {} : { secret: shown })); }} />
      {secret === undefined ? null : (
        <View {...accessible({ role: 'status' })}>
          <View>{CONSOLE.newSecret}</View>
          <View className="console__text">{secret}</View>
        </View>
      )}
      <View className="console__acts">
        {secretsInForce > 1
          ? <Partings busy={end.busy || discard.busy} onEnd={() => { lookAgain(); ask('end'); }} onDiscard={() => { ask('discard'); }} />
          : <AppButton compact busy={rotate.busy} onPress={() => { void make(); }}>{CONSOLE.rotate}</AppButton>}
      </View>
      <Ending asked={asked} lastUse={lastUse} busy={end.busy || discard.busy} onEnd={() => { void endOld(); }} onDiscard={() => { void discardNew(); }} onCancel={() => { ask(undefined); }} />
    </AppCard>
  );
}

function wordOf(result: Awaited<ReturnType<ReturnType<typeof useEndOld>['send']>>, text: string): Word {
  return result.ok ? { tone: 'good', text } : { refusal: result.refusal };
}

function Partings({ busy, onEnd, onDiscard }: Pick<EndingProps, 'busy' | 'onEnd' | 'onDiscard'>) {
  return (
    <>
      <AppButton compact kind="danger" busy={busy} onPress={onEnd}>{CONSOLE.endOld}</AppButton>
      <AppButton compact kind="secondary" busy={busy} onPress={onDiscard}>{CONSOLE.discardNew}</AppButton>
    </>
  );
}

type EndingProps = { readonly asked: Asked; readonly lastUse: string; readonly busy: boolean; readonly onEnd: () => void; readonly onDiscard: () => void; readonly onCancel: () => void };

/** Neither can be taken back. */
function Ending({ asked, lastUse, busy, onEnd, onDiscard, onCancel }: EndingProps) {
  return (
    <>
      <Confirm open={asked === 'end'} title={CONSOLE.endOldTitle} text={`${lastUse}${CONSOLE.endOldText}`} confirm={CONSOLE.endOld} danger busy={busy} onConfirm={onEnd} onCancel={onCancel} />
      <Confirm open={asked === 'discard'} title={CONSOLE.discardNewTitle} text={CONSOLE.discardNewText} confirm={CONSOLE.discardNew} danger busy={busy} onConfirm={onDiscard} onCancel={onCancel} />
    </>
  );
}
