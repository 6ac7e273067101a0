/** What is true of persons: which text finds them, how long a document finds them, and how merges stack up. */
import { addDays, type ChinaDay } from '../kernel/china-day';
import { documentKey, identifiesOnePerson, type LegalDocument } from '../kernel/documents';

/** The text a person is looked up by. A household number needs the name beside it; without one it finds nobody. */
export function lookUpText(document: LegalDocument, name?: string): string | undefined {
  if (identifiesOnePerson(document)) return documentKey(document);
  return name === undefined ? undefined : `${documentKey(document)}#${name}`;
}

/** A newborn's number is the mother's and is used again for her next child: it never outlives the 92nd day. */
const NEWBORN_NUMBER_DAYS = 92;

/** The last day a document, first seen on a day, can stand for its person; undefined when it has no end of its own. */
export function lastDayOf(document: LegalDocument, firstSeenOn: ChinaDay): ChinaDay | undefined {
  return document.type === '16' ? addDays(firstSeenOn, NEWBORN_NUMBER_DAYS - 1) : undefined;
}

/** How a person stands among the merges: into whom it went, and whom it took in, in order. Merging moves only these pointers. */
export type Standing = {
  readonly personId: string;
  readonly mergedInto?: { readonly personId: string; readonly mergeId: string };
  /** Merges in force by which others came here, oldest first. */
  readonly tookIn: readonly string[];
  /** As read: a change names it, so that two registrars cannot change one person at once. */
  readonly version: number;
};

export type Pair = { readonly survivor: Standing; readonly merged: Standing };

/** Only persons that stand for themselves are merged, so the pointers form trees and can never form a circle. */
export function mayMerge({ survivor, merged }: Pair): boolean {
  return survivor.personId !== merged.personId && !survivor.mergedInto && !merged.mergedInto;
}

/** Both after the merge. */
export function afterMerge(mergeId: string, { survivor, merged }: Pair): Pair {
  return {
    survivor: { ...survivor, tookIn: [...survivor.tookIn, mergeId] },
    merged: { ...merged, mergedInto: { personId: survivor.personId, mergeId } },
  };
}

/**
 * A merge is undone only while it is the last thing that happened to its survivor: what was merged later was judged by the
 * two together, and nobody can say to which of them it belongs. Later merges are reversed first.
 */
export function mayReverse(mergeId: string, { survivor, merged }: Pair): boolean {
  return !survivor.mergedInto && survivor.tookIn.at(-1) === mergeId && merged.mergedInto?.mergeId === mergeId;
}

/** Both as they stood before the merge. */
export function afterReversal(mergeId: string, { survivor, merged }: Pair): Pair {
  const { personId, tookIn, version } = merged;
  return { survivor: { ...survivor, tookIn: survivor.tookIn.filter((id) => id !== mergeId) }, merged: { personId, tookIn, version } };
}
