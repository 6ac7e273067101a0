/** A registrar who saw both documents says that they are one person. Records stay where they are; a pointer moves. */
import { chinaDayOf, instantOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { readDocument, type LegalDocument } from '../../../shared/kernel/documents';
import { readName } from '../../../shared/kernel/person-name';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { mergePersonsRoute } from '../../../shared/person-index/person-index.routes';
import { afterMerge, mayMerge, type Pair } from '../../../shared/person-index/person-index.rules';
import type { Merge } from '../../../shared/person-index/person-index.schema';
import type { AuditEntry, Merges, Persons, RecordAudit } from '../person-index.ports';

export type MergePersonsDeps = {
  readonly persons: Pick<Persons, 'find' | 'survivorOf'>;
  readonly merges: Pick<Merges, 'pairOf' | 'keep'>;
  readonly recordAudit: RecordAudit;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
type Input = InputOf<typeof mergePersonsRoute>;
export type MergePersons = (input: Input, caller: Staff) => Answer<typeof mergePersonsRoute>;

/** Other registrars may be merging the same persons at the same moment. */
const TRIES = 5;

export function makeMergePersons(deps: MergePersonsDeps): MergePersons {
  const { merges, recordAudit, newId, now } = deps;
  return async function mergePersons(input, caller) {
    if (caller.post.role !== 'registrar') return refuse('persons/not-registrar');
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const ids = await idsOf(input);
      if (!ids.ok) return ids;
      const pair = await merges.pairOf(ids.value.survivorId, ids.value.mergedId);
      const merge = { mergeId: newId('merge'), ...ids.value, evidence: input.evidence, by: caller.accountId, at: instantOf(now()) };
      for (const { personId } of [pair.survivor, pair.merged]) await recordAudit(entryOf(personId, caller));
      if (mayMerge(pair) && (await keep(merge, pair))) return ok(merge);
    }
    throw new Error('persons to be merged kept changing');
  };

  async function idsOf({ survivor, merged, evidence }: Input) {
    const staying = await personOf(deps, survivor, 'survivor');
    if (!staying.ok) return staying;
    const going = await personOf(deps, merged, 'merged');
    if (!going.ok) return going;
    const [survivorId, mergedId] = [staying.value.personId, going.value.personId];
    if (survivorId === mergedId) return refuse('persons/same-already');
    if (contradict(staying.value, going.value) && !(evidence === 'register-says-same' && staying.value.name === going.value.name)) return refuse('persons/contradict', { field: 'merged' });
    return ok({ survivorId, mergedId });
  }

  function keep(merge: Merge, pair: Pair): Promise<boolean> {
    const { mergeId, survivorId, mergedId, at } = merge;
    return merges.keep({
      merge,
      pair: afterMerge(mergeId, pair),
      event: { type: 'persons.merged.v1', eventId: newId('event'), at, mergeId, survivorId, mergedId },
    });
  }
}

async function personOf(
  { persons, now }: MergePersonsDeps, { idType, idNumber, name }: Input['survivor'], field: string,
): Promise<Result<Typed & { readonly personId: string }, 'persons/document-not-valid' | 'persons/document-unknown'>> {
  const document = readDocument(idType, idNumber, chinaDayOf(now()));
  const canonicalName = readName(name);
  if (!document.ok || !canonicalName.ok) return refuse('persons/document-not-valid', { field });
  const found = await persons.find(document.value, canonicalName.value);
  // Another name under this number: mistyped, or the wrong document. A merge is too grave to guess.
  if (!found?.sameName) return refuse('persons/document-unknown', { field });
  return ok({ personId: await persons.survivorOf(found.personId), document: document.value, name: canonicalName.value });
}

type Typed = { readonly document: LegalDocument; readonly name: string };

/** What the numbers themselves say of their holders: nobody has two birthdays, unless a number was corrected; and then the name is one. */
function contradict({ document: one }: Typed, { document: other }: Typed): boolean {
  const differ = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;
  return differ(one.birthday, other.birthday) || differ(one.gender, other.gender);
}

function entryOf(subject: string, { accountId, requestId, post }: Staff): AuditEntry {
  return { subject, actor: accountId, action: 'person.merge', ground: 'post:registrar', requestId, institutionId: post.institutionId };
}
