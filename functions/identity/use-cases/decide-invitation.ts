/** Accepting an invitation needs the adult's own, fresh proof of presence: a borrowed phone is not enough. Refusing needs nothing but being them. */
import { epochMsOf, instantOf } from '../../../shared/kernel/china-day';
import type { Resident } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf, RefusalCode } from '../../../shared/kernel/route';
import { ACTING_TEXT } from '../../../shared/identity/acting-text';
import { agreed, ended } from '../../../shared/identity/family.rules';
import type { decideInvitationRoute } from '../../../shared/identity/family.routes';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import { isFresh } from '../../../shared/identity/identity.rules';
import { actsOfAgreeing, existing, invitedIn, isSamePerson, memberPart, noticesAt, tellAgreed, todayAt, untilSaved } from '../identity.rules';
import type { FileChange, Files, Member, PendingProof, Persons, Proofs, RecordAudit } from '../identity.ports';

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
type Invited = { readonly asker: PersonOnFile; readonly self: PersonOnFile; readonly member: Member; readonly proof: PendingProof };

export function makeDecideInvitation(deps: DecideInvitationDeps): DecideInvitation {
  return (input, caller) => untilSaved<Decided>(async () => {
    const invited = await invitedBy(deps, input.token, caller);
    if (!invited.ok) return invited;
    const { self, member, proof } = invited.value;
    const change = await changeOf(deps, invited.value, input);
    if (!change.ok) return change;
    const { notices = [] } = change.value;
    const { name } = await deps.files.open(self);
    const notice = noticesAt(deps.now(), deps.newId)(member.accountId, input.accept ? 'family-accepted' : 'family-ended', { maskedName: maskName(name) });
    return (await deps.files.save({ ...change.value, spent: proof, notices: [notice, ...notices] })) ? ok({ done: true }) : undefined;
  });
}

async function changeOf(deps: DecideInvitationDeps, invited: Invited, { accept, actingAgreed }: Input): Promise<Result<FileChange, RefusalCode<typeof decideInvitationRoute>>> {
  const { presence } = invited.self;
  if (!accept) return ok({ persons: [declined(invited.member, deps.now())] });
  if (presence === undefined || !isFresh(epochMsOf(presence.at), deps.now())) return refuse('identity/presence-needed');
  return actingAgreed === ACTING_TEXT.version ? ok(await accepted(deps, invited)) : refuse('presence/agreement-needed');
}

async function invitedBy({ files, proofs, persons, recordAudit, hash }: DecideInvitationDeps, token: string, { accountId, requestId }: Resident): Promise<Result<Invited, RefusalCode<typeof decideInvitationRoute>>> {
  const proof = await proofs.find('invitation', hash(token));
  if (!proof) return refuse('family/invitation-not-valid');
  await recordAudit({ subject: proof.accountId, actor: accountId, action: 'identity.decide-invitation', ground: 'invitation', requestId });
  const file = await files.read(proof.accountId);
  const member = await invitedIn(file, proof);
  if (!file?.self || !member) return refuse('family/invitation-not-valid');
  const { self } = existing(await files.read(accountId));
  if (self?.personId === undefined) return refuse('identity/real-name-needed');
  return (await isSamePerson(persons, self, member)) ? ok({ asker: file.self, self, member, proof }) : refuse('family/invitation-not-for-you');
}

/** The yes is kept, and told to every account of theirs. */
async function accepted(deps: DecideInvitationDeps, { asker, self, member }: Invited): Promise<FileChange> {
  const at = instantOf(deps.now());
  const { accountId, key: memberId } = member;
  const personId = existing(self.personId);
  const facts = { maskedName: maskName((await deps.files.open(asker)).name) };
  return {
    persons: [acceptedMember(member, { personId, presence: self.presence }, deps.now())],
    consentActs: actsOfAgreeing({ acting: ACTING_TEXT.version }, { personId, accountId, memberId, how: 'own-phone', witness: undefined }, at),
    notices: await tellAgreed(deps, personId, (to) => noticesAt(deps.now(), deps.newId)(to, 'acting-agreed', facts)),
  };
}

function acceptedMember(member: Member, { personId, presence }: { personId: string; presence: PersonOnFile['presence'] }, nowMs: number): Member {
  const at = instantOf(nowMs);
  const part = memberPart({ ...member.member, link: agreed(member.member.link, at) }, todayAt(nowMs));
  return { ...member, member: part, verifiedAt: member.verifiedAt ?? at, personId: member.personId ?? personId, ...(presence ? { presence } : {}) };
}

function declined(member: Member, nowMs: number): Member {
  return { ...member, member: memberPart({ ...member.member, link: ended(member.member.link, instantOf(nowMs)) }, todayAt(nowMs)) };
}
