import { View } from '@tarojs/components';
import { canPrint, printPage } from '../../platform/print';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import type { TypedPerson } from '../assisted-form';
import { needsGuardian } from '../assisted-form';
import { SIGN_FORM } from '../assisted.copy';
import './sign-form.scss';

/** For whom it is, as typed from the document. */
export function ForWhom({ person }: { readonly person: TypedPerson }) {
  return <View className="no-print"><AppCard flush><ListRow icon="person" title={person.name.trim()} note={person.idNumber.trim()} /></AppCard></View>;
}

export type SignFormProps = { readonly person: TypedPerson; readonly title: string; readonly text: readonly string[] };

/** The form the person signs: printed, or read out and copied by hand. */
export function SignForm({ person, title, text }: SignFormProps) {
  const guardian = needsGuardian(person) ? person.guardian.name.trim() : undefined;
  const lines = [`${SIGN_FORM.name}${person.name.trim()}`, `${SIGN_FORM.number}${person.idNumber.trim()}`, ...(guardian === undefined ? [] : [`${SIGN_FORM.guardian}${guardian}`]), SIGN_FORM.sign, SIGN_FORM.day];
  return (
    <View>
      <View className="sign-form">
        <View className="sign-form__title" {...accessible({ role: 'heading', level: 2 })}>{title}</View>
        {text.map((paragraph) => <View key={paragraph} className="sign-form__text">{paragraph}</View>)}
        {lines.map((line) => <View key={line} className="sign-form__line">{line}</View>)}
      </View>
      <View className="sign-form__print no-print">
        {canPrint ? <AppButton kind="secondary" icon="print" onPress={printPage}>{SIGN_FORM.print}</AppButton> : <View className="sign-form__how">{SIGN_FORM.byHand}</View>}
      </View>
    </View>
  );
}
