/** 主索引合并、拆分: told to the slices that keep something of a person, in the same transaction as the merge or its reversal. */
import * as z from 'zod/mini';

export const PersonsChanged = z.object({
  type: z.enum(['persons.merged.v1', 'persons.split.v1']),
  eventId: z.string(),
  at: z.string(),
  mergeId: z.string(),
  survivorId: z.string(),
  mergedId: z.string(),
});
export type PersonsChanged = z.infer<typeof PersonsChanged>;
