/** What was signed for at counters, as items, in the partition of the institution that made them; what tells of the person is sealed. */
import * as z from 'zod/mini';
import { AssistedConsent } from '../../shared/card/assisted.routes';
import { PrintableCard, type CardEvent } from '../../shared/card/card.schema';
import type { Safe } from '../platform/crypto/seal';
import type { Item } from '../platform/store/item';
import type { Store } from '../platform/store/store';
import type { AssistedClaimKept, AssistedClaims } from './card.ports';

export type AssistedClaimsDeps = { readonly store: Store; readonly table: string; readonly safe: Safe };

const ClaimItem = z.object({
  claimId: z.string(), institutionId: z.string(), cityCode: z.string(), by: z.string(), owner: z.string(), claimedAt: z.string(),
  consent: AssistedConsent, move: z.exactOptional(z.enum(['restore', 'reissue'])), sealed: z.string(),
});
const Contents = z.object({ maskedName: z.string(), maskedNumber: z.exactOptional(z.string()), printable: z.exactOptional(PrintableCard) });

const partition = (institutionId: string) => `institution#${institutionId}`;
/** Claim ids sort by time. */
const claimKey = (institutionId: string, claimId: string) => ({ pk: partition(institutionId), sk: `claim#${claimId}` });

function historyOf(claimId: string, { healthCardId, event }: { readonly healthCardId: string; readonly event: CardEvent }): Item {
  return { pk: `history#${healthCardId}`, sk: `${event.at}#${event.kind}#${claimId}`, version: 1, event };
}

export function makeAssistedClaims({ store, table, safe }: AssistedClaimsDeps): AssistedClaims {
  return {
    async add({ maskedName, maskedNumber, printable, ...claim }, told) {
      const { claimId, institutionId, owner } = claim;
      const sealed = await safe.seal(owner, JSON.stringify({ maskedName, maskedNumber, printable }), claimId);
      const outcome = await store.together([
        { put: 'new', table, item: { ...claimKey(institutionId, claimId), version: 1, ...claim, sealed } },
        ...(told ? [{ put: 'new' as const, table, item: historyOf(claimId, told) }] : []),
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
    const contents = z.parse(Contents, JSON.parse(await safe.open(claim.owner, sealed, claim.claimId)));
    // What was kept first had the number only on the card.
    return { ...claim, ...contents, maskedNumber: contents.maskedNumber ?? contents.printable?.maskedNumber ?? '' };
  }
}
