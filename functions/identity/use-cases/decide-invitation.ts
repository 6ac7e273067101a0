/** Accepting an invitation needs the adult's own, fresh proof of presence: a borrowed phone is not enough. Refusing needs nothing but being them. */
import { epochMsOf, instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import { ended, proved } from '../../../shared/identity/family.rules';
import type { decideInvitationRoute } from '../../../shared/identity/family.routes';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import { isFresh } from '../../../shared/identity/identity.rules';
import { existing, invitedIn, isSamePerson, memberPart, noticesAt, todayAt, untilSaved } from '../identity.rules';
import type { Files, Member, PendingProof, Persons, Proofs, RecordAudit } from '../identity.ports';

type Input = InputOf<typeof decideInvitationRoute>;
export type DecideInvitation = (input: Input, caller: Resident) => Answer<typeof decideInvitationRoute>;

export type DecideInvitationDeps = {
  readonly files: Files;
  readonly proofs: Proofs;
  readonly persons: Persons;
  readonly recordAudit: RecordAudit;
  readonly hash: (secret: string) => string;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

type Decided = Result<{ readonly done: true }, RefusalCode<typeof decideInvitationRoute>>;
type Invited = { readonly self: PersonOnFile; readonly member: Member; readonly proof: PendingProof };

export function makeDecideInvitation(deps: DecideInvitationDeps): DecideInvitation {
  return ({ token, accept }, caller) => untilSaved<Decided>(async () => {
    const invited = await invitedBy(deps, token, caller);
    if (!invited.ok) return invited;
    const { self, member, proof } = invited.value;
    const isHere = self.presence !== undefined && isFresh(epochMsOf(self.presence.at), deps.now());
    if (accept && !isHere) return refuse('identity/presence-needed');
    const { name } = await deps.files.open(self);
    const after = accept ? accepted(member, self, deps.now()) : declined(member, deps.now());
    const notice = noticesAt(deps.now(), deps.newId)(member.accountId, accept ? 'family-accepted' : 'family-ended', { maskedName: maskName(name) });
    return (await deps.files.save({ persons: [after], spent: proof, notices: [notice] })) ? ok({ done: true }) : undefined;
  });
}

async function invitedBy({ files, proofs, persons, recordAudit, hash }: DecideInvitationDeps, token: string, { accountId, requestId }: Resident): Promise<Result<Invited, RefusalCode<typeof decideInvitationRoute>>> {
  const proof = await proofs.find('invitation', hash(token));
  if (!proof) return refuse('family/invitation-not-valid');
  await recordAudit({ subject: proof.accountId, actor: accountId, action: 'identity.decide-invitation', ground: 'invitation', requestId });
  const member = await invitedIn(await files.read(proof.accountId), proof);
  if (!member) return refuse('family/invitation-not-valid');
  const { self } = existing(await files.read(accountId));
  if (self?.personId === undefined) return refuse('identity/real-name-needed');
  return (await isSamePerson(persons, self, member)) ? ok({ self, member, proof }) : refuse('family/invitation-not-for-you');
}

function accepted(member: Member, { personId, presence }: PersonOnFile, nowMs: number): Member {
  const at = instantOf(nowMs);
  const part = memberPart({ ...member.member, link: proved(member.member.link, at) }, todayAt(nowMs));
  return { ...member, member: part, verifiedAt: member.verifiedAt ?? at, ...(personId ? { personId: member.personId ?? personId } : {}), ...(presence ? { presence } : {}) };
}

function declined(member: Member, nowMs: number): Member {
  return { ...member, member: memberPart({ ...member.member, link: ended(member.member.link, instantOf(nowMs)) }, todayAt(nowMs)) };
}
