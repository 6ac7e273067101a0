/** Assisted claims as items, in the partition of the institution that made them; what tells of the person is sealed. */
import * as z from 'zod/mini';
import { AssistedConsent } from '../../shared/card/assisted.routes';
import { PrintableCard } from '../../shared/card/card.schema';
import type { Safe } from '../platform/crypto/seal';
import type { Item } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { AssistedClaimKept, AssistedClaims } from './card.ports';

export type AssistedClaimsDeps = { readonly store: Store; readonly table: string; readonly safe: Safe };

const ClaimItem = z.object({
  claimId: z.string(), institutionId: z.string(), cityCode: z.string(), by: z.string(), owner: z.string(), claimedAt: z.string(),
  consent: AssistedConsent, sealed: z.string(),
});
const Contents = z.object({ maskedName: z.string(), printable: PrintableCard });

const partition = (institutionId: string) => `institution#${institutionId}`;
/** Claim ids sort by time. */
const claimKey = (institutionId: string, claimId: string) => ({ pk: partition(institutionId), sk: `claim#${claimId}` });

export function makeAssistedClaims({ store, table, safe }: AssistedClaimsDeps): AssistedClaims {
  return {
    async add({ maskedName, printable, ...claim }, event) {
      const { claimId, institutionId, owner } = claim;
      const sealed = await safe.seal(owner, JSON.stringify({ maskedName, printable }), claimId);
      const history = { pk: `history#${printable.healthCardId}`, sk: `${event.at}#${event.kind}#${claimId}`, version: 1, event };
      const outcome = await store.together([
        { put: 'new', table, item: { ...claimKey(institutionId, claimId), version: 1, ...claim, sealed } },
        { put: 'new', table, item: history },
      ]);
      if (!outcome.done) throw new Error('an assisted claim of this id is there already');
    },
    async find(institutionId, claimId) {
      const item = await store.get(table, claimKey(institutionId, claimId));
      return item && opened(item);
    },
    async list(institutionId, { limit, after }) {
      const start = after === undefined ? {} : { after: claimKey(institutionId, after) };
      const page = await store.query(table, { pk: partition(institutionId), beginsWith: 'claim#', newestFirst: true, limit, ...start });
      return { items: await Promise.all(page.items.map(opened)), more: page.next !== undefined };
    },
  };

  async function opened(item: Item): Promise<AssistedClaimKept> {
    const { sealed, ...claim } = z.parse(ClaimItem, item);
    return { ...claim, ...z.parse(Contents, JSON.parse(await safe.open(claim.owner, sealed, claim.claimId))) };
  }
}
