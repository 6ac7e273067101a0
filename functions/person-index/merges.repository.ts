/** Merges: one record each, a pointer from either person's partition, and the standing of both persons. */
import * as z from 'zod/mini';
import type { Pair, Standing } from '../../shared/person-index/person-index.rules';
import { Merge } from '../../shared/person-index/person-index.schema';
import type { Item, Write } from '../platform/store/item';
import { outboxItem } from '../platform/store/outbox';
import type { Store } from '../platform/store/store';
import type { Merges } from './person-index.ports';

export type MergesDeps = { readonly store: Store; readonly table: string; readonly now: () => number };

const PersonItem = z.object({
  pk: z.string(), sk: z.string(), version: z.number(),
  tookIn: z.array(z.string()), mergedInto: z.optional(z.object({ personId: z.string(), mergeId: z.string() })),
});
const MergeItem = z.object({ version: z.number(), merge: Merge });
const PointerItem = z.object({ mergeId: z.string() });

const personKey = (personId: string) => ({ pk: `person#${personId}`, sk: 'person' });
const mergeKey = (mergeId: string) => ({ pk: `merge#${mergeId}`, sk: 'merge' });

export function makeMerges({ store, table, now }: MergesDeps): Merges {
  return {
    async find(mergeId) {
      const item = await store.get(table, mergeKey(mergeId));
      return item && z.parse(MergeItem, item).merge;
    },
    async ofPerson(personId) {
      const { items } = await store.query(table, { pk: personKey(personId).pk, beginsWith: 'merge#', limit: 100 });
      const found = await store.getMany(table, items.map((item) => mergeKey(z.parse(PointerItem, item).mergeId)));
      return found.flatMap((item) => (item ? [z.parse(MergeItem, item).merge] : []));
    },
    async pairOf(survivorId, mergedId) {
      const [survivor, merged] = await store.getMany(table, [personKey(survivorId), personKey(mergedId)]);
      return { survivor: standingOf(survivorId, survivor), merged: standingOf(mergedId, merged) };
    },
    async keep({ merge, pair, event }) {
      const { mergeId } = merge;
      const isNew = merge.reversedAt === undefined;
      const record: Write = isNew
        ? { put: 'new', table, item: { ...mergeKey(mergeId), version: 1, merge } }
        : { put: 'replace', table, item: { ...mergeKey(mergeId), version: 1, merge } };
      const pointers = [merge.survivorId, merge.mergedId].map((personId): Write => ({
        put: 'new', table, item: { pk: personKey(personId).pk, sk: `merge#${mergeId}`, version: 1, mergeId },
      }));
      const outcome = await store.together([
        ...persons(pair), record, ...(isNew ? pointers : []), { put: 'new', table, item: outboxItem(event, now()) },
      ]);
      return outcome.done;
    },
  };

  function persons({ survivor, merged }: Pair): readonly Write[] {
    return [survivor, merged].map((standing) => ({ put: 'replace', table, item: itemOf(standing) }));
  }
}

function standingOf(personId: string, item: Item | undefined): Standing {
  if (!item) throw new Error('a merge names a person who was never registered');
  const { tookIn, mergedInto, version } = z.parse(PersonItem, item);
  return { personId, tookIn, version, ...(mergedInto ? { mergedInto } : {}) };
}

function itemOf({ personId, ...rest }: Standing): Item {
  return { ...personKey(personId), ...rest };
}
