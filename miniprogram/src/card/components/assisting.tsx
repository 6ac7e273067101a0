import { View } from '@tarojs/components';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { Steps } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { ASSIST, type Claimed } from '../assisted.copy';
import { useAssisting } from '../use-assisting';
import { AssistedConsent } from './assisted-consent';
import { AssistedPerson } from './assisted-person';

export type AssistingProps = { readonly onClaimed: (claimed: Claimed) => void; readonly onLeave: () => void };

/** The steps with the person in front of the counter, until the card is there to print. */
export function Assisting({ onClaimed, onLeave }: AssistingProps) {
  const form = useAssisting(onClaimed);
  const atPerson = form.step === 'person';
  return (
    <View>
      <Steps labels={ASSIST.steps} current={atPerson ? 0 : 1} />
      {form.problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{form.problem}</Notice></View>}
      {atPerson
        ? <AssistedPerson typed={form.person} errors={form.personWrong} onChange={form.setPerson} onNext={form.toConsent} />
        : <AssistedConsent typed={form.consent} photo={form.photo} errors={form.consentWrong} onChange={form.setConsent} onPhoto={form.setPhoto} />}
      <View className="stack">
        {atPerson ? null : <AppButton busy={form.busy} onPress={form.submit}>{ASSIST.submit}</AppButton>}
        <AppButton kind="text" onPress={atPerson ? onLeave : form.toPerson}>{atPerson ? ASSIST.backToList : ASSIST.previous}</AppButton>
      </View>
    </View>
  );
}
