/** A further document leads to a person who is known already. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import type { LegalDocument } from '../../../shared/kernel/documents';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { lastDayOf } from '../../../shared/person-index/person-index.rules';
import type { Persons } from '../person-index.ports';

export type AddDocumentDeps = { readonly persons: Pick<Persons, 'find' | 'addDocument' | 'survivorOf'>; readonly now: () => number };
export type AddDocument = (
  personId: string, document: LegalDocument, name: string,
) => Promise<Result<{ personId: string }, 'persons/document-of-another'>>;

const LOOKS = 3;

export function makeAddDocument({ persons, now }: AddDocumentDeps): AddDocument {
  return async function addDocument(asked, document, name) {
    const personId = await persons.survivorOf(asked);
    for (let look = 1; look <= LOOKS; look += 1) {
      const found = await persons.find(document, name);
      if (found) return (await persons.survivorOf(found.personId)) === personId ? ok({ personId }) : refuse('persons/document-of-another');
      const validFrom = chinaDayOf(now());
      const validTo = lastDayOf(document, validFrom);
      if (await persons.addDocument({ personId, document, name, validFrom, ...(validTo ? { validTo } : {}) })) return ok({ personId });
    }
    throw new Error('a document was neither found nor free');
  };
}
