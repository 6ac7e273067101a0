import { useRouter } from '@tarojs/taro';
import { listFamilyRoute } from '@shared/identity/family.routes';
import { address, replace } from '../../../app/routes';
import { useRead } from '../../../platform/queries';
import { AppPage } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { refusalText } from '../../../ui/words';
import { AskConsent } from '../../components/ask-consent';
import { SignedInOnly } from '../../components/signed-in-only';
import { ADD_ADULT, ADD_CHILD, FAMILY, GROUNDS } from '../../family.copy';
import './index.scss';

function Asking({ memberId }: { readonly memberId: string }) {
  const family = useRead(listFamilyRoute, {});
  if (family.state === 'loading') return <Skeleton />;
  if (family.state === 'refused') return <ErrorState text={refusalText({}, family.refusal)} again={family.again} />;
  const member = family.value.members.find((one) => one.memberId === memberId);
  if (member?.ground === 'waiting') return <AskConsent memberId={memberId} name={member.maskedName} />;
  const title = member ? GROUNDS[member.ground] : FAMILY.emptyTitle;
  return <EmptyState icon="family" title={title} action={{ label: ADD_CHILD.family, onPress: () => { replace(address.family()); } }} />;
}

export default function AskConsentPage() {
  const { memberId = '' } = useRouter().params;
  return (
    <AppPage title={ADD_ADULT.consentTitle}>
      <SignedInOnly here={address.askConsent(memberId)}><Asking memberId={memberId} /></SignedInOnly>
    </AppPage>
  );
}
