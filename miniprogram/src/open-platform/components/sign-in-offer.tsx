import { View } from '@tarojs/components';
import { address } from '../../app/routes';
import { leaveForAuthorization, returnAddress, signInPlace } from '../../platform/sign-in';
import { signInWithWechat } from '../../platform/sign-in-with-wechat';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Icon } from '../../ui/icon';
import { agree } from '../agreed';
import { useOnTheWay, type Ask } from '../on-the-way';
import { useBeginAuthorization } from '../open-platform.queries';

/** What the hospital will get, before anything is agreed to (PIPL 17, 23). */
export function Given({ words: [title, text] }: { readonly words: readonly [string, string] }) {
  return (
    <AppCard title={title}>
      <View className="hand-over__given"><Icon name="privacy" /><View>{text}</View></View>
    </AppCard>
  );
}

/** Signing in and agreeing in one tap: what is agreed to stands above the button. */
export function SignInOffer({ here, lead, given, label, wayOut }: Ask) {
  const begin = useBeginAuthorization();
  const way = useOnTheWay();
  const go = useOneAtATime(async () => {
    agree(here);
    if (signInPlace() === 'mini-program') {
      await signInWithWechat();
      return;
    }
    // A PC shows a code for the phone to scan: that page knows how.
    const result = signInPlace() === 'pc' ? undefined : await begin.send({ returnTo: returnAddress() });
    if (result?.ok) leaveForAuthorization({ ...result.value, comeBackTo: here });
    else way.lead('sign-in', address.signIn(here));
  });
  return (
    <View className="stack">
      <View className="hand-over__lead">{lead}</View>
      <Given words={given} />
      <AppButton icon="sign-in" busy={begin.busy} onPress={go}>{label}</AppButton>
      {wayOut}
    </View>
  );
}
