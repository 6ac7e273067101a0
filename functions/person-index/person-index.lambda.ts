/** The porch of 主索引: a registrar's routes, and the feed of merges to those who keep cards. */
import {
  listKnownDocumentsRoute, mergePersonsRoute, reverseMergeRoute,
} from '../../shared/person-index/person-index.routes';
import { forStaff, type BoundRoute } from '../platform/entry/binding';
import { makeDispatcher } from '../platform/entry/stream';
import type { Foundations } from '../platform/foundations';
import { makeMerges } from './merges.repository';
import type { RecordAudit } from './person-index.ports';
import { makePersons } from './persons.repository';
import { makeLookUpDocuments } from './use-cases/look-up-documents';
import { makeMergePersons } from './use-cases/merge-persons';
import { makeReverseMerge } from './use-cases/reverse-merge';

export type PersonIndex = { readonly http: readonly BoundRoute[]; readonly stream: ReturnType<typeof makeDispatcher> };

export function makePersonIndex(f: Foundations): PersonIndex {
  const { store, now, newId, log } = f;
  const table = f.table('person-index');
  const persons = makePersons({ store, table, safe: f.safeOf('person-index'), fingerprints: f.fingerprints, now });
  const merges = makeMerges({ store, table, now });
  const recordAudit: RecordAudit = (entry) => f.audit.record(entry);
  const concerned = [f.queue('authority'), f.queue('card')];
  return {
    http: [
      forStaff(mergePersonsRoute, makeMergePersons({ persons, merges, recordAudit, newId, now })),
      forStaff(reverseMergeRoute, makeReverseMerge({ merges, recordAudit, newId, now })),
      forStaff(listKnownDocumentsRoute, makeLookUpDocuments({ persons, merges, recordAudit, now })),
    ],
    stream: makeDispatcher({ queuesByType: { 'persons.merged.v1': concerned, 'persons.split.v1': concerned }, log }),
  };
}
