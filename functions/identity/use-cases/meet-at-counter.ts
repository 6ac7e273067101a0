/** 窗口核验: name and number come from the original document before the clerk, not from a screen; the file is opened under their entry. */
import type { Staff } from '../../../shared/kernel/caller';
import { documentKey } from '../../../shared/kernel/documents';
import { newbornNumberIsUsable } from '../../../shared/kernel/newborn';
import { sameName } from '../../../shared/kernel/person-name';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { PersonOnFile } from '../../../shared/identity/file.schema';
import { COUNTER_CODE_WRONG_MAX, readPerson, type NamedPerson } from '../../../shared/identity/identity.rules';
import { existing, isConsenting, personOf, todayAt } from '../identity.rules';
import type { AtCounter, CounterRefusal, Files, MeetAtCounter, PendingProof, Proofs, RecordAudit } from '../identity.ports';

export type MeetAtCounterDeps = {
  readonly files: Files;
  readonly proofs: Proofs;
  readonly recordAudit: RecordAudit;
  /** Under every key version: a code outlives a rotation. */
  readonly marksOf: (code: string) => readonly string[];
  readonly now: () => number;
};

type Subject = Omit<AtCounter, 'named' | 'way'>;

export function makeMeetAtCounter(deps: MeetAtCounterDeps): MeetAtCounter {
  return async function meetAtCounter(caller, input, action) {
    const { accountId, requestId, post: { role, institutionId } } = caller;
    if (role !== 'counter' && role !== 'village-doctor') return refuse('presence/post-not-allowed');
    const typed = readPerson(input, todayAt(deps.now()));
    if (!typed.ok) return typed;
    const proof = await proofOf(deps, input.code);
    if (!proof) return refuse('presence/code-not-valid', { field: 'code' });
    await deps.recordAudit({ subject: proof.accountId, actor: accountId, action, ground: `post:${role}`, requestId, institutionId });
    const subject = await subjectOf(deps, proof, caller);
    if (!subject.ok) return subject;
    const same = await compared(deps, subject.value, typed.value);
    return same.ok ? ok({ ...subject.value, way: role, named: same.value }) : same;
  };
}

async function proofOf({ proofs, marksOf }: MeetAtCounterDeps, code: string): Promise<PendingProof | undefined> {
  const found = await Promise.all(marksOf(code.replace(/\s/g, '')).map((mark) => proofs.find('counter', mark)));
  return found.find((one) => one !== undefined);
}

/** Nobody confirms their own account, nor themselves in another one. */
async function subjectOf({ files, now }: MeetAtCounterDeps, proof: PendingProof, { accountId }: Staff): Promise<Result<Subject, CounterRefusal>> {
  if (proof.accountId === accountId) return refuse('presence/own-account');
  const [file, own] = [await files.read(proof.accountId), existing(await files.read(accountId))];
  const person = file && (await personOf(file, proof.key, todayAt(now())));
  if (!file || !isConsenting(file.account) || person?.documentMark !== proof.documentMark) return refuse('presence/code-not-valid', { field: 'code' });
  return isSame(own.self, person) ? refuse('presence/own-account') : ok({ proof, file, person });
}

function isSame(own: PersonOnFile | undefined, person: PersonOnFile): boolean {
  if (own === undefined) return false;
  return own.documentMark === person.documentMark || (own.personId !== undefined && own.personId === person.personId);
}

/** The document as it is on file, when the typed one is the same; after too many wrong ones the code is void. */
async function compared({ files, proofs, now }: MeetAtCounterDeps, { proof, person }: Subject, typed: NamedPerson): Promise<Result<NamedPerson, CounterRefusal>> {
  const kept = await files.open(person);
  const birthday = person.member?.birthday;
  if (kept.document.type === '16' && birthday !== undefined && !newbornNumberIsUsable(birthday, todayAt(now()))) {
    return refuse('identity/newborn-too-old', { field: 'idType' });
  }
  if (documentKey(typed.document) === documentKey(kept.document) && sameName(typed.name, kept.name).same) return ok(kept);
  const wrong = proof.wrong + 1;
  await proofs.replace({ ...proof, wrong, ...(wrong >= COUNTER_CODE_WRONG_MAX ? { endsAt: now() } : {}) });
  return refuse('presence/document-differs', { triesLeft: Math.max(0, COUNTER_CODE_WRONG_MAX - wrong) });
}
