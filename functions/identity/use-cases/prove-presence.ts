/**
 * L2 for a person on a file. Who waited because strangers guessed at their document is now checked at the register: presence
 * opens what name and number no longer could. Being there agrees to nothing: a member who said yes is acted for from now on.
 */
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { maskName } from '../../../shared/kernel/masking';
import { agreed, awaitsConsent, isUnder14, proved } from '../../../shared/identity/family.rules';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import type { NamedPerson } from '../../../shared/identity/identity.rules';
import type { Notice } from '../../../shared/messages/messages.schema';
import { actsOfAgreeing, existing, guardianOf, isMember, memberPart, noticesAt, personOf, tellAgreed, todayAt, untilSaved } from '../identity.rules';
import type { AccountFile, CheckedPerson, CheckRealName, FileChange, Files, Member, PendingProof, Persons, ProvePresence } from '../identity.ports';

export type ProvePresenceDeps = {
  readonly files: Files;
  readonly checkRealName: CheckRealName;
  readonly persons: Persons;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

type Proving = Parameters<ProvePresence>[1];
type Proved = Result<true, 'gone' | 'not-confirmed' | 'unavailable'>;

export function makeProvePresence(deps: ProvePresenceDeps): ProvePresence {
  const { files, now } = deps;
  return (proof, proving) => untilSaved<Proved>(async () => {
    const file = await files.read(proof.accountId);
    const person = file && (await personProved(file, proof, todayAt(now())));
    if (!person) return refuse('gone');
    const checked = await checkedPerson(deps, file, { person, named: proving.person });
    if (!checked.ok) return checked;
    const change = await changeOf(deps, { file, person, proof, checked: checked.value }, proving);
    return (await files.save({ ...change, spent: proof })) ? ok(true) : undefined;
  });
}

type Found = { readonly file: AccountFile; readonly person: PersonOnFile; readonly proof: PendingProof; readonly checked: CheckedPerson };

async function changeOf(deps: ProvePresenceDeps, { file, person, proof, checked }: Found, { way, at, person: named, agreed: said, witness }: Proving): Promise<FileChange> {
  const { accountId, key: memberId } = proof;
  const { personId } = checked;
  const next = { ...person, personId, verifiedAt: person.verifiedAt ?? at, presence: { way, at } };
  const notice = noticesAt(deps.now(), deps.newId);
  if (!isMember(next)) return { persons: [next], notices: [notice(accountId, person.personId === undefined ? 'real-name-verified' : 'presence-proved')] };
  const agreedAt = said.acting !== undefined && awaitsConsent(next.member.link) ? at : undefined;
  const told = notice(accountId, agreedAt === undefined ? 'presence-proved' : 'family-accepted', { maskedName: maskName(named.name) });
  return {
    persons: [provedMember(next, agreedAt, { birthday: checked.birthday, today: todayAt(deps.now()) })],
    consentActs: actsOfAgreeing(said, { personId, accountId, memberId, how: way, witness }, at),
    notices: agreedAt === undefined ? [told] : [told, ...(await agreedNotices(deps, file, personId))],
  };
}

/** The person of the proof, if it is still about the document on file. */
async function personProved(file: AccountFile, { key, documentMark }: PendingProof, today: string): Promise<PersonOnFile | undefined> {
  const person = await personOf(file, key, today);
  return person?.documentMark === documentMark ? person : undefined;
}

type Unchecked = { readonly person: PersonOnFile; readonly named: NamedPerson };

async function checkedPerson(deps: ProvePresenceDeps, file: AccountFile, { person, named }: Unchecked): Promise<Result<CheckedPerson, 'not-confirmed' | 'unavailable'>> {
  if (person.personId !== undefined) return ok({ personId: person.personId });
  const guardian = await guardianOfChild(file, person);
  const answered = await deps.checkRealName(named, guardian && (await deps.files.open(guardian)));
  if (answered.answer !== 'match') return refuse(answered.answer === 'unavailable' ? 'unavailable' : 'not-confirmed');
  const { birthday } = answered;
  // PIPL 31: no child is verified in an account of its own.
  if (!isMember(person) && isUnder14(birthday, todayAt(deps.now()))) return refuse('not-confirmed');
  const { personId } = await deps.persons.findOrRegister(named.document, named.name);
  return ok({ personId, ...(birthday === undefined ? {} : { birthday }) });
}

async function guardianOfChild(file: AccountFile, person: PersonOnFile): Promise<PersonOnFile | undefined> {
  return isMember(person) && person.member.link.kind === 'child' ? guardianOf(file, person) : undefined;
}

/** The register's birthday, once known, takes the place of the declared one. */
function provedMember(person: Member, agreedAt: string | undefined, known: { birthday: string | undefined; today: string }): Member {
  const { link } = person.member;
  const birthday = known.birthday ?? person.member.birthday;
  return { ...person, member: memberPart({ ...person.member, link: agreedAt === undefined ? proved(link) : agreed(link, agreedAt), birthday }, known.today) };
}

async function agreedNotices(deps: ProvePresenceDeps, { self }: AccountFile, personId: string): Promise<readonly Notice[]> {
  const facts = { maskedName: maskName((await deps.files.open(existing(self))).name) };
  return tellAgreed(deps, personId, (to) => noticesAt(deps.now(), deps.newId)(to, 'acting-agreed', facts));
}
