import { View } from '@tarojs/components';
import type { PrintableCard } from '@shared/card/card.schema';
import { useState } from 'react';
import { address, replace } from '../../../app/routes';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppPage, Section } from '../../../ui/app-page';
import { Icon } from '../../../ui/icon';
import { ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { ASSIST, ASSIST_REFUSALS } from '../../assisted.copy';
import { useAssistedClaim } from '../../card.queries';
import { AssistedList } from '../../components/assisted-list';
import { AssistedProof } from '../../components/assisted-proof';
import { Assisting } from '../../components/assisting';
import { Paper, Printing } from '../../components/paper';
import { SignedIn } from '../../components/signed-in';
import { StaffOnly } from '../../components/staff-only';
import './index.scss';

type Place =
  | { readonly at: 'list' }
  | { readonly at: 'assisting' }
  | { readonly at: 'printing'; readonly claimId: string; readonly card: PrintableCard }
  | { readonly at: 'printing-again'; readonly claimId: string };

type Go = { readonly go: (place: Place) => void };

type ToPrintProps = Go & { readonly claimId: string; readonly card: PrintableCard | undefined };

function ToPrint({ claimId, card, go }: ToPrintProps) {
  return (
    <View>
      {card ? <View><Paper card={card} /><Printing /></View> : <Notice tone="warn">{ASSIST.noPaper}</Notice>}
      <View className="paper-after no-print">
        <AssistedProof claimId={claimId} />
        <AppButton kind="secondary" onPress={() => { go({ at: 'assisting' }); }}>{ASSIST.another}</AppButton>
        <AppButton kind="text" onPress={() => { go({ at: 'list' }); }}>{ASSIST.toList}</AppButton>
      </View>
    </View>
  );
}

function PrintAgain({ claimId, go }: Go & { readonly claimId: string }) {
  const claim = useAssistedClaim(claimId);
  if (claim.state === 'loading') return <Skeleton rows={6} />;
  if (claim.state === 'refused') return <ErrorState text={refusalText(ASSIST_REFUSALS, claim.refusal)} again={claim.again} second={{ label: ASSIST.backToList, onPress: () => { go({ at: 'list' }); } }} />;
  return <ToPrint claimId={claimId} card={claim.value.card} go={go} />;
}

function Printed({ claimId, card, go }: ToPrintProps) {
  return (
    <View>
      <View className="assisted__done no-print" {...accessible({ role: 'status' })}><Icon name="done" />{ASSIST.doneTitle}</View>
      <ToPrint claimId={claimId} card={card} go={go} />
    </View>
  );
}

function Start({ go }: Go) {
  return (
    <View>
      <AppButton icon="add" onPress={() => { go({ at: 'assisting' }); }}>{ASSIST.start}</AppButton>
      <Section title={ASSIST.recent}><AssistedList onOpen={(claimId) => { go({ at: 'printing-again', claimId }); }} /></Section>
    </View>
  );
}

function Desk() {
  const [place, go] = useState<Place>({ at: 'list' });
  switch (place.at) {
    case 'list': return <Start go={go} />;
    case 'assisting': return <Assisting onClaimed={({ claimId, card }) => { go({ at: 'printing', claimId, card }); }} onLeave={() => { go({ at: 'list' }); }} />;
    case 'printing': return <Printed claimId={place.claimId} card={place.card} go={go} />;
    case 'printing-again': return <PrintAgain claimId={place.claimId} go={go} />;
  }
}

export default function AssistedClaimPage() {
  return (
    <AppPage title={ASSIST.title} titleHidden>
      <View className="page__title no-print" {...accessible({ hidden: true })}>{ASSIST.title}</View>
      <SignedIn here={address.assistedClaim()} text={ASSIST.signInText}>
        <StaffOnly text={ASSIST.notStaffText} own={{ label: ASSIST.claimMine, onPress: () => { replace(address.claim()); } }}><Desk /></StaffOnly>
      </SignedIn>
    </AppPage>
  );
}
