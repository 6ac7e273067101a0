/** 主索引: the only owner of persons, their documents over life, aliases, merges and splits. */
import * as z from 'zod/mini';
import { idOf } from '../kernel/ids';

/** Internal person id: random, never derived from a document, never leaves the province's systems. */
export const PersonId = idOf('person');

/** Why two identities are one person (or were wrongly made one). */
export const MergeEvidence = z.enum(['both-documents-seen', 'register-says-same', 'birth-certificate-to-citizen-number', 'permit-renewed']);
export type MergeEvidence = z.infer<typeof MergeEvidence>;

export const Merge = z.object({
  mergeId: z.string(),
  /** Stays; the other's records keep the identity they came with and point here. */
  survivorId: PersonId,
  mergedId: PersonId,
  evidence: MergeEvidence,
  by: z.string(),
  at: z.string(),
  reversedAt: z.optional(z.string()),
  reversedBy: z.optional(z.string()),
  /** Why it was reversed, in the registrar's words. */
  reason: z.optional(z.string()),
});
export type Merge = z.infer<typeof Merge>;

/** A document a person is or was known by. `validTo` absent: still in use. */
export const KnownDocument = z.object({ idType: z.string(), maskedNumber: z.string(), validFrom: z.string(), validTo: z.optional(z.string()) });
export type KnownDocument = z.infer<typeof KnownDocument>;
