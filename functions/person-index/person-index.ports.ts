/** What the person index needs, in the words of shared/. */
import type { LegalDocument } from '../../shared/kernel/documents';
import type { Pair } from '../../shared/person-index/person-index.rules';
import type { PersonsChanged } from '../../shared/kernel/persons-changed';
import type { Merge } from '../../shared/person-index/person-index.schema';

export type { AuditEntry, RecordAudit } from '../../shared/kernel/audit-entry';

/** Whom a document leads to; `sameName` when the name asked with it is the one last recorded. */
export type Found = { readonly personId: string; readonly sameName: boolean };

/** A document as it is recorded with its person: from which day, and to which when it has an end of its own. */
export type Recording = {
  readonly personId: string;
  readonly document: LegalDocument;
  readonly name: string;
  readonly validFrom: string;
  readonly validTo?: string;
};

export type DocumentOnFile = { readonly type: string; readonly number: string; readonly validFrom: string; readonly validTo?: string };

export type Persons = {
  /** By document (and name, where the number alone is shared); merges are not followed. */
  find(document: LegalDocument, name?: string): Promise<Found | undefined>;
  /** False when the document was recorded for somebody in the meantime. */
  register(recording: Recording): Promise<boolean>;
  /** The same for a person that exists; their documents of the same type, renewed by this one, end. */
  addDocument(recording: Recording): Promise<boolean>;
  /** The name on a document changed (marriage, correction): the verified one takes its place. */
  recordName(document: LegalDocument, name: string): Promise<void>;
  survivorOf(personId: string): Promise<string>;
  /** Opens sealed numbers: audit first. */
  documentsOf(personId: string): Promise<readonly DocumentOnFile[]>;
};

export type Merges = {
  find(mergeId: string): Promise<Merge | undefined>;
  /** Every merge a person took part in, on either side, reversed ones included. */
  ofPerson(personId: string): Promise<readonly Merge[]>;
  pairOf(survivorId: string, mergedId: string): Promise<Pair>;
  /** The merge (or its reversal), both persons and the event in one transaction; false when one of them changed since it was read. */
  keep(change: { readonly merge: Merge; readonly pair: Pair; readonly event: PersonsChanged }): Promise<boolean>;
};
