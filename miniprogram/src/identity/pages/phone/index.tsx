import { View } from '@tarojs/components';
import { bindPhoneRoute, readMeRoute } from '@shared/identity/identity.routes';
import { useState } from 'react';
import { address, switchTo } from '../../../app/routes';
import { useRead, useWrite } from '../../../platform/queries';
import { signInPlace } from '../../../platform/sign-in';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { ErrorState, Skeleton } from '../../../ui/states';
import { Notice, type Tone } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { Prepared } from '../../components/prepared';
import { SignedInOnly } from '../../components/signed-in-only';
import { PHONE, PHONE_REFUSALS } from '../../phone.copy';

type Said = { readonly tone: Tone; readonly text: string };

/** WeChat asks its privacy question before it gives the number; whoever refuses there comes back without a code. */
function FromWechat({ bound }: { readonly bound: boolean }) {
  const bind = useWrite(bindPhoneRoute, [readMeRoute]);
  const [said, setSaid] = useState<Said>();
  async function take(code: string | undefined) {
    if (bind.busy) return;
    setSaid(undefined);
    if (!code) {
      setSaid({ tone: 'quiet', text: PHONE.notGiven });
      return;
    }
    const result = await bind.send({ code });
    setSaid(result.ok ? { tone: 'good', text: PHONE.done } : { tone: 'warn', text: refusalText(PHONE_REFUSALS, result.refusal) });
  }
  return (
    <View>
      {said ? <View {...accessible({ role: 'alert' })}><Notice tone={said.tone}>{said.text}</Notice></View> : null}
      <AppButton
        icon="phone" kind={bound ? 'secondary' : 'primary'} busy={bind.busy} onPress={() => undefined}
        wechat={{ openType: 'getPhoneNumber', onGetPhoneNumber: ({ detail }) => { void take(detail.code); } }}
      >
        {bound ? PHONE.change : PHONE.bind}
      </AppButton>
    </View>
  );
}

function Elsewhere() {
  return (
    <View>
      <AppCard title={PHONE.elsewhereTitle}><View>{PHONE.elsewhere}</View></AppCard>
      <AppButton kind="secondary" onPress={() => { switchTo('me'); }}>{PHONE.back}</AppButton>
    </View>
  );
}

function PhoneNumber() {
  const me = useRead(readMeRoute, {});
  if (me.state === 'loading') return <Skeleton />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  const { maskedPhone } = me.value;
  return (
    <View>
      <AppCard flush><ListRow icon="phone" title={maskedPhone ?? PHONE.none} note={maskedPhone === undefined ? PHONE.promise : PHONE.bound} /></AppCard>
      {signInPlace() === 'mini-program' ? <FromWechat bound={maskedPhone !== undefined} /> : <Elsewhere />}
    </View>
  );
}

export default function PhonePage() {
  return (
    <AppPage title={PHONE.title} lead={PHONE.lead}>
      <SignedInOnly here={address.phone()}><Prepared here={address.phone()}><PhoneNumber /></Prepared></SignedInOnly>
    </AppPage>
  );
}
