/** What staff of one institution assisted with, newest first. */
import { ASSISTING_ROLES, type listAssistedClaimsRoute } from '../../../shared/card/assisted.routes';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { AssistedClaims, Cursors, RecordAudit } from '../card.ports';
import { signedForView } from '../card.rules';

export type ListAssistedClaimsDeps = { readonly claims: Pick<AssistedClaims, 'list'>; readonly cursors: Cursors; readonly recordAudit: RecordAudit };
export type ListAssistedClaims = (input: InputOf<typeof listAssistedClaimsRoute>, caller: Staff) => Answer<typeof listAssistedClaimsRoute>;

export function makeListAssistedClaims({ claims, cursors, recordAudit }: ListAssistedClaimsDeps): ListAssistedClaims {
  return async function listAssistedClaims({ cursor, limit }, { accountId, requestId, post }) {
    const { institutionId, role } = post;
    if (!ASSISTING_ROLES.includes(role)) return refuse('caller/not-allowed');
    const list = `assisted#${institutionId}`;
    const after = cursor === undefined ? undefined : cursors.read(cursor, list);
    if (cursor !== undefined && !after) return refuse('assisted/cursor-not-valid');
    await recordAudit({ subject: `institution#${institutionId}`, actor: accountId, action: 'card.list-assisted', ground: `post:${role}`, requestId, institutionId });
    const page = await claims.list(institutionId, { limit, ...(after ? { after } : {}) });
    const items = page.items.map(signedForView);
    const last = page.more ? items.at(-1) : undefined;
    return ok({ items, ...(last ? { next: cursors.write({ list, after: last.claimId }) } : {}) });
  };
}
