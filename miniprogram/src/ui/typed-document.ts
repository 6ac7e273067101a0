/** What is typed of a legal document, and what is wrong with it before anything is sent. Pure. */
import type { DocumentType } from '@shared/kernel/documents';
import { NAME_MAX_CHARACTERS } from '@shared/kernel/person-name';
import { DOCUMENT_FIELDS } from './document-words';

export type TypedDocument = { readonly name: string; readonly idType: DocumentType; readonly idNumber: string };
export type DocumentErrors = { readonly name?: string | undefined; readonly idNumber?: string | undefined };

function nameError(name: string): string | undefined {
  if (name.trim() === '') return DOCUMENT_FIELDS.nameMissing;
  return [...name.trim()].length > NAME_MAX_CHARACTERS ? DOCUMENT_FIELDS.nameTooLong : undefined;
}

/** What must be there before anything is sent. */
export function missingIn({ name, idNumber }: TypedDocument): DocumentErrors | undefined {
  const errors = { name: nameError(name), idNumber: idNumber.trim() === '' ? DOCUMENT_FIELDS.numberMissing : undefined };
  return errors.name === undefined && errors.idNumber === undefined ? undefined : errors;
}

/** What was said of a field goes when the field is changed, until it is judged again. */
export function stillWrong(errors: DocumentErrors, before: TypedDocument, after: TypedDocument): DocumentErrors {
  return {
    name: before.name === after.name ? errors.name : undefined,
    idNumber: before.idNumber === after.idNumber && before.idType === after.idType ? errors.idNumber : undefined,
  };
}
