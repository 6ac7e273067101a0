import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { openInvitationRoute } from '@shared/identity/family.routes';
import { useState } from 'react';
import { address, open, replace } from '../../app/routes';
import { useWrite } from '../../platform/queries';
import { webAddress } from '../../platform/web-address';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Notice } from '../../ui/status-tag';
import { momentText, refusalText } from '../../ui/words';
import { ADD_ADULT, INVITE_REFUSALS } from '../family.copy';

/** A link that only the invited person can use, on their own phone. */
function Invite({ memberId }: { readonly memberId: string }) {
  const opening = useWrite(openInvitationRoute);
  const [link, setLink] = useState<{ text: string; until: string }>();
  const [said, setSaid] = useState<string>();
  async function make() {
    const result = await opening.send({ memberId });
    if (result.ok) setLink({ text: webAddress(address.invitation(result.value.token)), until: result.value.expiresAt });
    setSaid(result.ok ? undefined : refusalText(INVITE_REFUSALS, result.refusal));
  }
  async function copy(text: string) {
    try {
      await Taro.setClipboardData({ data: text });
      setSaid(ADD_ADULT.copied);
    } catch {
      setSaid(ADD_ADULT.notCopied);
    }
  }
  return (
    <AppCard title={ADD_ADULT.inviteTitle}>
      <View>{ADD_ADULT.inviteText}</View>
      {link ? <View className="invitation-link">{link.text}</View> : null}
      {link ? <View className="ask-consent__until">{ADD_ADULT.inviteUntil(momentText(link.until))}</View> : null}
      {said === undefined ? null : <Notice tone="quiet">{said}</Notice>}
      <View className="stack">
        {link
          ? <AppButton onPress={() => { void copy(link.text); }}>{ADD_ADULT.copy}</AppButton>
          : <AppButton busy={opening.busy} onPress={() => { void make(); }}>{ADD_ADULT.inviteAction}</AppButton>}
      </View>
    </AppCard>
  );
}

/** Three ways for an adult to consent: their own phone, this phone, a counter. Nobody without a phone is left out. */
export function AskConsent({ memberId, name }: { readonly memberId: string; readonly name: string }) {
  return (
    <View>
      <Notice tone="quiet">{ADD_ADULT.consentText(name)}</Notice>
      <Invite memberId={memberId} />
      <AppCard title={ADD_ADULT.hereTitle}>
        <View>{process.env.TARO_ENV === 'h5' ? ADD_ADULT.hereTextWeb : ADD_ADULT.hereText}</View>
        <View className="stack">
          <AppButton kind="secondary" icon="verified" onPress={() => { open(address.presence({ memberId, comeBackTo: address.family() })); }}>{ADD_ADULT.hereAction}</AppButton>
        </View>
      </AppCard>
      <AppButton kind="text" onPress={() => { replace(address.family()); }}>{ADD_ADULT.later}</AppButton>
    </View>
  );
}
