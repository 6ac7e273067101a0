/** 签名调试: the request as it was sent, what the platform signs, and where theirs parts from it. */
import { Textarea, View } from '@tarojs/components';
import { useState } from 'react';
import type { OutputOf } from '@shared/kernel/route';
import type { debugSignatureRoute } from '@shared/open-platform/console.routes';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { AppField, FieldFrame } from '../../ui/app-field';
import { Notice } from '../../ui/status-tag';
import { CONSOLE } from '../console.copy';
import { useDebug } from '../console.queries';
import { ConsoleSaid, type Word } from './console-said';

const LONGEST = 60_000;

function Area({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (text: string) => void }) {
  return (
    <FieldFrame label={label}>
      <Textarea className="console__area" value={value} maxlength={LONGEST} onInput={(event) => { onChange(event.detail.value); }} {...{ nativeProps: { 'aria-label': label, spellCheck: 'false' } }} />
    </FieldFrame>
  );
}

type Found = OutputOf<typeof debugSignatureRoute>;

function Signature({ acceptedAs, chinese = '', remedy = '', field, others }: Found) {
  if (acceptedAs === undefined) return <Notice tone="warn">{`${chinese}${field === undefined ? '' : `（${field}）`}。${remedy}`}</Notice>;
  return others.some(({ certain }) => certain) ? <Notice tone="warn">{CONSOLE.signedButRefused}</Notice> : <Notice tone="good">{CONSOLE.accepted}</Notice>;
}

/** What the platform would refuse beside the signature, each with its code. */
function Others({ others }: Pick<Found, 'others'>) {
  if (others.length === 0) return null;
  return (
    <AppCard title={CONSOLE.others} flush>
      {others.map(({ result, resultCode, chinese, cause, remedy, field, secondsOff, certain }) => (
        <ListRow
          key={`${result} ${field ?? ''}`} title={`${certain ? '' : CONSOLE.maybe}${chinese}${field === undefined ? '' : `（${field}）`}${secondsOff === undefined ? '' : CONSOLE.secondsOff(secondsOff)}`}
          note={`${CONSOLE.cause}：${cause}${CONSOLE.remedy}：${remedy}`} value={String(resultCode)}
        />
      ))}
    </AppCard>
  );
}

function Finding(found: Found) {
  const { signedText, expectedSign, others, difference } = found;
  return (
    <View {...accessible({ role: 'status' })}>
      <Signature {...found} />
      <Others others={others} />
      {difference === undefined ? null : (
        <AppCard title={CONSOLE.differsAt(difference.at)}>
          <View>{CONSOLE.ours}</View>
          <View className="console__text">{difference.ours}</View>
          <View>{CONSOLE.theirs}</View>
          <View className="console__text">{difference.theirs}</View>
        </AppCard>
      )}
      <AppCard>
        <View>{CONSOLE.expected}</View>
        <View className="console__text">{expectedSign}</View>
        <View>{CONSOLE.canonical}</View>
        <View className="console__text">{signedText}</View>
      </AppCard>
    </View>
  );
}

export function ConsoleDebug({ appId }: { readonly appId: string }) {
  const [request, setRequest] = useState('');
  const [signedText, setText] = useState('');
  const [sign, setSign] = useState('');
  const [said, say] = useState<Word>();
  const [found, setFound] = useState<Found>();
  const { busy, send } = useDebug();
  async function compare() {
    setFound(undefined);
    say(request === '' ? { tone: 'warn', text: CONSOLE.debugFill } : undefined);
    if (request === '') return;
    const result = await send({ appId, request, ...(signedText === '' ? {} : { signedText }), ...(sign === '' ? {} : { sign }) });
    if (result.ok) setFound(result.value);
    else say({ refusal: result.refusal });
  }
  const press = () => { void compare(); };
  return (
    <View className="console__wide">
      <AppCard>
        <Area label={CONSOLE.debugRequest} value={request} onChange={setRequest} />
        <Area label={CONSOLE.debugText} value={signedText} onChange={setText} />
        <AppField label={CONSOLE.debugSign} value={sign} onChange={setSign} optional />
        <ConsoleSaid said={said} onEntered={press} />
        <View className="console__acts"><AppButton compact busy={busy} onPress={press}>{CONSOLE.debug}</AppButton></View>
      </AppCard>
      {found === undefined ? null : <Finding {...found} />}
    </View>
  );
}
