import { View } from '@tarojs/components';
import { address, open } from '../../app/routes';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { Steps } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { ASSIST, SIGN_FORM, type Claimed } from '../assisted.copy';
import type { TypedPerson } from '../assisted-form';
import { useAssisting } from '../use-assisting';
import { AssistedConsent } from './assisted-consent';
import { AssistedPerson } from './assisted-person';
import { ForWhom, SignForm } from './sign-form';

export type AssistingProps = { readonly onClaimed: (claimed: Claimed) => void; readonly onLeave: () => void };

type SigningProps = { readonly person: TypedPerson; readonly signed: ReturnType<typeof useAssisting>['signed'] };

/** For whom it is, the form they sign, and the photo of it. */
function Signing({ person, signed }: SigningProps) {
  return (
    <View>
      <ForWhom person={person} />
      <SignForm person={person} title={SIGN_FORM.claimTitle} text={SIGN_FORM.claim} />
      <View className="no-print"><AssistedConsent typed={signed.consent} photo={signed.photo} errors={signed.wrong} onChange={signed.type} onPhoto={signed.keep} /></View>
    </View>
  );
}

/** What the platform refused, and the page for a card that was lost. */
function Why({ problem: { text, lost } }: { readonly problem: NonNullable<ReturnType<typeof useAssisting>['problem']> }) {
  return (
    <View {...accessible({ role: 'alert' })}>
      <Notice tone="warn">{text}</Notice>
      {lost ? <AppButton kind="secondary" onPress={() => { open(address.counter()); }}>{ASSIST.toCounter}</AppButton> : null}
    </View>
  );
}

/** The steps with the person in front of the counter, until the card is there to print. */
export function Assisting({ onClaimed, onLeave }: AssistingProps) {
  const { atPerson, typed, signed, problem, ...form } = useAssisting(onClaimed);
  const { person } = typed;
  return (
    <View>
      <View className="no-print"><Steps labels={ASSIST.steps} current={atPerson ? 0 : 1} /></View>
      {problem ? <Why problem={problem} /> : null}
      {atPerson
        ? <AssistedPerson typed={person} errors={typed.wrong} onChange={typed.type} onNext={form.toConsent} />
        : <Signing person={person} signed={signed} />}
      <View className="stack no-print">
        {atPerson ? null : <AppButton busy={form.busy} onPress={form.submit}>{ASSIST.submit}</AppButton>}
        <AppButton kind="text" onPress={atPerson ? onLeave : form.toPerson}>{atPerson ? ASSIST.backToList : ASSIST.previous}</AppButton>
      </View>
    </View>
  );
}
