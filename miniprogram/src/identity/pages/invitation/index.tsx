import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { ACTING_TEXT } from '@shared/identity/acting-text';
import { decideInvitationRoute, listFamilyRoute, readInvitationRoute } from '@shared/identity/family.routes';
import { readMeRoute } from '@shared/identity/identity.routes';
import type { Asking as Asker } from '@shared/identity/identity.schema';
import { useState } from 'react';
import { address, open, replace, switchTo } from '../../../app/routes';
import { decoded } from '../../../platform/decoded';
import { useRead, useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { Asking } from '../../components/asking';
import { SignedInOnly } from '../../components/signed-in-only';
import { INVITATION, INVITATION_REFUSALS } from '../../family.copy';
import './index.scss';

type Problem = { readonly code: string; readonly text: string };

function Decided({ accepted }: { readonly accepted: boolean }) {
  const home = { label: INVITATION.home, onPress: () => { switchTo('home'); } };
  if (!accepted) return <EmptyState icon="privacy" title={INVITATION.refused} text={INVITATION.refusedText} action={home} />;
  return <EmptyState icon="done" title={INVITATION.accepted} text={INVITATION.acceptedText} action={{ label: INVITATION.family, onPress: () => { replace(address.family()); } }} second={home} />;
}

/** Until these are done, agreeing leads nowhere: they stand before it. */
const FIRST: ReadonlySet<string> = new Set(['identity/real-name-needed', 'identity/presence-needed']);

/** What must be done first leads there and back to this invitation. */
function FirstStep({ problem, here }: { readonly problem: Problem; readonly here: string }) {
  const ways: Readonly<Record<string, { label: string; url: string }>> = {
    'identity/real-name-needed': { label: INVITATION.realName, url: address.realName(here) },
    'identity/presence-needed': { label: INVITATION.presence, url: address.presence({ comeBackTo: here }) },
  };
  const way = ways[problem.code];
  return (
    <View>
      <Notice tone="warn">{problem.text}</Notice>
      {way ? <AppButton onPress={() => { open(way.url); }}>{way.label}</AppButton> : null}
    </View>
  );
}

function Deciding({ token, asking }: { readonly token: string; readonly asking: Asker }) {
  const decide = useWrite(decideInvitationRoute, [listFamilyRoute]);
  const me = useRead(readMeRoute, {});
  const proved = me.state === 'ready' && me.value.realName?.assurance === 'L2';
  const [accepted, setAccepted] = useState<boolean>();
  const [problem, setProblem] = useState<Problem>();
  if (accepted !== undefined) return <Decided accepted={accepted} />;
  async function answer(accept: boolean) {
    const result = await decide.send({ token, accept, ...(accept ? { actingAgreed: ACTING_TEXT.version } : {}) });
    if (result.ok) setAccepted(accept);
    else setProblem({ code: result.refusal.code, text: refusalText(INVITATION_REFUSALS, result.refusal) });
  }
  return (
    <View>
      <Asking {...asking} />
      <Notice tone="warn">{INVITATION.warning}</Notice>
      {problem ? <FirstStep problem={problem} here={address.invitation(token)} /> : <Notice tone="quiet">{proved ? INVITATION.proved : INVITATION.need}</Notice>}
      <View className="stack">
        <AppButton kind={problem && FIRST.has(problem.code) ? 'secondary' : 'primary'} busy={decide.busy} onPress={() => { void answer(true); }}>{INVITATION.accept}</AppButton>
        <AppButton kind="secondary" onPress={() => { void answer(false); }}>{INVITATION.refuse}</AppButton>
      </View>
    </View>
  );
}

/** Whoever is not known yet to be the one who is asked: first their own real name. */
function Unverified({ token, maskedName }: { readonly token: string; readonly maskedName: string }) {
  return (
    <AppCard title={INVITATION.asks(maskedName)}>
      <View className="invitation__text">{INVITATION.who}</View>
      <View className="stack">
        <AppButton onPress={() => { open(address.realName(address.invitation(token))); }}>{INVITATION.realName}</AppButton>
        <AppButton kind="secondary" onPress={() => { switchTo('home'); }}>{INVITATION.home}</AppButton>
      </View>
    </AppCard>
  );
}

function Invitation({ token }: { readonly token: string }) {
  const invitation = useRead(readInvitationRoute, { token });
  const home = { label: INVITATION.home, onPress: () => { switchTo('home'); } };
  if (invitation.state === 'loading') return <Skeleton />;
  if (invitation.state === 'refused' && invitation.refusal.code === 'family/invitation-not-valid') return <EmptyState icon="clock" title={INVITATION.over} text={refusalText(INVITATION_REFUSALS, invitation.refusal)} action={home} />;
  if (invitation.state === 'refused') return <ErrorState text={refusalText(INVITATION_REFUSALS, invitation.refusal)} again={invitation.again} second={home} />;
  const { reader, maskedName, asking } = invitation.value;
  if (asking) return <Deciding token={token} asking={asking} />;
  if (reader === 'unverified') return <Unverified token={token} maskedName={maskedName} />;
  if (reader === 'other') return <EmptyState icon="info" title={INVITATION.otherTitle} text={INVITATION.other} action={home} />;
  return <EmptyState icon="family" title={INVITATION.ownTitle} text={INVITATION.own} action={{ label: INVITATION.family, onPress: () => { replace(address.family()); } }} second={home} />;
}

export default function InvitationPage() {
  const { token = '' } = useRouter().params;
  return (
    <AppPage title={INVITATION.title}>
      <SignedInOnly here={address.invitation(token)} text={INVITATION.signInText}><Invitation token={decoded(token)} /></SignedInOnly>
    </AppPage>
  );
}
