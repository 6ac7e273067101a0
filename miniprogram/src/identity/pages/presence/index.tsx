import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Agreeing } from '@shared/identity/family.rules';
import { listFamilyRoute } from '@shared/identity/family.routes';
import { listPresenceOptionsRoute, readMeRoute } from '@shared/identity/identity.routes';
import type { PresenceOption } from '@shared/identity/identity.schema';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address, comeBack, open } from '../../../app/routes';
import type { CallRefusal } from '../../../platform/call';
import { decoded } from '../../../platform/decoded';
import { useRead } from '../../../platform/queries';
import { AppPage, Section } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { MemberFaceWay } from '../../components/member-face-way';
import { SignedInOnly } from '../../components/signed-in-only';
import { CounterWay, FaceWay } from '../../components/ways-of-presence';
import { REAL_NAME } from '../../identity.copy';
import { PRESENCE, PRESENCE_REFUSALS } from '../../presence.copy';
import './index.scss';

type PresenceRefusal = CallRefusal<typeof listPresenceOptionsRoute>;
type Whom = { readonly memberId: string | undefined; readonly comeBackTo: string | undefined };

/** The level before this page: a proof since then is what the counter confirmed. */
function useConfirmed({ memberId }: Whom) {
  const me = useRead(readMeRoute, {});
  const family = useRead(listFamilyRoute, {}, { enabled: memberId !== undefined });
  const member = family.state === 'ready' ? family.value.members.find((one) => one.memberId === memberId) : undefined;
  const own = me.state === 'ready' ? me.value.realName?.assurance : undefined;
  return {
    confirmed: memberId === undefined ? own === 'L2' : member !== undefined && member.ground !== 'waiting' && member.assurance === 'L2',
    again: () => { (memberId === undefined ? me : family).again(); },
  };
}

function Refused({ refusal, again, here }: { readonly refusal: Refusal<PresenceRefusal>; readonly again: () => void; readonly here: string }) {
  const text = refusalText(PRESENCE_REFUSALS, refusal);
  if (refusal.code === 'consent/needed') return <EmptyState icon="privacy" title={PRESENCE.consentFirst} text={text} action={{ label: REAL_NAME.consentAction, onPress: () => { open(address.consents(here)); } }} />;
  if (refusal.code !== 'identity/real-name-needed') return <ErrorState text={text} again={again} />;
  return <EmptyState icon="id-card" title={REAL_NAME.title} text={text} action={{ label: REAL_NAME.start, onPress: () => { open(address.realName(here)); } }} />;
}

type ChoosingProps = Whom & { readonly onProved: () => void; readonly onCheck: () => void; readonly said: string | undefined };

function Choosing({ memberId, comeBackTo, onProved, onCheck, said }: ChoosingProps) {
  const forWhom = memberId === undefined ? {} : { memberId };
  const here = hereOf({ memberId, comeBackTo });
  const options = useRead(listPresenceOptionsRoute, forWhom);
  if (options.state === 'loading') return <Skeleton rows={6} />;
  if (options.state === 'refused') return <Refused refusal={options.refusal} again={options.again} here={here} />;
  const { items, agreeing } = options.value;
  const acting = agreeing.includes('acting');
  return (
    <View>
      {acting ? <Notice tone="quiet">{PRESENCE.actingLead}</Notice> : null}
      <Section title={PRESENCE.ways}>
        <ByFace option={items.find(({ way }) => way === 'face')} {...{ memberId, agreeing, here, onProved }} />
        <CounterWay forWhom={forWhom} acting={acting} onCheck={onCheck} said={said} />
      </Section>
    </View>
  );
}

type ByFaceProps = { readonly option: PresenceOption | undefined; readonly memberId: string | undefined; readonly agreeing: readonly Agreeing[]; readonly here: string; readonly onProved: () => void };

/** Whose own yes is needed is asked for it first. */
function ByFace({ option, memberId, agreeing, here, onProved }: ByFaceProps) {
  if (!option) return null;
  if (option.available && memberId !== undefined && agreeing.includes('face')) return <MemberFaceWay memberId={memberId} agreeing={agreeing} onProved={onProved} />;
  return <FaceWay option={option} forWhom={memberId === undefined ? {} : { memberId }} here={here} onProved={onProved} />;
}

function Ways(whom: Whom) {
  const { confirmed, again } = useConfirmed(whom);
  const [proved, setProved] = useState(false);
  const [asked, setAsked] = useState(false);
  if (proved || (asked && confirmed)) {
    return <EmptyState icon="verified" title={PRESENCE.done} text={PRESENCE.doneText} action={{ label: PRESENCE.go, onPress: () => { comeBack(whom.comeBackTo); } }} />;
  }
  function check() {
    setAsked(true);
    again();
  }
  return <Choosing {...whom} onProved={() => { setProved(true); }} onCheck={check} said={asked ? PRESENCE.notYet : undefined} />;
}

function hereOf({ memberId, comeBackTo }: Whom): string {
  return address.presence({ ...(memberId === undefined ? {} : { memberId }), ...(comeBackTo === undefined ? {} : { comeBackTo }) });
}

export default function PresencePage() {
  const { memberId, comeBackTo } = useRouter().params;
  const target = comeBackTo === undefined ? undefined : decoded(comeBackTo);
  return (
    <AppPage title={PRESENCE.title} lead={memberId === undefined ? PRESENCE.lead : PRESENCE.memberLead}>
      <SignedInOnly here={hereOf({ memberId, comeBackTo: target })}>
        <Ways memberId={memberId} comeBackTo={target} />
      </SignedInOnly>
    </AppPage>
  );
}
