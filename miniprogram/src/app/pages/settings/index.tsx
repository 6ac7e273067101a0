import { useState } from 'react';
import { useAccount } from '../../../platform/use-session';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { SwitchRow } from '../../../ui/app-checkbox';
import { AppPage } from '../../../ui/app-page';
import { useElderMode } from '../../../ui/elder-mode';
import { Confirm } from '../../../ui/sheet';
import { SETTINGS } from '../../app.copy';
import { address, open, switchTo } from '../../routes';
import { signOut } from '../../sign-out';

function SignOut() {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  async function leave() {
    setBusy(true);
    await signOut();
    switchTo('home');
  }
  return (
    <>
      <AppButton kind="secondary" icon="sign-out" onPress={() => { setAsked(true); }}>{SETTINGS.signOut}</AppButton>
      <Confirm
        open={asked}
        title={SETTINGS.signOutTitle}
        text={SETTINGS.signOutText}
        confirm={SETTINGS.signOut}
        busy={busy}
        onConfirm={() => { void leave(); }}
        onCancel={() => { setAsked(false); }}
      />
    </>
  );
}

export default function SettingsPage() {
  const signedIn = useAccount() !== undefined;
  const elder = useElderMode();
  return (
    <AppPage title={SETTINGS.title}>
      <AppCard flush>
        <SwitchRow label={SETTINGS.elder} note={SETTINGS.elderNote} on={elder.on} onChange={elder.set} />
      </AppCard>
      <AppCard flush>
        <ListRow icon="privacy" title={SETTINGS.consents} onPress={() => { open(address.consents()); }} />
        {signedIn ? <ListRow icon="devices" title={SETTINGS.sessions} onPress={() => { open(address.sessions()); }} /> : null}
        {signedIn ? <ListRow icon="document" title={SETTINGS.information} onPress={() => { open(address.information()); }} /> : null}
        {signedIn ? <ListRow icon="close" title={SETTINGS.closeAccount} onPress={() => { open(address.closeAccount()); }} /> : null}
        <ListRow icon="info" title={SETTINGS.about} onPress={() => { open(address.about()); }} />
      </AppCard>
      {signedIn ? <SignOut /> : null}
    </AppPage>
  );
}
