import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { listFamilyRoute } from '@shared/identity/family.routes';
import { readMeRoute } from '@shared/identity/identity.routes';
import type { Consent } from '@shared/identity/identity.schema';
import type { OutputOf } from '@shared/kernel/route';
import { address, open } from '../../../app/routes';
import { useAskAgain, useRead } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppPage, Section } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { Actor, Member } from '../../components/family-lists';
import { SignedInOnly } from '../../components/signed-in-only';
import { areGiven, REQUIRED } from '../../consents-in-force';
import { FAMILY } from '../../family.copy';

const addChild = { label: FAMILY.addChild, onPress: () => { open(address.addChild()); } };
const addAdult = { label: FAMILY.addAdult, onPress: () => { open(address.addAdult()); } };

function ConsentMissing() {
  return (
    <View className="stack">
      <Notice tone="warn">{FAMILY.consentMissing}</Notice>
      <AppButton onPress={() => { open(address.consents(address.family())); }}>{FAMILY.consentAction}</AppButton>
    </View>
  );
}

type ListsProps = { readonly family: OutputOf<typeof listFamilyRoute>; readonly consents: readonly Consent[] };

function Lists({ family: { members, actingForMe }, consents }: ListsProps) {
  return (
    <View>
      {members.length === 0
        ? <EmptyState icon="family" title={FAMILY.emptyTitle} text={FAMILY.emptyText} action={addChild} second={addAdult} />
        : (
          <Section title={FAMILY.members}>
            {areGiven(consents, REQUIRED) ? null : <ConsentMissing />}
            {members.map((member) => <Member key={member.memberId} member={member} consents={consents} />)}
            <View className="stack">
              <AppButton icon="add" onPress={addChild.onPress}>{addChild.label}</AppButton>
              <AppButton kind="secondary" icon="add" onPress={addAdult.onPress}>{addAdult.label}</AppButton>
            </View>
          </Section>
        )}
      {actingForMe.length === 0 ? null : <Section title={FAMILY.actingForMe}>{actingForMe.map((actor) => <Actor key={actor.memberId} actor={actor} />)}</Section>}
    </View>
  );
}

function Family() {
  const family = useRead(listFamilyRoute, {});
  // Somebody else may have agreed meanwhile, on a phone of their own.
  useDidShow(useAskAgain([listFamilyRoute]));
  const me = useRead(readMeRoute, {});
  if (family.state === 'loading' || me.state === 'loading') return <Skeleton rows={6} />;
  if (family.state === 'refused') return <ErrorState text={refusalText({}, family.refusal)} again={family.again} />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  return <Lists family={family.value} consents={me.value.consents} />;
}

export default function FamilyPage() {
  return (
    <AppPage title={FAMILY.title} lead={FAMILY.lead}>
      <SignedInOnly here={address.family()}><Family /></SignedInOnly>
    </AppPage>
  );
}
