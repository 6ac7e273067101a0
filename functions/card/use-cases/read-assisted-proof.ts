/** The signed consent (同意书) of an assisted claim, or the application (申请书) to give a card back, for staff of the institution that took it. */
import { ASSISTING_ROLES, type readAssistedProofRoute } from '../../../shared/card/assisted.routes';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { AssistedClaims, Proofs, RecordAudit } from '../card.ports';

export type ReadAssistedProofDeps = { readonly claims: Pick<AssistedClaims, 'find'>; readonly proofs: Pick<Proofs, 'read'>; readonly recordAudit: RecordAudit };
export type ReadAssistedProof = (input: InputOf<typeof readAssistedProofRoute>, caller: Staff) => Answer<typeof readAssistedProofRoute>;

export function makeReadAssistedProof({ claims, proofs, recordAudit }: ReadAssistedProofDeps): ReadAssistedProof {
  return async function readAssistedProof({ claimId }, { accountId, requestId, post }) {
    const { institutionId, role } = post;
    if (!ASSISTING_ROLES.includes(role)) return refuse('caller/not-allowed');
    await recordAudit({ subject: claimId, actor: accountId, action: 'card.read-assisted-proof', ground: `post:${role}`, requestId, institutionId });
    const claim = await claims.find(institutionId, claimId);
    return claim ? ok({ ...claim.consent, imageBase64: await proofs.read(claim, claim.owner) }) : refuse('assisted/unknown');
  };
}
