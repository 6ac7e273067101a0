/** Documents a person is known by, and the merges they took part in: what a registrar looks at before merging. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { readDocument } from '../../../shared/kernel/documents';
import { maskNumber } from '../../../shared/kernel/masking';
import { readName } from '../../../shared/kernel/person-name';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { listKnownDocumentsRoute } from '../../../shared/person-index/person-index.routes';
import type { KnownDocument, Merge } from '../../../shared/person-index/person-index.schema';
import type { DocumentOnFile, Merges, Persons, RecordAudit } from '../person-index.ports';

export type LookUpDocumentsDeps = {
  readonly persons: Pick<Persons, 'find' | 'survivorOf' | 'documentsOf'>;
  readonly merges: Pick<Merges, 'ofPerson'>;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};
export type LookUpDocuments = (input: InputOf<typeof listKnownDocumentsRoute>, caller: Staff) => Answer<typeof listKnownDocumentsRoute>;

export function makeLookUpDocuments({ persons, merges, recordAudit, now }: LookUpDocumentsDeps): LookUpDocuments {
  return async function lookUpDocuments({ idType, idNumber, name }, { post, accountId, requestId }) {
    if (post.role !== 'registrar') return refuse('persons/not-registrar');
    const document = readDocument(idType, idNumber, chinaDayOf(now()));
    const canonicalName = readName(name);
    if (!document.ok || !canonicalName.ok) return refuse('persons/document-not-valid', { field: document.ok ? 'name' : 'idNumber' });
    const found = await persons.find(document.value, canonicalName.value);
    if (!found?.sameName) return refuse('persons/document-unknown');
    const survivorId = await persons.survivorOf(found.personId);
    await recordAudit({
      subject: survivorId, actor: accountId, action: 'person.look-up', ground: 'post:registrar', requestId, institutionId: post.institutionId,
    });
    return ok(await everythingOf(survivorId));
  };

  /** The survivor and everyone who went into it, directly or by way of another. */
  async function everythingOf(survivorId: string): Promise<{ documents: KnownDocument[]; merges: Merge[] }> {
    const documents: KnownDocument[] = [];
    const known = new Map<string, Merge>();
    const waiting = [survivorId];
    for (let personId = waiting.shift(); personId !== undefined; personId = waiting.shift()) {
      documents.push(...(await persons.documentsOf(personId)).map(masked));
      const taken = await merges.ofPerson(personId);
      for (const merge of taken) known.set(merge.mergeId, merge);
      waiting.push(...taken.filter((merge) => merge.survivorId === personId && !merge.reversedAt).map((merge) => merge.mergedId));
    }
    return { documents, merges: [...known.values()] };
  }
}

function masked({ type, number, validFrom, validTo }: DocumentOnFile): KnownDocument {
  return { idType: type, maskedNumber: maskNumber(number), validFrom, ...(validTo ? { validTo } : {}) };
}
