import { useRouter } from '@tarojs/taro';
import { listFamilyRoute } from '@shared/identity/family.routes';
import { listPresenceOptionsRoute, readMeRoute } from '@shared/identity/identity.routes';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address, comeBack, open } from '../../../app/routes';
import type { CallRefusal } from '../../../platform/call';
import { useRead } from '../../../platform/queries';
import { AppPage, Section } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { refusalText } from '../../../ui/words';
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
  const face = options.value.items.find(({ way }) => way === 'face');
  return (
    <Section title={PRESENCE.ways}>
      {face ? <FaceWay option={face} forWhom={forWhom} here={here} onProved={onProved} /> : null}
      <CounterWay forWhom={forWhom} onCheck={onCheck} said={said} />
    </Section>
  );
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
  const target = comeBackTo === undefined ? undefined : decodeURIComponent(comeBackTo);
  return (
    <AppPage title={PRESENCE.title} lead={memberId === undefined ? PRESENCE.lead : PRESENCE.memberLead}>
      <SignedInOnly here={hereOf({ memberId, comeBackTo: target })}>
        <Ways memberId={memberId} comeBackTo={target} />
      </SignedInOnly>
    </AppPage>
  );
}
