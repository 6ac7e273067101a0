/** Who asks. In full for the person who is asked, who must recognise them; masked for whoever else holds the link. Never whom they ask about. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { InvitationReader, readInvitationRoute } from '../../../shared/identity/family.routes';
import type { Asking } from '../../../shared/identity/identity.schema';
import { askingIn, existing, invitedIn, isSamePerson } from '../identity.rules';
import type { AccountFile, Accounts, Files, Member, Persons, Proofs, RecordAudit } from '../identity.ports';

export type ReadInvitation = (input: InputOf<typeof readInvitationRoute>, caller: Resident) => Answer<typeof readInvitationRoute>;

export type ReadInvitationDeps = {
  readonly files: Files;
  readonly accounts: Pick<Accounts, 'openPhone'>;
  readonly persons: Persons;
  readonly proofs: Proofs;
  readonly recordAudit: RecordAudit;
  readonly hash: (secret: string) => string;
};

export function makeReadInvitation({ files, accounts, persons, proofs, recordAudit, hash }: ReadInvitationDeps): ReadInvitation {
  return async function readInvitation({ token }, { accountId, requestId }) {
    const proof = await proofs.find('invitation', hash(token));
    if (!proof) return refuse('family/invitation-not-valid');
    await recordAudit({ subject: proof.accountId, actor: accountId, action: 'identity.read-invitation', ground: 'invitation', requestId });
    const file = await files.read(proof.accountId);
    const member = await invitedIn(file, proof);
    if (!file?.self || !member) return refuse('family/invitation-not-valid');
    const { name } = await files.open(file.self);
    const masked = { maskedName: maskName(name), expiresAt: instantOf(proof.endsAt) };
    return ok({ ...masked, ...(await shownTo(await readerOf(member, accountId), file, member)) });
  };

  async function readerOf(member: Member, accountId: string): Promise<InvitationReader> {
    if (member.accountId === accountId) return 'asker';
    const { self } = existing(await files.read(accountId));
    if (self?.personId === undefined) return 'unverified';
    return (await isSamePerson(persons, self, member)) ? 'invited' : 'other';
  }

  async function shownTo(reader: InvitationReader, file: AccountFile, member: Member): Promise<{ reader: InvitationReader; asking?: Asking }> {
    if (reader !== 'invited') return { reader };
    return { reader, asking: await askingIn({ files, accounts }, file, member) };
  }
}
