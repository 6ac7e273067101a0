import { View } from '@tarojs/components';
import { checkClaimRoute } from '@shared/card/card.routes';
import { listFamilyRoute } from '@shared/identity/family.routes';
import { beginFaceCheckRoute, finishFaceCheckRoute, openCounterCodeRoute, readMeRoute } from '@shared/identity/identity.routes';
import type { PresenceOption } from '@shared/identity/identity.schema';
import { useState } from 'react';
import { address, open } from '../../app/routes';
import { playFaceCheck } from '../../platform/face';
import { useWrite } from '../../platform/queries';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Notice } from '../../ui/status-tag';
import { momentText, refusalText } from '../../ui/words';
import { PRESENCE, PRESENCE_REFUSALS, WHY_NOT } from '../presence.copy';

const CHANGED = [readMeRoute, listFamilyRoute, checkClaimRoute];

type ForWhom = { readonly memberId?: string };
/** Versions of the texts a member said yes to. */
type Said = { readonly actingAgreed?: string; readonly faceAgreed?: string };

/** Begins at the platform, plays before the camera, and asks the platform how WeChat decided. */
export function useFaceCheck(forWhom: ForWhom & Said, onProved: () => void) {
  const begin = useWrite(beginFaceCheckRoute);
  const finish = useWrite(finishFaceCheckRoute, CHANGED);
  const [said, setSaid] = useState<string>();
  async function go() {
    setSaid(undefined);
    const begun = await begin.send(forWhom);
    if (!begun.ok) {
      setSaid(refusalText(PRESENCE_REFUSALS, begun.refusal));
      return;
    }
    const end = await playFaceCheck(begun.value.verifyId);
    if (end !== 'done') {
      setSaid(end === 'cancelled' ? PRESENCE.cancelled : PRESENCE.cannot);
      return;
    }
    const finished = await finish.send({ checkId: begun.value.checkId });
    if (finished.ok) onProved();
    else setSaid(refusalText(PRESENCE_REFUSALS, finished.refusal));
  }
  return { said, busy: begin.busy || finish.busy, go };
}

export type WayProps = { readonly forWhom: ForWhom; readonly here: string; readonly onProved: () => void };

export function FaceWay({ option, forWhom, here, onProved }: WayProps & { readonly option: PresenceOption }) {
  const face = useFaceCheck(forWhom, onProved);
  return (
    <AppCard title={PRESENCE.faceTitle}>
      <View>{option.why === undefined ? PRESENCE.faceText : WHY_NOT[option.why]}</View>
      {face.said === undefined ? null : <Notice tone="warn">{face.said}</Notice>}
      {option.available ? <View className="stack"><AppButton icon="scan" busy={face.busy} onPress={() => { void face.go(); }}>{PRESENCE.faceAction}</AppButton></View> : null}
      {option.why === 'face-consent-needed' ? <View className="stack"><AppButton kind="secondary" onPress={() => { open(address.consents(here, 'face')); }}>{PRESENCE.faceConsent}</AppButton></View> : null}
    </AppCard>
  );
}

function spaced(code: string): string {
  return code.replace(/(\d{4})(?=\d)/g, '$1 ');
}

type CounterProps = { readonly forWhom: ForWhom; /** The clerk will ask for the member's yes. */ readonly acting: boolean; readonly onCheck: () => void; readonly said: string | undefined };

/** A number told to the clerk, large enough to be read across a counter. */
export function CounterWay({ forWhom, acting, onCheck, said }: CounterProps) {
  const opening = useWrite(openCounterCodeRoute);
  const [given, setGiven] = useState<{ code: string; expiresAt: string }>();
  const [problem, setProblem] = useState<string>();
  async function take() {
    const result = await opening.send(forWhom);
    if (result.ok) setGiven(result.value);
    setProblem(result.ok ? undefined : refusalText(PRESENCE_REFUSALS, result.refusal));
  }
  return (
    <AppCard title={PRESENCE.counterTitle}>
      <View>{PRESENCE.counterText}</View>
      {acting ? <View>{PRESENCE.counterActing}</View> : null}
      {given ? (
        <View className="counter-code" {...accessible({ role: 'status' })}>
          <View>{PRESENCE.codeTitle}</View>
          <View className="counter-code__digits">{spaced(given.code)}</View>
          <View>{PRESENCE.codeUntil(momentText(given.expiresAt))}</View>
        </View>
      ) : null}
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      {said === undefined ? null : <Notice tone="quiet">{said}</Notice>}
      <View className="stack">
        {given ? <AppButton onPress={onCheck}>{PRESENCE.check}</AppButton> : null}
        <AppButton kind="secondary" busy={opening.busy} onPress={() => { void take(); }}>{given ? PRESENCE.codeAgain : PRESENCE.counterAction}</AppButton>
      </View>
    </AppCard>
  );
}
