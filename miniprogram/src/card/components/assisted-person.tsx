import { View } from '@tarojs/components';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { SwitchRow } from '../../ui/app-checkbox';
import { AppField } from '../../ui/app-field';
import { DateField } from '../../ui/date-field';
import { DocumentFields } from '../../ui/document-fields';
import { DOCUMENT_ORDER } from '../../ui/document-words';
import { ASSIST } from '../assisted.copy';
import { asksBirthday, isChild, needsGuardian, type PersonErrors, type TypedPerson } from '../assisted-form';

/** A guardian has a document of their own. */
const GUARDIAN_DOCUMENTS = DOCUMENT_ORDER.filter((type) => type !== '16' && type !== '08');

export type AssistedPersonProps = {
  readonly typed: TypedPerson;
  readonly errors: PersonErrors;
  readonly onChange: (typed: TypedPerson) => void;
  readonly onNext: () => void;
  /** Where the person is known already, nobody asks for a number to call. */
  readonly withoutPhone?: boolean;
};

/** First step: everything is typed from the original document, nothing from a screen. */
export function AssistedPerson({ typed, errors, onChange, onNext, withoutPhone = false }: AssistedPersonProps) {
  const child = isChild(typed);
  return (
    <View>
      <AppCard title={ASSIST.whose}>
        <DocumentFields value={typed} types={DOCUMENT_ORDER} errors={errors} onChange={(document) => { onChange({ ...typed, ...document }); }} />
        {asksBirthday(typed) ? <DateField label={ASSIST.birthday} hint={ASSIST.birthdayHint} value={typed.birthday} error={errors.birthday} onChange={(birthday) => { onChange({ ...typed, birthday }); }} /> : null}
        {withoutPhone ? null : (
          <AppField
            label={ASSIST.phone} hint={ASSIST.phoneHint} type="tel" maxLength={20} value={typed.phone} error={errors.phone}
            onChange={(phone) => { onChange({ ...typed, phone }); }}
          />
        )}
      </AppCard>
      {child ? null : <AppCard flush><SwitchRow label={ASSIST.child} on={typed.withGuardian} onChange={(withGuardian) => { onChange({ ...typed, withGuardian }); }} /></AppCard>}
      {needsGuardian(typed) ? (
        <AppCard title={ASSIST.guardian}>
          <DocumentFields value={typed.guardian} types={GUARDIAN_DOCUMENTS} errors={errors.guardian ?? {}} onChange={(guardian) => { onChange({ ...typed, guardian }); }} />
        </AppCard>
      ) : null}
      <AppButton onPress={onNext}>{ASSIST.next}</AppButton>
    </View>
  );
}
