import { View } from '@tarojs/components';
import { readConsentTextsRoute, readMeRoute } from '@shared/identity/identity.routes';
import { useRead } from '../../platform/queries';
import { ErrorState, Skeleton } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { ADD_CHILD } from '../family.copy';
import { ConsentCard } from './consent-card';

/** The guardian's consent for a child under 14, asked in the form itself: what was typed stays. */
export function ChildConsent({ onGiven }: { readonly onGiven: () => void }) {
  const texts = useRead(readConsentTextsRoute, {});
  const me = useRead(readMeRoute, {});
  if (texts.state === 'refused') return <ErrorState text={refusalText({}, texts.refusal)} again={texts.again} />;
  const text = texts.state === 'ready' ? texts.value.items.find(({ purpose }) => purpose === 'child') : undefined;
  if (!text || me.state !== 'ready') return <Skeleton />;
  return (
    <View>
      <Notice tone="quiet">{ADD_CHILD.consentFirst}</Notice>
      <ConsentCard text={text} consent={me.value.consents.find(({ purpose }) => purpose === 'child')} asked onGiven={onGiven} />
    </View>
  );
}
