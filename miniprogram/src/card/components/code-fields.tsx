import { View } from '@tarojs/components';
import type { OutputOf } from '@shared/kernel/route';
import type { readCodeFieldsRoute } from '@shared/open-platform/filing.routes';
import { AppCard, ListRow } from '../../ui/app-card';
import { QrImage } from '../../ui/qr-image';
import { ErrorState } from '../../ui/states';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { useCodeFields } from '../card.queries';
import { CODE_FIELD_WORDS, CODE_FIELDS_REFUSALS } from '../show-code.copy';

type Field = OutputOf<typeof readCodeFieldsRoute>['fields'][number];

function Line({ name, value }: Field) {
  const label = CODE_FIELD_WORDS[name];
  if (name !== 'registerQrCode') return <ListRow title={label} note={value} />;
  return (
    <View>
      <ListRow title={label} />
      <QrImage text={value} label={label} />
    </View>
  );
}

type FieldsOf = { readonly fieldCode: string; readonly cardId: string };

/** What the hospital that led here, if one did, wants shown beside the code of this card. The code itself does not wait for it. */
export function CodeFields({ fieldCode, cardId }: { readonly fieldCode: string | undefined; readonly cardId: string }) {
  return fieldCode ? <Told fieldCode={fieldCode} cardId={cardId} /> : null;
}

function Told({ fieldCode, cardId }: FieldsOf) {
  const told = useCodeFields(fieldCode);
  if (told.state === 'loading') return null;
  if (told.state === 'refused' && told.refusal.code === 'open-platform/fields-unknown') return <Notice tone="quiet">{CODE_FIELDS_REFUSALS[told.refusal.code]}</Notice>;
  if (told.state === 'refused') return <ErrorState text={refusalText(CODE_FIELDS_REFUSALS, told.refusal)} again={told.again} />;
  const { hospitalName, fields } = told.value;
  // Swiped to another card: it is not that one's.
  if (told.value.cardId !== cardId || fields.length === 0) return null;
  return <AppCard title={hospitalName} flush>{fields.map((field) => <Line key={field.name} {...field} />)}</AppCard>;
}
