import { View } from '@tarojs/components';
import type { DocumentType } from '@shared/kernel/documents';
import { AppField } from './app-field';
import { AppPicker } from './app-picker';
import { DOCUMENT_FIELDS, DOCUMENT_WORDS } from './document-words';
import type { DocumentErrors, TypedDocument } from './typed-document';

export type DocumentFieldsProps = {
  readonly value: TypedDocument;
  readonly onChange: (value: TypedDocument) => void;
  readonly types: readonly DocumentType[];
  readonly errors: DocumentErrors;
  /** Where nothing comes after the number. */
  readonly onEnter?: (() => void) | undefined;
};

/** Document type, name and number, with the hint that fits the document. Full-width and blanks are read by the platform. */
export function DocumentFields({ value, onChange, types, errors, onEnter }: DocumentFieldsProps) {
  const words = DOCUMENT_WORDS[value.idType];
  return (
    <View>
      <AppPicker
        label={DOCUMENT_FIELDS.document} value={value.idType} choices={types.map((type) => ({ value: type, label: DOCUMENT_WORDS[type].label }))}
        onChange={(idType) => { onChange({ ...value, idType: idType as DocumentType }); }}
      />
      <AppField label={DOCUMENT_FIELDS.name} hint={value.idType === '16' ? DOCUMENT_FIELDS.newbornNameHint : DOCUMENT_FIELDS.nameHint} value={value.name} error={errors.name} maxLength={100} onChange={(name) => { onChange({ ...value, name }); }} />
      <AppField
        label={words.numberLabel} hint={words.hint} value={value.idNumber} error={errors.idNumber} maxLength={64} type={value.idType === '01' ? 'idcard' : 'text'}
        onChange={(idNumber) => { onChange({ ...value, idNumber }); }} onEnter={onEnter}
      />
    </View>
  );
}
