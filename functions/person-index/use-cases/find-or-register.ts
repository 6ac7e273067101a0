/** The person of a document: found, or registered when nobody is known by it yet. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import type { LegalDocument } from '../../../shared/kernel/documents';
import { lastDayOf } from '../../../shared/person-index/person-index.rules';
import type { Persons } from '../person-index.ports';

export type FindOrRegisterDeps = {
  readonly persons: Pick<Persons, 'find' | 'register' | 'recordName' | 'survivorOf'>;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
export type FindOrRegister = (document: LegalDocument, name: string) => Promise<{ personId: string; isNew: boolean }>;

/** Who loses the race for a document finds the winner at the next look; a third look is for a number that ended in between. */
const LOOKS = 3;

export function makeFindOrRegister({ persons, newId, now }: FindOrRegisterDeps): FindOrRegister {
  return async function findOrRegister(document, name) {
    for (let look = 1; look <= LOOKS; look += 1) {
      const found = await persons.find(document, name);
      if (found && !found.sameName) await persons.recordName(document, name);
      if (found) return { personId: await persons.survivorOf(found.personId), isNew: false };
      const personId = newId('person');
      if (await persons.register(recording(personId, document, name))) return { personId, isNew: true };
    }
    throw new Error('a document was neither found nor free');
  };

  function recording(personId: string, document: LegalDocument, name: string) {
    const validFrom = chinaDayOf(now());
    const validTo = lastDayOf(document, validFrom);
    return { personId, document, name, validFrom, ...(validTo ? { validTo } : {}) };
  }
}
