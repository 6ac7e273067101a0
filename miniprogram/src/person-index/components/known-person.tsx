import { View } from '@tarojs/components';
import type { KnownDocument, Merge } from '@shared/person-index/person-index.schema';
import { AppCard, ListRow } from '../../ui/app-card';
import { DOCUMENT_WORDS } from '../../ui/document-words';
import { dayText, momentText } from '../../ui/words';
import { EVIDENCE, PERSONS } from '../person-index.copy';
import type { Known } from '../use-identity';
import { Reversing } from './reversing';

function DocumentRow({ idType, maskedNumber, validFrom, validTo }: KnownDocument) {
  const label = DOCUMENT_WORDS[idType as keyof typeof DOCUMENT_WORDS]?.label ?? idType;
  return <ListRow icon="id-card" title={label} note={`${maskedNumber}，${PERSONS.since(dayText(validFrom))}`} value={validTo === undefined ? PERSONS.inUse : PERSONS.until(dayText(validTo))} />;
}

function MergeRow({ merge, onReversed }: { readonly merge: Merge; readonly onReversed: () => void }) {
  const { evidence, at, reversedAt, reason = '' } = merge;
  return (
    <View>
      <ListRow icon="family" title={EVIDENCE[evidence]} note={reversedAt === undefined ? PERSONS.mergedAt(momentText(at)) : PERSONS.reversedAt(momentText(reversedAt), reason)} />
      {reversedAt === undefined ? <Reversing mergeId={merge.mergeId} onReversed={onReversed} /> : null}
    </View>
  );
}

export type KnownPersonProps = { readonly title: string; readonly known: Known; readonly onReversed: () => void };

/** What the index knows of one person: documents with masked numbers, and the merges it stands on. */
export function KnownPerson({ title, known: { documents, merges }, onReversed }: KnownPersonProps) {
  return (
    <View>
      <AppCard flush title={title}>
        {documents.map((one) => <DocumentRow key={`${one.idType}${one.maskedNumber}${one.validFrom}`} {...one} />)}
      </AppCard>
      <AppCard flush title={PERSONS.merges}>
        {merges.map((merge) => <MergeRow key={merge.mergeId} merge={merge} onReversed={onReversed} />)}
        {merges.length === 0 ? <ListRow title={PERSONS.noMerges} /> : null}
      </AppCard>
    </View>
  );
}
