/** Merging is done by a registrar who saw both documents, and can be undone. */
import * as z from 'zod/mini';
import { DocumentType } from '../kernel/documents';
import { defineRoute } from '../kernel/route';
import { KnownDocument, Merge, MergeEvidence } from './person-index.schema';

const DocumentOf = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(100)), idType: DocumentType, idNumber: z.string().check(z.minLength(1), z.maxLength(64)),
});
const Id = z.string().check(z.minLength(1), z.maxLength(64));

export const mergePersonsRoute = defineRoute({
  method: 'POST', path: '/v1/staff/person-merges', summary: 'Two documents, one person', callers: ['staff'],
  input: z.object({ survivor: DocumentOf, merged: DocumentOf, evidence: MergeEvidence }), output: Merge,
  /** `contradict`: birthdays or genders in the numbers differ, and only the household register can say that they are one person all the same. */
  refusals: { 'persons/document-not-valid': 422, 'persons/document-unknown': 404, 'persons/same-already': 409, 'persons/contradict': 422, 'persons/not-registrar': 403 },
});

export const reverseMergeRoute = defineRoute({
  method: 'POST', path: '/v1/staff/person-merges/:mergeId/reversal', summary: 'They are two persons after all', callers: ['staff'],
  input: z.object({ mergeId: Id, reason: z.string().check(z.minLength(2), z.maxLength(200)) }), output: Merge,
  refusals: { 'persons/merge-unknown': 404, 'persons/merge-reversed-already': 409, 'persons/merged-again-since': 409, 'persons/not-registrar': 403 },
});

export const listKnownDocumentsRoute = defineRoute({
  method: 'POST', path: '/v1/staff/person-look-ups', summary: 'Documents this person is known by, and merges', callers: ['staff'],
  input: DocumentOf, output: z.object({ documents: z.array(KnownDocument), merges: z.array(Merge) }),
  refusals: { 'persons/document-not-valid': 422, 'persons/document-unknown': 404, 'persons/not-registrar': 403 },
});
