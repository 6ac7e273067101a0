import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { listKeptCardsRoute } from '@shared/card/card.routes';
import { readInformationRoute, type Information } from '@shared/identity/rights.routes';
import { useState } from 'react';
import { address, open, switchTo } from '../../../app/routes';
import { useRead } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { SignedInOnly } from '../../components/signed-in-only';
import { partsOf, rests, textOf, type Part } from '../../information-text';
import { CORRECTING, INFORMATION } from '../../rights.copy';
import './index.scss';

/** Whoever is not verified yet has nothing that a proof of presence would uncover. */
function Masking({ whole, self }: Information) {
  if (whole) return <Notice tone="quiet">{INFORMATION.whole}</Notice>;
  if (self?.verifiedAt === undefined) return null;
  return (
    <View className="stack">
      <Notice tone="quiet">{INFORMATION.masked}</Notice>
      <AppButton kind="secondary" icon="verified" onPress={() => { open(address.presence({ comeBackTo: address.information() })); }}>{INFORMATION.prove}</AppButton>
    </View>
  );
}

function Parts({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <View>
      {parts.map(({ title, lines }) => (
        <AppCard key={title} flush title={title}>
          {lines.map(({ label, value }) => (
            <View key={`${label}${value}`} className="row">
              <View className="row__words">
                <View className="row__title">{label}</View>
                <View className="information__value">{value}</View>
              </View>
            </View>
          ))}
        </AppCard>
      ))}
    </View>
  );
}

function Copying({ text }: { readonly text: string }) {
  const [said, setSaid] = useState<string>();
  async function copy() {
    try {
      await Taro.setClipboardData({ data: text });
      setSaid(INFORMATION.copied);
    } catch {
      setSaid(INFORMATION.notCopied);
    }
  }
  return (
    <View className="stack">
      <AppButton onPress={() => { void copy(); }}>{INFORMATION.copy}</AppButton>
      {said === undefined ? null : <Notice tone="quiet">{said}</Notice>}
    </View>
  );
}

/** Every field leads to where it is changed. */
function Correcting({ self }: Information) {
  const isVerified = self?.verifiedAt !== undefined;
  return (
    <AppCard flush title={CORRECTING.title}>
      <ListRow icon="id-card" title={CORRECTING.name} note={isVerified ? CORRECTING.nameNote : CORRECTING.unverified} onPress={() => { open(isVerified ? address.closeAccount() : address.realName(address.information())); }} />
      <ListRow icon="phone" title={CORRECTING.phone} note={CORRECTING.phoneNote} onPress={() => { switchTo('me'); }} />
      <ListRow icon="family" title={CORRECTING.family} note={CORRECTING.familyNote} onPress={() => { open(address.family()); }} />
      <ListRow icon="cards" title={CORRECTING.visitNumbers} note={CORRECTING.visitNumbersNote} onPress={() => { switchTo('package'); }} />
      <ListRow icon="privacy" title={CORRECTING.consents} note={CORRECTING.consentsNote} onPress={() => { open(address.consents()); }} />
      <ListRow icon="close" title={CORRECTING.close} note={CORRECTING.closeNote} onPress={() => { open(address.closeAccount()); }} />
    </AppCard>
  );
}

function Mine() {
  const information = useRead(readInformationRoute, {});
  const cards = useRead(listKeptCardsRoute, {});
  if (information.state === 'loading' || cards.state === 'loading') return <Skeleton rows={8} />;
  if (information.state === 'refused') return <ErrorState text={refusalText({}, information.refusal)} again={information.again} />;
  const parts = partsOf(information.value, cards.state === 'ready' ? cards.value.items : []);
  return (
    <View>
      <Masking {...information.value} />
      {rests(information.value) ? <Notice tone="warn">{INFORMATION.resting}</Notice> : null}
      {cards.state === 'refused' ? <Notice tone="warn">{INFORMATION.cardsMissing}</Notice> : null}
      <Parts parts={parts} />
      <Copying text={textOf(parts)} />
      <Correcting {...information.value} />
    </View>
  );
}

export default function InformationPage() {
  return (
    <AppPage title={INFORMATION.title} lead={INFORMATION.lead}>
      <SignedInOnly here={address.information()}><Mine /></SignedInOnly>
    </AppPage>
  );
}
