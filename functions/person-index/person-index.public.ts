/** The window of 主索引: who a document belongs to, for the slices that know people by their documents. */
import type { LegalDocument } from '../../shared/kernel/documents';
import type { Result } from '../../shared/kernel/result';
import type { Foundations } from '../platform/foundations';
import type { IamStatement } from '../platform/iam-statement';
import { makePersons } from './persons.repository';
import { makeAddDocument } from './use-cases/add-document';
import { makeFindOrRegister } from './use-cases/find-or-register';

export type PersonIndexWindow = {
  /**
   * The person of a document whose name was verified; registered when new. Merges are followed to the survivor, and there is
   * exactly one person per document under any concurrency. `name` is canonical (readName). Callers audit.
   */
  findOrRegister(document: LegalDocument, name: string): Promise<{ personId: string; isNew: boolean }>;
  /** The person of a document. A household number is shared by the family: it finds nobody without the name. */
  find(document: LegalDocument, name?: string): Promise<string | undefined>;
  /** Makes a further document lead to a person; repeating it changes nothing. */
  addDocument(personId: string, document: LegalDocument, name: string): Promise<Result<{ personId: string }, 'persons/document-of-another'>>;
  /** The person at the end of the merges; the id itself when never merged. */
  survivorOf(personId: string): Promise<string>;
};

/** What a function that looks through the window must be allowed. */
export const personIndexStatements: readonly IamStatement[] = [
  {
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem'],
    table: 'person-index',
  },
];

/** For a function that only follows merges (`survivorOf`): it reads pointers, and neither documents nor what is sealed. */
export const survivorStatements: readonly IamStatement[] = [{ actions: ['dynamodb:GetItem'], table: 'person-index', leadingKeys: ['person#*'] }];

export function openPersonIndex({ store, table, now, newId, safeOf, fingerprints }: Foundations): PersonIndexWindow {
  const persons = makePersons({ store, table: table('person-index'), safe: safeOf('person-index'), fingerprints, now });
  return {
    findOrRegister: makeFindOrRegister({ persons, newId, now }),
    async find(document, name) {
      const found = await persons.find(document, name);
      return found && persons.survivorOf(found.personId);
    },
    addDocument: makeAddDocument({ persons, now }),
    survivorOf: (personId) => persons.survivorOf(personId),
  };
}
