/** They are two persons after all: the pointer moves back, everything else was never touched. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { reverseMergeRoute } from '../../../shared/person-index/person-index.routes';
import { afterReversal, mayReverse } from '../../../shared/person-index/person-index.rules';
import type { Merge } from '../../../shared/person-index/person-index.schema';
import type { Merges, RecordAudit } from '../person-index.ports';

export type ReverseMergeDeps = {
  readonly merges: Pick<Merges, 'find' | 'pairOf' | 'keep'>;
  readonly recordAudit: RecordAudit;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
export type ReverseMerge = (input: InputOf<typeof reverseMergeRoute>, caller: Staff) => Answer<typeof reverseMergeRoute>;

const TRIES = 5;

export function makeReverseMerge({ merges, recordAudit, newId, now }: ReverseMergeDeps): ReverseMerge {
  return async function reverseMerge({ mergeId, reason }, caller) {
    if (caller.post.role !== 'registrar') return refuse('persons/not-registrar');
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const merge = await merges.find(mergeId);
      if (!merge) return refuse('persons/merge-unknown');
      if (merge.reversedAt) return refuse('persons/merge-reversed-already');
      const pair = await merges.pairOf(merge.survivorId, merge.mergedId);
      if (!mayReverse(mergeId, pair)) return refuse('persons/merged-again-since');
      await audit(merge, caller);
      const reversed = { ...merge, reversedAt: instantOf(now()), reversedBy: caller.accountId, reason };
      if (await merges.keep({ merge: reversed, pair: afterReversal(mergeId, pair), event: splitEvent(reversed) })) return ok(reversed);
    }
    throw new Error('a merge to be reversed kept changing');
  };

  async function audit({ survivorId, mergedId }: Merge, { accountId, requestId, post }: Staff): Promise<void> {
    for (const subject of [survivorId, mergedId]) {
      await recordAudit({
        subject, actor: accountId, action: 'person.split', ground: 'post:registrar', requestId, institutionId: post.institutionId,
      });
    }
  }

  function splitEvent({ mergeId, survivorId, mergedId, reversedAt }: Merge & { reversedAt: string }) {
    return { type: 'persons.split.v1' as const, eventId: newId('event'), at: reversedAt, mergeId, survivorId, mergedId };
  }
}
