/**
 * L2 for a person on a file. Who waited because strangers guessed at their document is now checked at the register: presence
 * opens what name and number no longer could. Being asked and coming is also the consent of a member who is named.
 */
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { maskName } from '../../../shared/kernel/masking';
import { awaitsConsent, isUnder14, proved } from '../../../shared/identity/family.rules';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import type { NamedPerson } from '../../../shared/identity/identity.rules';
import type { MessageKind } from '../../../shared/messages/messages.schema';
import { guardianOf, isMember, memberPart, noticesAt, personOf, todayAt, untilSaved } from '../identity.rules';
import type { AccountFile, CheckedPerson, CheckRealName, Files, Member, PendingProof, Persons, ProvePresence } from '../identity.ports';

export type ProvePresenceDeps = {
  readonly files: Files;
  readonly checkRealName: CheckRealName;
  readonly persons: Persons;
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

type Proved = Result<true, 'gone' | 'not-confirmed' | 'unavailable'>;

export function makeProvePresence(deps: ProvePresenceDeps): ProvePresence {
  const { files, now, newId } = deps;
  return (proof, { way, at, person: named }) => untilSaved<Proved>(async () => {
    const file = await files.read(proof.accountId);
    const person = file && (await personProved(file, proof, todayAt(now())));
    if (!person) return refuse('gone');
    const checked = await checkedPerson(deps, file, { person, named });
    if (!checked.ok) return checked;
    const next = { ...person, personId: checked.value.personId, verifiedAt: person.verifiedAt ?? at, presence: { way, at } };
    const after = isMember(next) ? provedMember(next, at, { birthday: checked.value.birthday, today: todayAt(now()) }) : next;
    const facts = isMember(person) ? { maskedName: maskName(named.name) } : {};
    const notices = [noticesAt(now(), newId)(proof.accountId, tidings(person), facts)];
    return (await files.save({ persons: [after], spent: proof, notices })) ? ok(true) : undefined;
  });
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
function provedMember(person: Member, at: string, known: { birthday: string | undefined; today: string }): Member {
  const birthday = known.birthday ?? person.member.birthday;
  return { ...person, member: memberPart({ ...person.member, link: proved(person.member.link, at), birthday }, known.today) };
}

function tidings(person: PersonOnFile): MessageKind {
  if (isMember(person)) return awaitsConsent(person.member.link) ? 'family-accepted' : 'presence-proved';
  return person.personId === undefined ? 'real-name-verified' : 'presence-proved';
}
