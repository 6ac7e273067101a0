import { View } from '@tarojs/components';
import { AppField } from '../../ui/app-field';
import { AppPicker } from '../../ui/app-picker';
import { ErrorState, Skeleton } from '../../ui/states';
import { refusalText } from '../../ui/words';
import { VISIT } from '../paper.copy';
import { useInstitutions } from '../card.queries';
import { VISIT_NUMBER_LENGTH_MAX, type TypedVisit, type VisitErrors } from '../visit-number-form';

export type VisitNumberFieldsProps = { readonly typed: TypedVisit; readonly errors: VisitErrors; readonly onChange: (typed: TypedVisit) => void; readonly onEnter: (() => void) | undefined };

/** The hospitals of one city; another city, another list. */
function Hospital({ typed, errors, onChange }: VisitNumberFieldsProps) {
  const found = useInstitutions(typed.cityCode);
  const items = typed.cityCode !== undefined && found.state === 'ready' ? found.value.items : [];
  return (
    <AppPicker
      label={VISIT.hospital} {...(typed.cityCode === undefined ? { hint: VISIT.hospitalHint } : {})} error={errors.hospital}
      value={typed.institutionId} choices={items.map(({ institutionId, name, level }) => ({ value: institutionId, label: name, note: level }))}
      onChange={(institutionId) => { onChange({ ...typed, institutionId }); }}
    />
  );
}

/** City, hospital, number: each narrows what comes after it. */
export function VisitNumberFields(props: VisitNumberFieldsProps) {
  const { typed, errors, onChange, onEnter } = props;
  const all = useInstitutions(undefined);
  if (all.state === 'loading') return <Skeleton />;
  if (all.state === 'refused') return <ErrorState text={refusalText({}, all.refusal)} again={all.again} />;
  return (
    <View>
      <AppPicker
        label={VISIT.city} error={errors.city} value={typed.cityCode} choices={all.value.cities.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(cityCode) => { onChange({ ...typed, cityCode, institutionId: undefined }); }}
      />
      {typed.cityCode === undefined ? null : <Hospital {...props} />}
      <AppField
        label={VISIT.number} hint={VISIT.numberHint} error={errors.number} value={typed.number} maxLength={VISIT_NUMBER_LENGTH_MAX}
        onChange={(number) => { onChange({ ...typed, number }); }} onEnter={onEnter}
      />
    </View>
  );
}
