/** What was signed for once, to print the card again. */
import { ASSISTING_ROLES, type readAssistedClaimRoute } from '../../../shared/card/assisted.routes';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { AssistedClaims, RecordAudit } from '../card.ports';
import { signedForView } from '../card.rules';

export type ReadAssistedClaimDeps = { readonly claims: Pick<AssistedClaims, 'find'>; readonly recordAudit: RecordAudit };
export type ReadAssistedClaim = (input: InputOf<typeof readAssistedClaimRoute>, caller: Staff) => Answer<typeof readAssistedClaimRoute>;

export function makeReadAssistedClaim({ claims, recordAudit }: ReadAssistedClaimDeps): ReadAssistedClaim {
  return async function readAssistedClaim({ claimId }, { accountId, requestId, post }) {
    const { institutionId, role } = post;
    if (!ASSISTING_ROLES.includes(role)) return refuse('caller/not-allowed');
    await recordAudit({ subject: claimId, actor: accountId, action: 'card.read-assisted', ground: `post:${role}`, requestId, institutionId });
    const claim = await claims.find(institutionId, claimId);
    if (!claim) return refuse('assisted/unknown');
    return ok({ ...signedForView(claim), ...(claim.printable ? { card: claim.printable } : {}) });
  };
}
