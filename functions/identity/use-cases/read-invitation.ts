/** Who asks, masked; never whom they ask about. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { awaitsConsent } from '../../../shared/identity/family.rules';
import type { readInvitationRoute } from '../../../shared/identity/family.routes';
import { memberOf } from '../identity.rules';
import type { Files, Proofs, RecordAudit } from '../identity.ports';

export type ReadInvitation = (input: InputOf<typeof readInvitationRoute>, caller: Resident) => Answer<typeof readInvitationRoute>;

export type ReadInvitationDeps = { readonly files: Files; readonly proofs: Proofs; readonly recordAudit: RecordAudit; readonly hash: (secret: string) => string };

export function makeReadInvitation({ files, proofs, recordAudit, hash }: ReadInvitationDeps): ReadInvitation {
  return async function readInvitation({ token }, { accountId, requestId }) {
    const proof = await proofs.find('invitation', hash(token));
    const file = proof && (await files.read(proof.accountId));
    const member = proof && memberOf(file, proof);
    if (!proof || !file?.self || !member || !awaitsConsent(member.member.link)) return refuse('family/invitation-not-valid');
    await recordAudit({ subject: proof.accountId, actor: accountId, action: 'identity.read-invitation', ground: 'invitation', requestId });
    const { name } = await files.open(file.self);
    return ok({ maskedName: maskName(name), relation: member.member.relation, expiresAt: instantOf(proof.endsAt) });
  };
}
