import { View } from '@tarojs/components';
import { ACTING_TEXT } from '@shared/identity/acting-text';
import { consentText } from '@shared/identity/consent-texts';
import type { Agreeing } from '@shared/identity/family.rules';
import { listFamilyRoute } from '@shared/identity/family.routes';
import { readMeRoute } from '@shared/identity/identity.routes';
import type { Account } from '@shared/identity/identity.schema';
import { useState } from 'react';
import { useRead } from '../../platform/queries';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { AppCheckbox } from '../../ui/app-checkbox';
import { Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { SAYING_YES } from '../family.copy';
import { PRESENCE } from '../presence.copy';
import { ConsentParagraphs } from './consent-text';
import { useFaceCheck } from './ways-of-presence';

const FACE_TEXT = consentText('face');
const SAID = { actingAgreed: ACTING_TEXT.version, faceAgreed: FACE_TEXT.version };

function actingText({ realName, maskedPhone }: Account): { readonly title: string; readonly body: readonly string[] } {
  const { may, mayNot } = ACTING_TEXT;
  return { title: SAYING_YES.actingTitle, body: [SAYING_YES.asks(realName?.maskedName ?? '', maskedPhone), ...may.map(SAYING_YES.may), SAYING_YES.mayNot(mayNot)] };
}

type FaceProps = { readonly memberId: string; readonly agreeing: readonly Agreeing[]; readonly onProved: () => void };
type ReadProps = FaceProps & { readonly me: Account; readonly name: string };

/** What is asked, and a box to tick for each: nothing is ticked beforehand. */
function Read({ memberId, agreeing, onProved, me, name }: ReadProps) {
  const face = useFaceCheck({ memberId, ...SAID }, onProved);
  const [yes, setYes] = useState<readonly Agreeing[]>([]);
  const [pressed, setPressed] = useState(false);
  const missing = (one: Agreeing) => (pressed && !yes.includes(one) ? SAYING_YES.missing : undefined);
  const tick = (one: Agreeing) => (on: boolean) => { setYes(on ? [...yes, one] : yes.filter((other) => other !== one)); };
  const texts = { acting: actingText(me), face: FACE_TEXT };
  function begin() {
    setPressed(true);
    if (agreeing.every((one) => yes.includes(one))) void face.go();
  }
  return (
    <AppCard title={PRESENCE.faceTitle}>
      <View>{PRESENCE.faceText}</View>
      <Notice tone="quiet">{SAYING_YES.hand(name)}</Notice>
      {agreeing.map((one) => (
        <View key={one}>
          <ConsentParagraphs text={texts[one]} />
          <AppCheckbox checked={yes.includes(one)} onChange={tick(one)} label={SAYING_YES[one](name)} error={missing(one)} />
        </View>
      ))}
      {face.said === undefined ? null : <Notice tone="warn">{face.said}</Notice>}
      <View className="stack"><AppButton icon="scan" busy={face.busy} onPress={begin}>{PRESENCE.faceAction}</AppButton></View>
    </AppCard>
  );
}

/** On the asker's phone, whose face is taken says yes first: to being acted for, and to the check, apart (PIPL 29). */
export function MemberFaceWay(props: FaceProps) {
  const me = useRead(readMeRoute, {});
  const family = useRead(listFamilyRoute, {});
  if (me.state !== 'ready' || family.state !== 'ready') return <Skeleton rows={4} />;
  const name = family.value.members.find(({ memberId }) => memberId === props.memberId)?.maskedName ?? '';
  return <Read {...props} me={me.value} name={name} />;
}
