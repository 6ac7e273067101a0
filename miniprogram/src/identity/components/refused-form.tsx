import { View } from '@tarojs/components';
import type { Refusal } from '@shared/kernel/result';
import { address, open } from '../../app/routes';
import { AppButton } from '../../ui/app-button';
import { stillWrong, type DocumentErrors, type TypedDocument } from '../../ui/typed-document';
import { Notice } from '../../ui/status-tag';
import { REAL_NAME } from '../identity.copy';

export type FormErrors = DocumentErrors & { readonly birthday?: string; readonly form?: string };

const FIELDS: ReadonlySet<string | undefined> = new Set(['name', 'idNumber', 'birthday']);

/** A refusal that names a field stands at the field; any other above the button. */
export function errorsOf(refusal: Refusal | undefined, text: (refusal: Refusal) => string): FormErrors {
  if (!refusal) return {};
  const field = refusal.facts?.field;
  return FIELDS.has(field) ? { [field ?? '']: text(refusal) } : { form: text(refusal) };
}

/** A refusal about a field goes when the field is changed; one about the whole stays until it is sent again. */
export function stillRefused<Code extends string>(refusal: Refusal<Code> | undefined, before: TypedDocument, after: TypedDocument): Refusal<Code> | undefined {
  const field = refusal?.facts?.field;
  if (field !== 'name' && field !== 'idNumber') return refusal;
  return stillWrong({ [field]: field }, before, after)[field] === undefined ? undefined : refusal;
}

/** What is wrong with the whole form, and the page that puts it right where there is one. */
export function RefusedForm({ refusal, errors, here }: { readonly refusal: Refusal | undefined; readonly errors: FormErrors; readonly here: string }) {
  const ways: Readonly<Record<string, { label: string; url: string }>> = {
    'consent/needed': { label: REAL_NAME.consentAction, url: address.consents(here) },
    'identity/real-name-needed': { label: REAL_NAME.start, url: address.realName(here) },
    'family/already-member': { label: REAL_NAME.family, url: address.family() },
    'family/full': { label: REAL_NAME.family, url: address.family() },
    'family/not-a-child': { label: REAL_NAME.addAdult, url: address.addAdult() },
    'family/is-a-child': { label: REAL_NAME.addChild, url: address.addChild() },
  };
  const way = refusal ? ways[refusal.code] : undefined;
  if (errors.form === undefined) return null;
  return (
    <View>
      <Notice tone="warn">{errors.form}</Notice>
      {way ? <AppButton kind="secondary" onPress={() => { open(way.url); }}>{way.label}</AppButton> : null}
    </View>
  );
}
